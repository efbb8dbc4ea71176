-- Which points were ever given to a unit in a period? Grain: row of the log, in the order of the file.
-- Parameters: period, unit.
-- Key: none (a log may say a thing twice).
select recorded_on, period, unit_id, criterion_id, stage, points, note, recorded_by
from scores
where period = $period and unit_id = $unit
order by line
