-- Which unit leads in the period? Grain: unit of a bloc, ranked first. Ranks are those of the whole commune.
-- Parameters: as_of, period, previous_period (the one before it, of its kind), blocs, units.
-- Key: unit_id.
with present as (
    select * from unit_scores($as_of, $period) where bloc_id is not null
),

previous as (
    select unit_id, rank from unit_scores($as_of, $previous_period)
),

final as (
    select
        present.rank,
        present.bloc_rank,
        present.unit_id,
        present.name,
        present.bloc_id,
        present.total,
        present.base,
        present.bonus,
        present.deduction,
        present.stage,
        present.band,
        previous.rank as previous_rank,
        previous.rank - present.rank as rank_change,
        present.line
    from present
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    left join previous using (unit_id)
)

select * exclude (line) from final order by rank nulls last, line
