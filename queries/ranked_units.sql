-- Of how many units does a rank speak? Grain: one row. Parameters: as_of, period. Always those of the whole commune.
-- Key: one row.
select count(rank) as units from unit_scores($as_of, $period)
