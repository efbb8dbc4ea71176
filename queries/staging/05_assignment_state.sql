-- Assignments as they stood on a day, rates, and what a filter counts. Source: the contract, "Assignment state", "Rates".
-- Queries read the first as assignment_state(day), kept once computed.

-- Every assignment with its own state; those of a task measured by dossiers have the task's, and so has a helper of
-- which nothing was recorded once the units in the lead are done. Grain: task and unit.
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
            by_dossiers or (
                typed.role = 'Phối hợp' and existing.has_lead and not typed.has_rows
                and task.status in ('Hoàn thành', 'Không phát sinh')
            ) as follows_task,
            if(follows_task, task.status, typed.status) as status,
            case
                when by_dossiers then task.due_on
                when typed.role = 'Chủ trì' then coalesce(typed.own_due_on, existing.due_on)
                else coalesce(typed.own_due_on, task.due_on)
            end as due_on,
            if(follows_task, task.completed_on, typed.completed_on) as completed_on,
            task.timeliness as task_timeliness,
            task.days_late as task_days_late
        from typed_state(at_day) as typed
        join task_state(at_day) as task using (task_id)
        join existing_tasks(at_day) as existing using (task_id)
    ),

    expiring as (
        select states.*, expires_on(due_on, calendar_days.next_working) as expires_on
        from states
        left join calendar_days on calendar_days.day = states.due_on
    )

    select
        expiring.* exclude (by_dossiers, task_timeliness, task_days_late),
        case
            when status = 'Không phát sinh' then null
            when follows_task then task_timeliness
            else timeliness(due_on, expires_on, completed_on, at_day)
        end as timeliness,
        case
            when status = 'Không phát sinh' then null
            when follows_task then task_days_late
            else days_late(expires_on, completed_on, at_day)
        end as days_late
    from expiring
);

-- done ÷ (all − không phát sinh), and done on time ÷ (done on time + done late + overdue); no denominator, no rate.
-- Aggregates: of the rows that have such a status or timeliness.
create or replace macro completion_rate(status) as
    count(*) filter (where status = 'Hoàn thành') / nullif(count(*) filter (where status <> 'Không phát sinh'), 0);
create or replace macro on_time_rate(timeliness) as
    count(*) filter (where timeliness = 'Đúng hạn')
    / nullif(count(*) filter (where timeliness in ('Đúng hạn', 'Trễ hạn', 'Quá hạn')), 0);

-- The plan's tasks (unit_id null) and the units' parts of them, alike. `owed_on`: the day by which it had to be done: when
-- it is due, or when the first dossier expired by which it is overdue before. Grain: task, and task and unit. Queries read
-- them as thing_state(day), kept once computed.
create or replace macro thing_state_of(at_day) as table (
    with things as (
        select
            task_id, cast(null as varchar) as unit_id, year, quarter,
            status, due_on, expires_on, completed_on, timeliness, days_late
        from task_state(at_day)
        union all
        select task_id, unit_id, year, quarter, status, due_on, expires_on, completed_on, timeliness, days_late
        from assignment_state(at_day)
    )

    select
        *,
        if(timeliness = 'Quá hạn' and due_on > at_day, at_day - cast(days_late as integer), due_on) as owed_on
    from things
);

-- What a chosen set of units has to do, of all years; without a filter the plan's tasks. Grain: task, or task and unit.
create or replace macro chosen_things(at_day, of_blocs, of_units) as table (
    from thing_state(at_day)
    where if(is_filtered(of_blocs, of_units), unit_id in (from scope(of_blocs, of_units)), unit_id is null)
);

-- The same of a year and quarter. Grain: task, or task and unit.
create or replace macro counted_tasks(at_day, of_blocs, of_units, in_year, in_quarter) as table (
    from chosen_things(at_day, of_blocs, of_units)
    where year = in_year and (in_quarter is null or quarter = in_quarter)
);
