-- Which periods have ranks? Grain: period begun by the day with a ranked unit, the last one first; a school year, which
-- judges only some blocs, after all others. Parameters: as_of.
-- Key: period.
with by_hand as (
    select distinct scores.period
    from scores
    join criteria using (criterion_id)
    join units using (unit_id)
    where recorded_on <= $as_of
        and units.bloc_id is not null
        and criteria.year = period_year(scores.period)
        and is_criterion_of(criteria.bloc_id, units.bloc_id)
),

-- A unit whose criteria all come by themselves is ranked in any quarter for which there is something to reckon with.
judged_by_themselves as (
    select criteria.year
    from criteria
    join units on is_criterion_of(criteria.bloc_id, units.bloc_id)
    where units.bloc_id is not null
    group by criteria.year, units.unit_id
    having not bool_or(source = 'chấm điểm')
),

by_themselves as (
    select quarters.period
    from (
        select distinct year || '-Q' || number as period
        from judged_by_themselves
        cross join range(1, 5) as of_year (number)
    ) as quarters
    where period_start(quarters.period) <= $as_of
        and exists (from unit_scores($as_of, quarters.period) where rank is not null)
),

final as (
    from by_hand union from by_themselves
)

select period
from final
where period_start(period) <= $as_of
order by is_school_year(period), period_end(period) desc, period_start(period) desc
