-- Who holds what is not done: the units in the lead (all where none leads), with a filter the chosen ones. Grain: task.
create or replace macro task_holders(at_day, of_blocs, of_units) as table (
    select task_id, list(unit_name order by assigned.line) as holders
    from assignment_state(at_day) as assigned
    join unit_names() using (unit_id)
    where status not in ('Hoàn thành', 'Không phát sinh')
        and (not is_filtered(of_blocs, of_units) or unit_id in (from scope(of_blocs, of_units)))
        and (is_filtered(of_blocs, of_units) or role = 'Chủ trì'
             or task_id not in (select task_id from assignments where role = 'Chủ trì'))
    group by task_id
);
