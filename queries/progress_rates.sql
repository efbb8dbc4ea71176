-- How much is done, and how much of it in time? Grain: quarter (0: whole-year tasks) that has tasks, and all of them
-- together (`quarter` empty), which comes first. Columns: `tasks` (that arise), `done`, `overdue`, and the rates of the
-- contract. Parameters: as_of, year, quarter, blocs, units. Counts tasks; with a filter, the chosen units' assignments.
-- Key: quarter.
with things as (
    select * from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
),

final as (
    select
        quarter,
        count(*) filter (where status <> 'Không phát sinh') as tasks,
        count(*) filter (where status = 'Hoàn thành') as done,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        completion_rate(status) as completion_rate,
        on_time_rate(timeliness) as on_time_rate
    from things
    group by grouping sets ((quarter), ())
)

select * from final order by quarter nulls first
