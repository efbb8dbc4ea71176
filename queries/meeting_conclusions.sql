-- What did the meetings conclude, who leads it, how does it stand? Grain: task with a meeting held by the day, of any
-- year, the latest meeting first: the rows of `conclusions` in the words of screens. Parameters: as_of, blocs, units (a
-- filter keeps those in which a chosen unit takes part).
-- Key: task_id.
with leads as (
    select task_id, list(unit_name order by assignments.line) as names
    from assignments
    join unit_names() using (unit_id)
    where role = 'Chủ trì'
    group by task_id
)

select
    meetings.meeting_id,
    meetings.held_on,
    meetings.kind as meeting_kind,
    meeting_title,
    task.task_id,
    task.clause,
    named.title,
    coalesce(leads.names, []) as leads,
    shown_state(task.status, task.timeliness) as state,
    task.due_on,
    task.expires_on,
    dossiers_expired_on(
        task.measured_by, task.timeliness, task.expires_on, task.days_late, $as_of
    ) as dossiers_expired_on,
    task.completed_on,
    task.days_late
from task_state($as_of) as task
join meeting_names() as meetings on meetings.meeting_id = task.meeting_id
join task_names() as named on named.task_id = task.task_id
left join leads on leads.task_id = task.task_id
where meetings.held_on <= $as_of
    and (
        not is_filtered($blocs::varchar[], $units::varchar[])
        or task.task_id in (
            select task_id from assignments where unit_id in (from scope($blocs::varchar[], $units::varchar[]))
        )
    )
order by meetings.held_on desc, meetings.line desc, task.line
