-- What does the period of units come to? Grain: unit, in the order of the file. Parameters: as_of, period, unit_ids.
-- Key: unit_id.
select unit_id, total, stage, band
from unit_scores($as_of, $period)
where list_contains($unit_ids::varchar[], unit_id)
order by line
