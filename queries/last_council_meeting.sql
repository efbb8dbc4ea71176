-- When did the Council last meet before the as-of date? Grain: the meeting, or no row. Parameters: as_of.
-- Key: one row.
select held_on, title, place
from meetings
where kind = 'Họp Hội đồng' and held_on < $as_of
order by held_on desc, line desc
limit 1
