-- Which tasks does the Council look at first? Grain: task; with a filter task and unit. By quarter (whole-year tasks last),
-- late ones first. Parameters: as_of, year, quarter, blocs, units. `units`: names, without a filter those in the lead,
-- with one the unit itself, and `role` its part. `by_dossiers`: its state follows from the dossiers of its quarter.
-- Key: task_id, units.
with named as (
    select task_id, unit_id, role, assignments.line, unit_name
    from assignments
    join unit_names() using (unit_id)
),

final as (
    select
        thing.quarter,
        thing.task_id,
        tasks.clause,
        tasks.title,
        meetings.held_on as concluded_on,
        if(thing.unit_id is null, coalesce(teams.leads, []), [named.unit_name]) as units,
        named.role,
        shown_state(thing.status, thing.timeliness) as state,
        thing.due_on,
        thing.expires_on,
        thing.days_late,
        dossiers_expired_on(
            tasks.measured_by, thing.timeliness, thing.expires_on, thing.days_late, $as_of
        ) as dossiers_expired_on,
        tasks.measured_by = 'hồ sơ' as by_dossiers,
        tasks.line,
        named.line as unit_line
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer) as thing
    join task_names() as tasks using (task_id)
    left join meetings on meetings.meeting_id = tasks.meeting_id
    left join task_teams() as teams using (task_id)
    left join named on named.task_id = thing.task_id and named.unit_id = thing.unit_id
)

select * exclude (line, unit_line)
from final
order by
    if(quarter = 0, 5, quarter),
    state::urgency,
    days_late desc nulls last,
    due_on,
    line,
    unit_line
