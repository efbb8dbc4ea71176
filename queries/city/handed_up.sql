-- What lies with the higher level? `days`: calendar days since it was handed up. Grain: dossier of a commune, the longest
-- there first. Parameters: as_of, blocs (clusters), units (communes).
-- Key: commune, dossier_id.
select
    chosen.commune,
    chosen.name,
    chosen.cluster,
    dossiers.dossier_id,
    units.name as unit_name,
    dossiers.nominee_kind,
    dossiers.nominee_name,
    award_names.award_name,
    dossiers.level,
    dossiers.quantity,
    dossiers.received_on,
    dossiers.stage_since as handed_up_on,
    date_diff('day', dossiers.stage_since, $as_of::date) as days,
    chosen.as_of
from pending_dossiers as dossiers
join chosen_communes($blocs::varchar[], $units::varchar[]) as chosen using (commune)
left join unit_progress as units using (commune, unit_id)
left join award_names using (commune, award_id)
where dossiers.with_higher_level = 'có'
order by handed_up_on, chosen.position, dossiers.dossier_id
