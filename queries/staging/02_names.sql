-- What things are called where people see them. A name that several ids have is shown with the id, "Thôn 6 (T06)", so
-- that rows of different things never look alike; figures are keyed by id all the same.
create or replace macro told_apart(name, id, alike) as if(alike > 1, name || ' (' || id || ')', name);

-- `unit_name`: the short one where there is one. Grain: unit.
create or replace macro unit_names_of() as table (
    with shown as (
        select unit_id, bloc_id, line, name, coalesce(short_name, name) as short from units
    )

    select
        unit_id,
        bloc_id,
        line,
        told_apart(short, unit_id, count(*) over (partition by lower(short))) as unit_name,
        told_apart(name, unit_id, count(*) over (partition by lower(name))) as full_name
    from shown
);

-- Grain: bloc.
create or replace macro bloc_names_of() as table (
    select bloc_id, line, told_apart(name, bloc_id, count(*) over (partition by lower(name))) as bloc_name from blocs
);

-- Grain: award.
create or replace macro award_names_of() as table (
    select award_id, line, told_apart(name, award_id, count(*) over (partition by lower(name))) as award_name from awards
);

-- Grain: movement.
create or replace macro movement_names_of() as table (
    select movement_id, line, told_apart(name, movement_id, count(*) over (partition by lower(name))) as movement_name
    from movements
);

-- Grain: criterion. Names need only differ within a year's group and kind, under which they stand.
create or replace macro criterion_names_of() as table (
    select
        criterion_id,
        line,
        told_apart(
            name, criterion_id, count(*) over (partition by year, "group", kind, lower(name))
        ) as criterion_name
    from criteria
);

-- Meetings need only differ from those of their day and kind. Grain: meeting.
create or replace macro meeting_names_of() as table (
    select
        meeting_id,
        held_on,
        kind,
        line,
        told_apart(title, meeting_id, count(*) over (partition by held_on, kind, lower(title))) as meeting_title
    from meetings
);

-- `title`: the short one where there is one; `full_title`: verbatim; both with the id where one clause of a year has
-- the same again. `in_clause`: the task's place among those of its year and clause, in the plan's order; null where it
-- is alone (of a task every month 1 to 12). Grain: task.
create or replace macro task_names_of() as table (
    with shown as (
        select *, coalesce(short_title, title) as short from tasks
    )

    select
        task_id,
        clause,
        told_apart(short, task_id, count(*) over (partition by year, clause, lower(short))) as title,
        told_apart(title, task_id, count(*) over (partition by year, clause, lower(title))) as full_title,
        if(
            count(*) over (partition by year, clause) > 1,
            row_number() over (partition by year, clause order by coalesce(quarter, 5), due_on, line),
            null
        ) as in_clause,
        measured_by,
        meeting_id,
        line
    from shown
);
