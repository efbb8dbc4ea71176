-- Tasks as they stood on a day. Source: the contract, "Logs" and "Assignment state" to "Tasks measured by hồ sơ".
-- Queries read them as task_state(day), kept once computed.

-- The last extension of each task (unit_id null) or assignment by a day. Grain: task and unit.
create or replace macro extension_state(at_day) as table (
    select task_id, unit_id, arg_max(due_on, decided_on) as due_on from extension_log(at_day) group by task_id, unit_id
);

-- Every extension by a day beside the due date before it: that of the extension before, else the assignment's own, else
-- (of a unit without one) the task's as it stood then, for a helper the latest of the task's and its leads'.
-- Grain: extension.
create or replace macro extension_history_of(at_day) as table (
    with kept as (
        from extension_log(at_day)
    ),

    chained as (
        select *, lag(due_on) over (partition by task_id, unit_id order by decided_on) as due_before from kept
    ),

    tasks_then as (
        select
            chained.task_id,
            chained.unit_id,
            chained.decided_on,
            coalesce(arg_max(earlier.due_on, earlier.decided_on), any_value(tasks.due_on)) as due_on
        from chained
        join tasks using (task_id)
        left join kept as earlier
            on earlier.task_id = chained.task_id and earlier.unit_id is null and earlier.decided_on <= chained.decided_on
        where chained.unit_id is not null
        group by all
    ),

    leads_then as (
        select chained.task_id, chained.unit_id, chained.decided_on, leads.unit_id as lead_id,
            coalesce(arg_max(earlier.due_on, earlier.decided_on), any_value(leads.due_on)) as due_on
        from chained
        join assignments as leads on leads.task_id = chained.task_id and leads.role = 'Chủ trì'
        left join kept as earlier
            on earlier.task_id = chained.task_id
            and earlier.unit_id = leads.unit_id
            and earlier.decided_on <= chained.decided_on
        where chained.unit_id is not null
        group by all
    ),

    latest_lead as (
        select task_id, unit_id, decided_on, max(due_on) as due_on from leads_then group by all
    )

    select
        chained.task_id,
        chained.unit_id,
        chained.decided_on,
        case
            when due_before is not null then due_before
            when chained.unit_id is null then tasks.due_on
            when assignments.due_on is not null then assignments.due_on
            when assignments.role = 'Phối hợp' then greatest(tasks_then.due_on, latest_lead.due_on)
            else tasks_then.due_on
        end as due_before,
        chained.due_on,
        chained.document_no,
        chained.note,
        chained.line
    from chained
    join tasks using (task_id)
    left join assignments on assignments.task_id = chained.task_id and assignments.unit_id = chained.unit_id
    left join tasks_then
        on tasks_then.task_id = chained.task_id and tasks_then.unit_id = chained.unit_id
        and tasks_then.decided_on = chained.decided_on
    left join latest_lead
        on latest_lead.task_id = chained.task_id and latest_lead.unit_id = chained.unit_id
        and latest_lead.decided_on = chained.decided_on
);

-- The tasks that exist on a day: one of a meeting does from that meeting on. `due_on`: its own, as extended; `has_lead`:
-- whether any unit leads it. Grain: task. Queries read them as existing_tasks(day), kept once computed.
create or replace macro existing_tasks_of(at_day) as table (
    select
        tasks.* replace (coalesce(extended.due_on, tasks.due_on) as due_on),
        task_id in (select task_id from assignments where role = 'Chủ trì') as has_lead
    from tasks
    left join (from extension_state(at_day) where unit_id is null) as extended using (task_id)
    where not exists (
        from meetings where meetings.meeting_id = tasks.meeting_id and meetings.held_on > at_day
    )
);

-- What was typed, per assignment: the last status and the first day of its last unbroken run of Hoàn thành; and its own
-- due date, as extended. Grain: task and unit.
create or replace macro typed_state(at_day) as table (
    with runs as (
        select *, lag(status) over (partition by task_id, unit_id order by recorded_on) as status_before
        from progress_log(at_day)
    ),

    last_status as (
        select
            task_id,
            unit_id,
            arg_max(status, recorded_on) as status,
            max(recorded_on) filter (where status is distinct from status_before) as status_since
        from runs
        group by task_id, unit_id
    )

    select
        assignments.task_id,
        assignments.unit_id,
        assignments.role,
        assignments.line,
        coalesce(extended.due_on, assignments.due_on) as own_due_on,
        last_status.status is not null as has_rows,
        coalesce(last_status.status, 'Chưa bắt đầu') as status,
        last_status.status_since,
        if(last_status.status = 'Hoàn thành', last_status.status_since, null) as completed_on
    from assignments
    join existing_tasks(at_day) using (task_id)
    left join last_status using (task_id, unit_id)
    left join extension_state(at_day) as extended using (task_id, unit_id)
);

