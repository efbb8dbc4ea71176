-- One task as the plan sees it. Grain: the task, or no row. Parameters: as_of, task (its id).
-- The counts of dossiers are empty unless the task is measured by those received in its quarter (or year).
-- Key: one row.
with received as (
    select
        task_id,
        count(dossier_id) as dossiers,
        count(dossier_id) filter (where not is_closed and not with_higher_level) as dossiers_open,
        count(dossier_id) filter (where timeliness = 'Quá hạn') as dossiers_overdue
    from tasks
    left join dossier_state($as_of) as dossier
        on year(received_on) = tasks.year and (tasks.quarter is null or quarter(received_on) = tasks.quarter)
    where tasks.measured_by = 'hồ sơ' and task_id = $task
    group by task_id
)

select
    task_id,
    tasks.year,
    tasks.quarter,
    tasks.clause,
    named.full_title as title,
    tasks.place,
    meetings.held_on as concluded_on,
    meetings.title as concluded_by,
    tasks.conditional,
    tasks.measured_by,
    shown_state(status, timeliness) as state,
    status,
    due_on,
    expires_on,
    completed_on,
    days_late,
    dossiers_expired_on(
        tasks.measured_by, timeliness, expires_on, days_late, $as_of
    ) as dossiers_expired_on,
    dossiers,
    dossiers_open,
    dossiers_overdue
from task_state($as_of) as tasks
join task_names() as named using (task_id)
left join meetings on meetings.meeting_id = tasks.meeting_id
left join received using (task_id)
where task_id = $task
