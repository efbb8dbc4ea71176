-- How many awards did each commune's units get, and how many a unit? Not known of a commune that sent nothing. Grain:
-- commune, most a unit first. Parameters: quarter, blocs (clusters), units (communes).
-- Key: commune.
with given as (
    select
        commune,
        cast(sum(awards) filter (where nominee_kind = 'Cá nhân') as bigint) as persons,
        cast(sum(awards) filter (where nominee_kind = 'Tập thể') as bigint) as collectives,
        cast(sum(awards) filter (where nominee_kind = 'Hộ gia đình') as bigint) as households
    from awards_in($quarter::integer)
    group by commune
)

select
    chosen.commune,
    chosen.name,
    chosen.cluster,
    chosen.as_of,
    figures.units,
    figures.awards,
    if(chosen.as_of is null, null, coalesce(persons, 0)) as persons,
    if(chosen.as_of is null, null, coalesce(collectives, 0)) as collectives,
    if(chosen.as_of is null, null, coalesce(households, 0)) as households,
    figures.awards / nullif(figures.units, 0) as awards_per_unit
from chosen_communes($blocs::varchar[], $units::varchar[]) as chosen
left join known_figures($quarter::integer) as figures using (commune)
left join given using (commune)
order by awards_per_unit desc nulls last, chosen.position
