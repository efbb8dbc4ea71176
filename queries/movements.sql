-- Is each movement alive? Grain: movement launched by the day; a filter narrows its counts, not the rows.
-- Parameters: as_of, blocs, units.
-- Key: movement_id.
with counted as (
    select
        movement_id,
        count(distinct unit_id) as units,
        count(*) as indicators,
        count(*) filter (where met) as met,
        avg(completion) as mean_completion
    from movement_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    group by movement_id
),

final as (
    select
        movement_id,
        name,
        launched_by,
        launched_on,
        ends_on,
        coalesce(counted.units, 0) as units,
        coalesce(indicators, 0) as indicators,
        coalesce(met, 0) as met,
        mean_completion,
        launched_by_group,
        movements.line
    from movements
    left join counted using (movement_id)
    where launched_on <= $as_of
)

select * exclude (launched_by_group, line) from final
order by launched_by_group::launching_level, line
