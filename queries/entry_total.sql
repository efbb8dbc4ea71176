-- What does a unit's period come to? Grain: the unit. Parameters: as_of, period, unit.
-- Key: one row.
select total, stage, band from unit_scores($as_of, $period) where unit_id = $unit
