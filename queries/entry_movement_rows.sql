-- What was ever recorded of units in a movement? Grain: row of the log, in the order of the file.
-- Parameters: movement, unit_ids.
-- Key: none (a log may say a thing twice).
select recorded_on, movement_id, unit_id, indicator, measure, target, actual, better, recorded_by
from movement_results
where movement_id = $movement and list_contains($unit_ids::varchar[], unit_id)
order by line
