-- Which year is asked about where none is said? Grain: one row. Parameters: as_of.
-- Key: one row.
select default_year($as_of) as year
