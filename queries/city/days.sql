-- Of which days have communes sent figures, and how many communes of each? Grain: day, the latest first.
-- Key: as_of.
select as_of, communes from days order by as_of desc
