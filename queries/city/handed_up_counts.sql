-- Of which award has each commune handed up how many dossiers, and since when does the oldest lie there? Awards are told
-- apart by name. Grain: commune and award. Parameters: as_of, blocs (clusters), units (communes).
-- Key: commune, award_name.
select
    chosen.commune,
    chosen.name,
    chosen.cluster,
    award_names.award_name,
    any_value(dossiers.level) as level,
    count(*) as dossiers,
    cast(sum(dossiers.quantity) as bigint) as quantity,
    min(dossiers.stage_since) as oldest_on,
    max(date_diff('day', dossiers.stage_since, $as_of::date)) as longest_days
from pending_dossiers as dossiers
join chosen_communes($blocs::varchar[], $units::varchar[]) as chosen using (commune)
left join award_names using (commune, award_id)
where dossiers.with_higher_level = 'có'
group by all
order by oldest_on, any_value(chosen.position), award_name
