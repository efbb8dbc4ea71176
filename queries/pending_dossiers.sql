-- Which dossiers wait, and until when? Grain: pending dossier; by due date, then those without one,
-- then those ever handed up. Parameters: as_of, blocs, units.
-- Key: dossier_id.
with final as (
    select *
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where not is_closed
)

select
    dossier_id,
    received_on,
    unit_id,
    nominee_kind,
    nominee_name,
    award_id,
    level,
    commendation_type,
    stage,
    stage_since,
    due_on,
    timeliness,
    working_days_left,
    if(with_higher_level, 'có', 'không') as with_higher_level,
    quantity
from final
order by handed_up_on is not null, due_on nulls last, received_on, dossier_id
