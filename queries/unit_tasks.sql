-- What is a unit to do, and how does each of its tasks stand? Grain: task and unit, most urgent first.
-- Parameters: as_of, year, quarter, blocs, units. `follows_task`: a helper of which nothing was recorded, in the state of
-- the finished task.
-- Key: task_id, of one unit.
with final as (
    select
        assigned.task_id,
        tasks.clause,
        tasks.title,
        meetings.held_on as concluded_on,
        assigned.role,
        follows_task and measured_by = 'nhập tay' as follows_task,
        assigned.due_on,
        assigned.expires_on,
        dossiers_expired_on(
            measured_by, timeliness, assigned.expires_on, assigned.days_late, $as_of
        ) as dossiers_expired_on,
        shown_state(assigned.status, assigned.timeliness) as state,
        assigned.completed_on,
        assigned.days_late
    from assignment_state($as_of) as assigned
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join task_names() as tasks using (task_id)
    left join meetings on meetings.meeting_id = tasks.meeting_id
    where assigned.year = $year and ($quarter::integer is null or assigned.quarter = $quarter::integer)
)

select *
from final
order by state::urgency, due_on, clause
