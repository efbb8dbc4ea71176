-- How many dossiers were closed in a year, or a quarter in it, whenever received? Grain: unit that has one.
-- Parameters: as_of, year, quarter (1 to 4; 0 or none: the year), blocs, units.
-- Key: unit_id.
with final as (
    select unit_id, count(*) as finished
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where year(closed_on) = $year
        and (coalesce($quarter::integer, 0) = 0 or quarter(closed_on) = $quarter::integer)
    group by unit_id
)

select * from final order by unit_id
