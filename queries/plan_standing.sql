-- Is the plan on time? Grain: one row; with a filter it counts the chosen units' assignments.
-- Parameters: as_of, year, quarter, blocs, units. Tasks that did not arise count nowhere. What is `due` (by the day) is
-- done_on_time, done_late, overdue, due_today or at_rest (its due date is a day of rest, and it is on time until the next
-- working day); done is what is done of these, and what is done `early`.
-- Key: one row.
with things as (
    select *, owed_on <= $as_of as is_due, timeliness = 'Sắp đến hạn' as is_soon
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    where status <> 'Không phát sinh'
)

select
    count(*) as tasks,
    count(*) filter (where is_due) as due,
    count(*) filter (where is_due and timeliness = 'Đúng hạn') as done_on_time,
    count(*) filter (where is_due and timeliness = 'Trễ hạn') as done_late,
    count(*) filter (where timeliness = 'Quá hạn') as overdue,
    max(days_late) filter (where timeliness = 'Quá hạn') as longest_overdue,
    count(*) filter (where is_soon and expires_on = $as_of) as due_today,
    count(*) filter (where is_due and is_soon and expires_on > $as_of) as at_rest,
    count(*) filter (where status = 'Hoàn thành' and not is_due) as early,
    count(*) filter (where status = 'Hoàn thành') as done,
    count(*) filter (where is_soon) as due_soon
from things
