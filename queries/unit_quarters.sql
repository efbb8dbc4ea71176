-- Which unit keeps its dates in which quarter? Grain: unit with work in the year, and quarter 0–4 (0: whole-year tasks).
-- Parameters: as_of, year, quarter, blocs, units. No rate where nothing was due yet. `judged`: the rate's denominator.
-- Key: unit_id, quarter.
with work as (
    select *
    from assignment_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where year = $year and ($quarter::integer is null or quarter = $quarter::integer)
),

cells as (
    select unit_id, quarters.quarter
    from (select distinct unit_id from work)
    cross join range(5) as quarters (quarter)
    where $quarter::integer is null or quarters.quarter = $quarter::integer
),

counted as (
    select
        cells.unit_id,
        cells.quarter,
        count(work.task_id) as assigned,
        count(*) filter (where timeliness = 'Đúng hạn') as done_on_time,
        count(*) filter (where timeliness = 'Trễ hạn') as done_late,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        done_on_time + done_late + overdue as judged,
        on_time_rate(timeliness) as on_time_rate
    from cells
    left join work on work.unit_id = cells.unit_id and work.quarter = cells.quarter
    group by cells.unit_id, cells.quarter
),

final as (
    select
        units.unit_id,
        unit_name,
        units.bloc_id,
        bloc_name,
        counted.* exclude (unit_id),
        blocs.line as bloc_line,
        units.line as unit_line
    from counted
    join unit_names() as units using (unit_id)
    left join bloc_names() as blocs using (bloc_id)
)

select * exclude (bloc_line, unit_line)
from final
order by bloc_line nulls last, unit_line, if(quarter = 0, 5, quarter)
