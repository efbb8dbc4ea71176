-- How far is a unit in each movement? Grain: unit of the scope, movement, indicator. Parameters: as_of, blocs, units.
-- Key: movement_id, indicator, of one unit.
select
    movement_id,
    movement_name as movement,
    coalesce(better, 'cao hơn') as better,
    indicator,
    measure,
    target,
    actual,
    completion,
    recorded_on
from movement_state($as_of)
join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
join movement_names() as movements using (movement_id)
order by movements.line, indicator
