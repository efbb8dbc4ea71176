-- Which is the last day on time of each of some due dates? Grain: day, the earliest first. Parameters: days.
-- Key: due_on.
select
    day as due_on,
    expires_on(day, next_working) as expires_on
from calendar_days
where list_contains($days::date[], day)
order by day
