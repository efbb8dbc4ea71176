-- One dossier, and why it is due when it is. Grain: the dossier, or no row. Parameters: as_of, dossier (its id).
-- `own_due_on`: typed; else the due date is working_days after the reception, and paused_days later. `days_late` as in
-- waiting_list.
-- Key: one row.
select
    state.dossier_id,
    state.nominee_name,
    state.nominee_kind,
    state.quantity,
    unit_names.full_name as unit_name,
    state.award_name,
    state.level,
    state.commendation_type,
    movements.movement_name,
    state.received_on,
    state.stage,
    state.stage_since,
    state.own_due_on,
    awards.working_days,
    state.allowed_days - awards.working_days as paused_days,
    state.due_on,
    state.expires_on,
    state.paused_since,
    shown_deadline(state.timeliness, state.paused_since) as state,
    if(state.settled_on is null or state.days_late is not null, days_past(state.expires_on, state.days_late, $as_of), null)
        as days_late,
    state.working_days_left,
    state.closed_on
from dossier_state($as_of) as state
join unit_names() as unit_names using (unit_id)
join awards using (award_id)
left join movement_names() as movements on movements.movement_id = state.movement_id
where state.dossier_id = $dossier
