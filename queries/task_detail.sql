-- One task as the plan sees it. Grain: the task, or no row. Parameters: as_of, task (its id).
-- The counts of dossiers are empty unless the task is measured by those received in its quarter (or year).
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
    year,
    quarter,
    clause,
    title,
    place,
    conditional,
    measured_by,
    shown_state(status, timeliness) as state,
    status,
    due_on,
    completed_on,
    days_late,
    dossiers,
    dossiers_open,
    dossiers_overdue
from task_state($as_of)
left join received using (task_id)
where task_id = $task
