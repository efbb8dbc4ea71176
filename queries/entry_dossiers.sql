-- Which dossiers wait on a day, and where does each of them (and of those asked for by id) stand? Grain: dossier, the
-- one received last first. Parameters: as_of, dossier_ids. One not received by that day has no stage.
-- `days_late`: working days from the last day on which it is on time until it was settled or, if it is not, until that day.
-- Key: dossier_id.
with chosen as (
    select
        dossiers.dossier_id,
        dossiers.received_on,
        dossiers.nominee_kind,
        dossiers.nominee_name,
        dossiers.award_id,
        dossiers.quantity,
        dossiers.line,
        unit_name,
        award_names.award_name,
        awards.level,
        awards.working_days,
        state.stage,
        state.stage_since,
        state.own_due_on,
        state.due_on,
        state.expires_on,
        state.timeliness,
        state.handed_up_on,
        state.closed_on,
        state.settled_on,
        state.working_days_left
    from dossiers
    join unit_names() using (unit_id)
    join awards using (award_id)
    join award_names() as award_names using (award_id)
    left join dossier_state($as_of) as state using (dossier_id)
    where not coalesce(state.is_closed, true) or list_contains($dossier_ids::varchar[], dossiers.dossier_id)
),

final as (
    select chosen.*, until_day.working_no - due_day.working_no as days_late
    from chosen
    left join calendar_days as due_day on due_day.day = chosen.expires_on
    left join calendar_days as until_day on until_day.day = coalesce(chosen.settled_on, $as_of)
)

select * exclude (line) from final order by received_on desc, line desc
