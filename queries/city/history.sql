-- How did one commune stand on each day of which it sent figures, up to the as-of date? Grain: day, the earliest first.
-- Parameters: as_of, commune.
-- Key: as_of.
with plan as (
    select
        as_of,
        cast(sum(tasks) as bigint) as tasks,
        cast(sum(done_on_time) as bigint) as done_on_time,
        cast(sum(done_late) as bigint) as done_late,
        cast(sum(not_arising) as bigint) as not_arising,
        cast(sum(overdue) as bigint) as overdue
    from quarterly_progress
    group by as_of
),

waiting as (
    select
        as_of,
        count(*) as dossiers,
        count(*) filter (where timeliness = 'Quá hạn') as dossiers_overdue,
        count(*) filter (where with_higher_level = 'có') as handed_up
    from pending_dossiers
    group by as_of
),

given as (
    select as_of, cast(sum(awards) as bigint) as awards from awards_given group by as_of
)

select
    editions.as_of,
    editions.taken_at,
    editions.made_at,
    coalesce(tasks, 0) as tasks,
    coalesce(done_on_time, 0) as done_on_time,
    coalesce(done_late, 0) as done_late,
    coalesce(not_arising, 0) as not_arising,
    coalesce(overdue, 0) as overdue,
    done_share(done_on_time, done_late, tasks, not_arising) as completion_rate,
    on_time_share(done_on_time, done_late, overdue) as on_time_rate,
    coalesce(dossiers, 0) as dossiers,
    coalesce(dossiers_overdue, 0) as dossiers_overdue,
    coalesce(handed_up, 0) as handed_up,
    coalesce(awards, 0) as awards
from editions
left join plan using (as_of)
left join waiting using (as_of)
left join given using (as_of)
where editions.commune = $commune and editions.as_of <= $as_of
order by editions.as_of
