-- Who works on a task, and how far is each? Grain: unit, the leads first. Parameters: as_of, task (its id).
-- `evidence`: the last that was recorded. `has_own_due`: the unit has a due date of its own.
with proofs as (
    select unit_id, arg_max(evidence, (recorded_on, line)) as evidence
    from progress
    where task_id = $task and recorded_on <= $as_of and evidence is not null
    group by unit_id
),

final as (
    select
        state.unit_id,
        coalesce(units.short_name, units.name) as unit_name,
        state.role,
        shown_state(state.status, state.timeliness) as state,
        state.due_on,
        assignments.due_on is not null and tasks.measured_by <> 'hồ sơ' as has_own_due,
        state.completed_on,
        state.days_late,
        proofs.evidence,
        state.line
    from assignment_state($as_of) as state
    join assignments using (task_id, unit_id)
    join tasks using (task_id)
    join units using (unit_id)
    left join proofs on proofs.unit_id = state.unit_id
    where state.task_id = $task
)

select * exclude (line) from final order by role <> 'Chủ trì', line
