-- Who works on a task, and how far is each? Grain: unit, the leads first. Parameters: as_of, task (its id).
-- `evidence`: the last that was recorded. `has_own_due`: the unit is due
-- on another day than the task. `follows_task`: a helper of which nothing was recorded, in the state of the finished task.
-- Key: unit_id.
with proofs as (
    select unit_id, arg_max(evidence, (recorded_on, line)) as evidence
    from progress
    where task_id = $task and recorded_on <= $as_of and evidence is not null
    group by unit_id
),

final as (
    select
        state.unit_id,
        unit_name,
        state.role,
        shown_state(state.status, state.timeliness) as state,
        state.follows_task and tasks.measured_by = 'nhập tay' as follows_task,
        state.due_on,
        state.expires_on,
        tasks.measured_by = 'nhập tay' and state.due_on <> task.due_on as has_own_due,
        state.completed_on,
        state.days_late,
        proofs.evidence,
        state.line
    from assignment_state($as_of) as state
    join task_state($as_of) as task using (task_id)
    join tasks using (task_id)
    join unit_names() using (unit_id)
    left join proofs on proofs.unit_id = state.unit_id
    where state.task_id = $task
)

select * exclude (line) from final order by role <> 'Chủ trì', line
