-- Assignments as they stood on a day, rates, and what a filter counts. Source: the contract, "Assignment state", "Rates".
-- Queries read the first as assignment_state(day), kept once computed.

-- Every assignment with its own state; those of a task measured by dossiers have the task's. Grain: task and unit.
create or replace macro assignment_state_of(at_day) as table (
    with states as (
        select
            typed.task_id,
            typed.unit_id,
            typed.role,
            typed.line,
            task.year,
            task.quarter,
            task.measured_by = 'hồ sơ' as by_dossiers,
            if(by_dossiers, task.status, typed.status) as status,
            if(by_dossiers, task.due_on, coalesce(typed.own_due_on, task.due_on)) as due_on,
            if(by_dossiers, task.completed_on, typed.completed_on) as completed_on,
            task.timeliness as task_timeliness,
            task.days_late as task_days_late
        from typed_state(at_day) as typed
        join task_state(at_day) as task using (task_id)
    )

    select
        states.* exclude (by_dossiers, task_timeliness, task_days_late),
        case
            when status = 'Không phát sinh' then null
            when by_dossiers then task_timeliness
            else timeliness(due_on, completed_on, at_day)
        end as timeliness,
        case
            when status = 'Không phát sinh' then null
            when by_dossiers then task_days_late
            else days_late(due_on, completed_on, at_day)
        end as days_late
    from states
);

-- done ÷ (all − không phát sinh), and done on time ÷ (done on time + done late + overdue); no denominator, no rate.
create or replace macro completion_rate(done, everything, not_arising) as done / nullif(everything - not_arising, 0);
create or replace macro on_time_rate(on_time, late, overdue) as on_time / nullif(on_time + late + overdue, 0);

-- What a chosen set of units has to do; without a filter the plan's tasks. Grain: task, or task and unit.
create or replace macro counted_tasks(at_day, of_blocs, of_units, in_year, in_quarter) as table (
    with things as (
        select task_id, cast(null as varchar) as unit_id, year, quarter, status, due_on, completed_on, timeliness, days_late
        from task_state(at_day)
        where not is_filtered(of_blocs, of_units)
        union all
        select task_id, unit_id, year, quarter, status, due_on, completed_on, timeliness, days_late
        from assignment_state(at_day)
        where is_filtered(of_blocs, of_units) and unit_id in (from scope(of_blocs, of_units))
    )

    select *
    from things
    where year = in_year and (in_quarter is null or quarter = in_quarter)
);
