-- How much should be done by each day, and how much is? Grain: day on which something has to be done or was completed,
-- the year's first and last day and the as-of date too; no row without a task. Both counts run from the plan's start.
-- Parameters: as_of, year, quarter, blocs, units. `done` is empty after the as-of date.
-- Key: day.
with things as (
    select owed_on, completed_on
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    where status <> 'Không phát sinh'
),

steps as (
    select owed_on as day, 1 as due, 0 as completed from things
    union all
    select completed_on, 0, 1 from things where completed_on is not null
    union all
    select unnest([make_date($year, 1, 1), make_date($year, 12, 31)]), 0, 0
    union all
    select $as_of, 0, 0 where year($as_of) = $year
),

days as (
    select day, sum(due) as due, sum(completed) as completed
    from steps
    where exists (from things)
    group by day
),

final as (
    select
        day,
        cast(sum(due) over (order by day) as bigint) as planned,
        if(day <= $as_of, cast(sum(completed) over (order by day) as bigint), null) as done
    from days
)

select * from final order by day
