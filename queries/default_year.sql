-- Which year is asked about where none is said? Grain: one row: the latest year, not after the as-of date's, of a task
-- that exists on it, else the as-of date's own. Parameters: as_of.
select coalesce(max(year), year($as_of)) as year
from existing_tasks($as_of)
where year <= year($as_of)
