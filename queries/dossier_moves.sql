-- Which dossiers stand at another stage than at the last meeting? Grain: dossier, in the order of the stages, the latest
-- move first. `before` is empty where it was not received yet; `since`: the day since which it is at its present stage.
-- Parameters: as_of, since (none: no rows), blocs, units.
-- Key: dossier_id.
with final as (
    select
        present.dossier_id,
        present.award_name || ' · ' || present.nominee_name as what,
        unit_name,
        earlier.stage as before,
        present.stage as after,
        present.stage_since as since
    from dossier_state($as_of) as present
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join unit_names() using (unit_id)
    left join dossier_state(coalesce($since::date, $as_of)) as earlier using (dossier_id)
    where earlier.stage is distinct from present.stage
)

select * from final order by after::dossier_stage, since desc, dossier_id
