-- Which dossiers wait, in words? Grain: pending dossier, the most urgent first, in the order of pending_dossiers.
-- Parameters: as_of, blocs, units; level, type, stage, kind, deadline (empty: all). `days_late`: calendar days past the
-- deadline, negative what is still to go; empty where there is none, where it was met, and while its clock stands.
-- Key: dossier_id.
with final as (
    select waiting.*, unit_name
    from waiting_dossiers(
        $as_of, $blocs::varchar[], $units::varchar[],
        $level::varchar, $type::varchar, $stage::varchar, $kind::varchar, $deadline::varchar
    ) as waiting
    join unit_names() using (unit_id)
)

select
    dossier_id,
    nominee_name,
    nominee_kind,
    quantity,
    unit_name,
    award_name,
    level,
    commendation_type,
    stage,
    place,
    stage_since,
    days_at_stage,
    received_on,
    due_on,
    expires_on,
    paused_since,
    shown_deadline(timeliness, paused_since) as state,
    case
        when days_late is not null then days_late
        when settled_on is null and paused_since is null then days_past(expires_on, days_late, $as_of)
    end as days_late,
    working_days_left
from final
order by handed_up_on is not null, due_on nulls last, received_on, dossier_id
