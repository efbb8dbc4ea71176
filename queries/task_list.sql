-- The plan's tasks, in words: who leads, who helps, until when, in what state? Grain: task; with a filter task and unit.
-- Parameters: as_of, year, quarter, blocs, units. `leads` and `partners` are lists of unit names; unit_name and role
-- are empty without a filter. `concluded_on`: the meeting whose conclusion it is. `follows_task`: a helper of which
-- nothing was recorded, in the state of the finished task.
-- Key: task_id, unit_name.
with named as (
    select assignments.*, unit_name
    from assignments
    join unit_names() using (unit_id)
),

final as (
    select
        thing.task_id,
        tasks.clause,
        thing.quarter,
        named_tasks.full_title as title,
        meetings.held_on as concluded_on,
        named.unit_name,
        named.role,
        coalesce(teams.leads, []) as leads,
        coalesce(teams.partners, []) as partners,
        coalesce(assigned.follows_task, false) and tasks.measured_by = 'nhập tay' as follows_task,
        thing.due_on,
        thing.expires_on,
        dossiers_expired_on(
            tasks.measured_by, thing.timeliness, thing.expires_on, thing.days_late, $as_of
        ) as dossiers_expired_on,
        shown_state(thing.status, thing.timeliness) as state,
        thing.completed_on,
        thing.days_late,
        tasks.line,
        named.line as unit_line
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer) as thing
    join tasks using (task_id)
    join task_names() as named_tasks using (task_id)
    left join meetings on meetings.meeting_id = tasks.meeting_id
    left join task_teams() as teams using (task_id)
    left join named on named.task_id = thing.task_id and named.unit_id = thing.unit_id
    left join assignment_state($as_of) as assigned
        on assigned.task_id = thing.task_id and assigned.unit_id = thing.unit_id
)

select * exclude (line, unit_line) from final order by if(quarter = 0, 5, quarter), line, unit_line
