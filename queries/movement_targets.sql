-- How far is each unit from its target in one movement? Grain: unit and indicator with a result by the day,
-- indicator by indicator, the furthest ahead first. Parameters: as_of, blocs, units, movement.
-- Key: indicator, unit_id.
with results as (
    select state.*, min(state.line) over (partition by indicator) as indicator_line
    from movement_state($as_of) as state
    where movement_id = $movement
),

final as (
    select
        results.indicator,
        results.unit_id,
        units.full_name as name,
        units.unit_name,
        coalesce(results.better, 'cao hơn') as better,
        results.measure,
        results.target,
        results.actual,
        results.completion,
        case when met then 'Đạt' when not met then 'Chưa đạt' end as result,
        results.recorded_on,
        results.indicator_line,
        units.line
    from results
    join unit_names() as units using (unit_id)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
)

select * exclude (indicator_line, line) from final
order by indicator_line, completion desc nulls last, line
