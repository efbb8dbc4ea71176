-- The units chosen by a filter: in any of the blocs, and any of the units; an empty list chooses all.
-- Grain: unit.
create or replace macro scope(of_blocs, of_units) as table (
    select unit_id
    from units
    where (len(of_blocs) = 0 or list_contains(of_blocs, bloc_id))
        and (len(of_units) = 0 or list_contains(of_units, unit_id))
);

-- The blocs chosen by a filter: any of them, and that of any of the units. Grain: bloc.
create or replace macro chosen_blocs(of_blocs, of_units) as table (
    select bloc_id
    from blocs
    where (len(of_blocs) = 0 or list_contains(of_blocs, bloc_id))
        and (len(of_units) = 0 or bloc_id in (select bloc_id from units where list_contains(of_units, unit_id)))
);

create or replace macro is_filtered(of_blocs, of_units) as len(of_blocs) + len(of_units) > 0;

-- The tasks in which a chosen unit takes part; all without a filter. Grain: task.
create or replace macro tasks_of(of_blocs, of_units) as table (
    select task_id
    from tasks
    where not is_filtered(of_blocs, of_units)
        or task_id in (select task_id from assignments where unit_id in (from scope(of_blocs, of_units)))
);

-- Who works on a task: `lead_ids` joined by `;`, the names of `leads` and `partners` as lists. Grain: assigned task.
create or replace macro task_teams() as table (
    select
        task_id,
        string_agg(unit_id, ';' order by assigned.line) filter (where role = 'Chủ trì') as lead_ids,
        list(unit_name order by assigned.line) filter (where role = 'Chủ trì') as leads,
        list(unit_name order by assigned.line) filter (where role = 'Phối hợp') as partners
    from assignments as assigned
    join unit_names() using (unit_id)
    group by task_id
);
