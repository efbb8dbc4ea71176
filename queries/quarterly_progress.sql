-- How does each quarter of the plan stand? Grain: quarter 0–4 (0: whole-year tasks), always all five.
-- Parameters: as_of, year, quarter, blocs, units. Counts tasks; with a filter, the chosen units' assignments.
-- Key: quarter.
with things as (
    select * from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
),

final as (
    select
        quarters.quarter,
        count(things.task_id) as tasks,
        count(*) filter (where timeliness = 'Đúng hạn') as done_on_time,
        count(*) filter (where timeliness = 'Trễ hạn') as done_late,
        count(*) filter (where status = 'Đang thực hiện') as in_progress,
        count(*) filter (where status = 'Chưa bắt đầu') as not_started,
        count(*) filter (where status = 'Không phát sinh') as not_arising,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        count(*) filter (where timeliness = 'Sắp đến hạn') as due_soon,
        completion_rate(status) as completion_rate,
        on_time_rate(timeliness) as on_time_rate
    from range(5) as quarters (quarter)
    left join things on things.quarter = quarters.quarter
    group by quarters.quarter
)

select * from final order by quarter
