-- What the meetings held by a day concluded, as each task stands on it; with a filter that in which a chosen unit takes
-- part, its state still the task's. Source: the contract, query `conclusions`. Grain: task.
create or replace macro concluded_by(at_day, of_blocs, of_units) as table (
    select task.*, meetings.held_on
    from task_state(at_day) as task
    join meetings using (meeting_id)
    where meetings.held_on <= at_day
        and task.task_id in (from tasks_of(of_blocs, of_units))
);

-- The persons and households whose award is not decided on a day, longest name first: whom a slide may not name. (A name
-- of one word may be part of many others.) Grain: one row.
create or replace macro undisclosed_names(at_day) as table (
    select list(distinct nominee_name order by length(nominee_name) desc, nominee_name) as names
    from dossiers
    where nominee_kind <> 'Tập thể' and contains(nominee_name, ' ')
        and dossier_id not in (select dossier_id from dossier_state(at_day) where awarded_on is not null)
);
