-- What did the meetings conclude, who leads it, how does it stand? Grain: task with a meeting held by the day, of any
-- year, the latest meeting first: the rows of `conclusions` in the words of screens. Parameters: as_of, blocs, units (a
-- filter keeps those in which a chosen unit takes part).
-- Key: task_id.
select
    meetings.meeting_id,
    meetings.held_on,
    meetings.kind as meeting_kind,
    meeting_title,
    task.task_id,
    task.clause,
    named.title,
    coalesce(teams.leads, []) as leads,
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
left join task_teams() as teams on teams.task_id = task.task_id
where meetings.held_on <= $as_of
    and task.task_id in (from tasks_of($blocs::varchar[], $units::varchar[]))
order by meetings.held_on desc, meetings.line desc, task.line
