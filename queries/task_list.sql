-- The plan's tasks, in words: who leads, who helps, until when, in what state? Grain: task; with a filter task and unit.
-- Parameters: as_of, year, quarter, blocs, units. `leads` and `partners` are lists of unit names; unit_name and role
-- are empty without a filter.
with named as (
    select assignments.*, coalesce(short_name, name) as unit_name
    from assignments
    join units using (unit_id)
),

teams as (
    select
        task_id,
        list(unit_name order by line) filter (where role = 'Chủ trì') as leads,
        list(unit_name order by line) filter (where role = 'Phối hợp') as partners
    from named
    group by task_id
),

final as (
    select
        thing.task_id,
        tasks.clause,
        thing.quarter,
        tasks.title,
        named.unit_name,
        named.role,
        coalesce(teams.leads, []) as leads,
        coalesce(teams.partners, []) as partners,
        thing.due_on,
        shown_state(thing.status, thing.timeliness) as state,
        thing.completed_on,
        thing.days_late,
        tasks.line,
        named.line as unit_line
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer) as thing
    join tasks using (task_id)
    left join teams using (task_id)
    left join named on named.task_id = thing.task_id and named.unit_id = thing.unit_id
)

select * exclude (line, unit_line) from final order by if(quarter = 0, 5, quarter), line, unit_line
