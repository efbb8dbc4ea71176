-- Which points may be given to units by hand, and which were? Grain: unit and criterion of it for the period's year that is
-- scored by hand, in the order of the files. Parameters: as_of, period, unit_ids. Points as given: not cut at the maximum.
-- Key: unit_id, criterion_id.
with given as (
    from last_scores($as_of) where period = $period
),

final as (
    select
        units.unit_id,
        units.unit_name,
        criterion_id,
        criteria."group",
        criterion_name as name,
        criteria.kind,
        criteria.max_points,
        max(given.points) filter (where given.stage = 'Tự chấm') as self_points,
        max(given.points) filter (where given.stage = 'Khối chấm') as bloc_points,
        max(given.points) filter (where given.stage = 'Hội đồng chấm') as council_points,
        units.line as unit_line,
        criteria.line
    from unit_names() as units
    join criteria on is_criterion_of(criteria.bloc_id, units.bloc_id)
    join criterion_names() as named using (criterion_id)
    left join given using (unit_id, criterion_id)
    where list_contains($unit_ids::varchar[], units.unit_id)
        and criteria.year = period_year($period) and criteria.source = 'chấm điểm'
    group by all
)

select * exclude (unit_line, line) from final order by unit_line, line