-- Tasks followed by hand, from the units in the lead (all units where none leads). Grain: task.
-- Due on the latest of its own day and its leads'.
create or replace macro typed_task_state(at_day) as table (
    with existing as (
        from existing_tasks(at_day) where measured_by = 'nhập tay'
    ),

    assigned as (
        select
            typed.*,
            typed.role = 'Chủ trì' or not existing.has_lead as counts
        from typed_state(at_day) as typed
        join existing using (task_id)
    ),

    summed as (
        select
            task_id,
            bool_and(status = 'Không phát sinh') filter (where counts) as none_arises,
            bool_and(status in ('Hoàn thành', 'Không phát sinh')) filter (where counts) as all_done,
            bool_or(status in ('Đang thực hiện', 'Hoàn thành')) as any_begun,
            max(completed_on) filter (where counts) as completed_on,
            max(own_due_on) filter (where role = 'Chủ trì') as leads_due_on
        from assigned
        group by task_id
    )

    select
        existing.task_id,
        case
            when none_arises then 'Không phát sinh'
            when all_done then 'Hoàn thành'
            when any_begun then 'Đang thực hiện'
            else 'Chưa bắt đầu'
        end as status,
        greatest(existing.due_on, summed.leads_due_on) as due_on,
        if(all_done and not none_arises, completed_on, null) as completed_on
    from existing
    left join summed using (task_id)
);

-- Tasks measured by the dossiers received in their quarter (or year). Grain: task.
create or replace macro dossier_task_state(at_day) as table (
    with periods as (
        select
            task_id,
            due_on,
            make_date(year, coalesce(quarter * 3 - 2, 1), 1) as starts_on,
            last_day(make_date(year, coalesce(quarter * 3, 12), 1)) as ends_on
        from existing_tasks(at_day)
        where measured_by = 'hồ sơ'
    ),

    summed as (
        select
            periods.task_id,
            any_value(periods.ends_on) as ends_on,
            count(dossier.dossier_id) as dossiers,
            bool_and(dossier.is_closed or dossier.with_higher_level) as all_settled,
            greatest(any_value(periods.due_on), any_value(periods.ends_on), max(dossier.due_on)) as due_on,
            greatest(any_value(periods.ends_on), max(dossier.settled_on)) as settled_on,
            max(dossier.days_late) filter (where dossier.timeliness = 'Trễ hạn') as days_done_late,
            max(dossier.days_late) filter (where dossier.timeliness = 'Quá hạn') as days_overdue
        from periods
        left join dossier_state(at_day) as dossier
            on dossier.received_on between periods.starts_on and periods.ends_on
        group by periods.task_id
    )

    select
        task_id,
        case
            when at_day > ends_on and dossiers = 0 then 'Không phát sinh'
            when at_day > ends_on and all_settled then 'Hoàn thành'
            when dossiers > 0 then 'Đang thực hiện'
            else 'Chưa bắt đầu'
        end as status,
        due_on,
        if(at_day > ends_on and all_settled, settled_on, null) as completed_on,
        if(at_day > ends_on and all_settled, days_done_late, days_overdue) as dossiers_days_late
    from summed
);

-- Every task, as the plan sees it. Grain: task.
create or replace macro task_state_of(at_day) as table (
    with states as (
        select *, cast(null as bigint) as dossiers_days_late from typed_task_state(at_day)
        union all by name
        select * from dossier_task_state(at_day)
    ),

    expiring as (
        select states.*, expires_on(due_on, calendar_days.next_working) as expires_on
        from states
        left join calendar_days on calendar_days.day = states.due_on
    ),

    judged as (
        select
            *,
            if(dossiers_days_late is null, timeliness(due_on, expires_on, completed_on, at_day),
               if(completed_on is null, 'Quá hạn', 'Trễ hạn')) as own_timeliness,
            greatest(days_late(expires_on, completed_on, at_day), dossiers_days_late) as own_days_late
        from expiring
    )

    select
        task_id, tasks.line, tasks.year, tasks.clause, coalesce(tasks.quarter, 0) as quarter, tasks.title,
        tasks.short_title, tasks.place, tasks.conditional, tasks.measured_by, tasks.meeting_id,
        judged.status, judged.due_on, judged.expires_on, judged.completed_on,
        if(judged.status = 'Không phát sinh', null, judged.own_timeliness) as timeliness,
        if(judged.status = 'Không phát sinh', null, judged.own_days_late) as days_late
    from judged
    join tasks using (task_id)
);
