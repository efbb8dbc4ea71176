-- Which points may be given to a unit by hand, and which were? Grain: criterion of the unit (of anyone, while none is
-- chosen) for the period's year that is scored by hand, in the order of the file. Parameters: as_of, period, unit.
-- Points as given: not cut at the maximum.
-- Key: criterion_id.
with given as (
    from last_scores($as_of) where period = $period and unit_id = $unit
),

final as (
    select
        criterion_id,
        criteria."group",
        criterion_name as name,
        criteria.kind,
        criteria.max_points,
        max(given.points) filter (where given.stage = 'Tự chấm') as self_points,
        max(given.points) filter (where given.stage = 'Khối chấm') as bloc_points,
        max(given.points) filter (where given.stage = 'Hội đồng chấm') as council_points,
        criteria.line
    from criteria
    join criterion_names() as named using (criterion_id)
    left join given using (criterion_id)
    where criteria.year = period_year($period) and criteria.source = 'chấm điểm'
        and ($unit = '' or exists (
            from units where units.unit_id = $unit and is_criterion_of(criteria.bloc_id, units.bloc_id)
        ))
    group by all
)

select * exclude (line) from final order by line
