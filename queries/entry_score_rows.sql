-- Which points were ever given to units in a period? Grain: row of the log, in the order of the file.
-- Parameters: period, unit_ids.
-- Key: none (a log may say a thing twice).
select recorded_on, period, unit_id, criterion_id, stage, points, note, recorded_by
from scores
where period = $period and list_contains($unit_ids::varchar[], unit_id)
order by line
