-- How far is each quarter's plan, over the communes that are known? Grain: quarter 0 to 4 (0: the whole-year tasks).
-- Parameters: blocs (clusters), units (communes).
-- Key: quarter.
with chosen as (
    select commune from chosen_communes($blocs::varchar[], $units::varchar[]) where as_of is not null
),

sums as (
    select
        quarter,
        cast(sum(tasks) as bigint) as tasks,
        cast(sum(done_on_time) as bigint) as done_on_time,
        cast(sum(done_late) as bigint) as done_late,
        cast(sum(in_progress) as bigint) as in_progress,
        cast(sum(not_started) as bigint) as not_started,
        cast(sum(not_arising) as bigint) as not_arising,
        cast(sum(overdue) as bigint) as overdue,
        cast(sum(due_soon) as bigint) as due_soon
    from quarterly_progress
    where commune in (from chosen)
    group by quarter
)

select
    *,
    done_share(done_on_time, done_late, tasks, not_arising) as completion_rate,
    on_time_share(done_on_time, done_late, overdue) as on_time_rate
from sums
order by quarter
