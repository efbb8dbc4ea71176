-- What did the meetings conclude, who leads it, how does it stand? Grain: task with a meeting held by the day, of any
-- year, the latest meeting first: the rows of `conclusions` in the words of screens. Parameters: as_of, blocs, units (a
-- filter keeps those in which a chosen unit takes part). `public_title`: without the name of anybody whose award is not
-- decided; `role`: with a filter what the chosen units do in it, a lead before a helper.
-- Key: task_id.
with parts as (
    select task_id, min(role) as role
    from assignments
    where is_filtered($blocs::varchar[], $units::varchar[])
        and unit_id in (from scope($blocs::varchar[], $units::varchar[]))
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
    coalesce(
        list_reduce(list_prepend(named.title, hidden.names), (said, name) -> replace(said, name, '…')), named.title
    ) as public_title,
    coalesce(teams.leads, []) as leads,
    coalesce(teams.partners, []) as partners,
    parts.role,
    shown_state(task.status, task.timeliness) as state,
    task.due_on,
    task.expires_on,
    dossiers_expired_on(
        task.measured_by, task.timeliness, task.expires_on, task.days_late, $as_of
    ) as dossiers_expired_on,
    task.completed_on,
    task.days_late
from concluded_by($as_of, $blocs::varchar[], $units::varchar[]) as task
join meeting_names() as meetings on meetings.meeting_id = task.meeting_id
join task_names() as named on named.task_id = task.task_id
left join task_teams() as teams on teams.task_id = task.task_id
left join parts on parts.task_id = task.task_id
cross join undisclosed_names($as_of) as hidden
order by meetings.held_on desc, meetings.line desc, task.line
