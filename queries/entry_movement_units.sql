-- Where does each unit stand in an indicator of a movement? Grain: unit of those asked about; those with a row by the day
-- first, else in the order of the file. Parameters: as_of, movement, unit_ids, indicator (spelt as the screens spell it).
-- Key: unit_id.
with results as (
    from movement_state($as_of) where movement_id = $movement and indicator = $indicator
)

select
    units.unit_id,
    units.unit_name,
    results.measure,
    coalesce(results.better, 'cao hơn') as better,
    results.target,
    results.actual,
    results.completion,
    results.recorded_on
from unit_names() as units
left join results using (unit_id)
where list_contains($unit_ids::varchar[], units.unit_id)
order by results.recorded_on is null, units.line
