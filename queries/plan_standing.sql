-- Is the plan on time? Grain: one row; with a filter it counts the chosen units' assignments.
-- Parameters: as_of, year, quarter, blocs, units. `due`: due on or before the day; tasks that did not arise count nowhere.
-- Key: one row.
with things as (
    select *
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    where status <> 'Không phát sinh'
)

select
    count(*) as tasks,
    count(*) filter (where due_on <= $as_of) as due,
    count(*) filter (where status = 'Hoàn thành') as done,
    count(*) filter (where timeliness = 'Trễ hạn') as done_late,
    count(*) filter (where timeliness = 'Quá hạn') as overdue,
    max(days_late) filter (where timeliness = 'Quá hạn') as longest_overdue,
    count(*) filter (where timeliness = 'Sắp đến hạn') as due_soon
from things
