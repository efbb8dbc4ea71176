-- Which awards were given, by how many communes? Awards are told apart by name, kind of nominee and level. Grain: award
-- name, level and kind of nominee, the most given first. Parameters: quarter, blocs (clusters), units (communes).
-- Key: award_name, level, nominee_kind.
select
    award_names.award_name,
    max(award_names.category) as category,
    given.level,
    given.nominee_kind,
    cast(sum(given.awards) as bigint) as awards,
    count(distinct commune) as communes
from awards_in($quarter::integer) as given
join chosen_communes($blocs::varchar[], $units::varchar[]) as chosen using (commune)
left join award_names using (commune, award_id)
group by award_names.award_name, given.level, given.nominee_kind
order by awards desc, award_name, given.level, given.nominee_kind
