-- Dossiers as they stood on a day. Source: the contract, "Logs", "Working days", "Dossiers".

-- Every dossier received by a day. Grain: dossier. `settled_on`: closed or first handed up; `expires_on`: the last day
-- on which it is on time; `paused_since`: since when its computed deadline moves on with every day. Queries read it as
-- dossier_state(day), kept once computed.
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
            awards.level_group,
            award_names.award_name,
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
        join award_names() as award_names using (award_id)
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
    ),

    expiring as (
        select due.*, expires_on(due_on, due_day.next_working) as expires_on
        from due
        left join calendar_days as due_day on due_day.day = due.due_on
    )

    select
        expiring.*,
        if(
            expiring.stage = 'Yêu cầu bổ sung' and own_due_on is null and settled_on is null and due_on is not null,
            stage_since,
            null
        ) as paused_since,
        is_closing(expiring.stage) as is_closed,
        expiring.stage = 'Trình cấp trên' as with_higher_level,
        timeliness(expiring.due_on, expiring.expires_on, expiring.settled_on, at_day) as timeliness,
        days_late(expiring.expires_on, expiring.settled_on, at_day) as days_late,
        if(expiring.settled_on is null, last_day.working_no - today.working_no, null) as working_days_left
    from expiring
    left join calendar_days as last_day on last_day.day = expiring.expires_on
    left join calendar_days as today on today.day = at_day
);
