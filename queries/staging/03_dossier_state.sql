-- Every dossier received by a day, as it stood on that day. Grain: dossier.
-- Source: the contract, "Logs", "Working days", "Dossiers". Queries read it as dossier_state(day), kept once computed. `settled_on`: closed or first handed up.
create or replace macro dossier_log(at_day) as table (
    select dossier_id, occurred_on, stage
    from dossier_events
    where occurred_on <= at_day
    qualify row_number() over (partition by dossier_id, occurred_on order by line desc) = 1
);

create or replace macro dossier_state_of(at_day) as table (
    with events as (
        select
            *,
            lag(stage) over by_day as stage_before,
            lead(occurred_on) over by_day as next_on
        from dossier_log(at_day)
        window by_day as (partition by dossier_id order by occurred_on)
    ),

    history as (
        select
            events.dossier_id,
            arg_max(events.stage, events.occurred_on) as stage,
            max(events.occurred_on) filter (where stage is distinct from stage_before) as stage_since,
            min(events.occurred_on) filter (where is_closing(stage)) as closed_on,
            min(events.occurred_on) filter (where stage = 'Trình cấp trên') as handed_up_on,
            min(events.occurred_on) filter (where stage = 'Đã khen thưởng') as awarded_on,
            cast(sum(upto.working_no - since.working_no) filter (where stage = 'Yêu cầu bổ sung') as integer) as paused_days
        from events
        join calendar_days as since on since.day = events.occurred_on
        join calendar_days as upto on upto.day = coalesce(events.next_on, at_day)
        group by events.dossier_id
    ),

    dated as (
        select
            dossiers.* exclude (due_on),
            awards.level,
            awards.name as award_name,
            coalesce(history.stage, 'Tiếp nhận') as stage,
            coalesce(history.stage_since, dossiers.received_on) as stage_since,
            history.closed_on,
            history.handed_up_on,
            history.awarded_on,
            least(history.closed_on, history.handed_up_on) as settled_on,
            dossiers.due_on as own_due_on,
            awards.working_days + coalesce(history.paused_days, 0) as allowed_days
        from dossiers
        join awards using (award_id)
        left join history using (dossier_id)
        where dossiers.received_on <= at_day
    ),

    due as (
        select
            dated.*,
            coalesce(own_due_on, if(allowed_days = 0, received_on, last_allowed.day)) as due_on
        from dated
        left join calendar_days as reception on reception.day = dated.received_on
        left join calendar_days as last_allowed
            on last_allowed.is_working and last_allowed.working_no = reception.working_no + dated.allowed_days
    )

    select
        due.*,
        is_closing(due.stage) as is_closed,
        due.stage = 'Trình cấp trên' as with_higher_level,
        timeliness(due.due_on, due.settled_on, at_day) as timeliness,
        days_late(due.due_on, due.settled_on, at_day) as days_late,
        if(due.settled_on is null, due_day.working_no - today.working_no, null) as working_days_left
    from due
    left join calendar_days as due_day on due_day.day = due.due_on
    left join calendar_days as today on today.day = at_day
);
