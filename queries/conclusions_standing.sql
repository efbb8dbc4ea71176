-- How do the conclusions of meetings stand, and how did they on an earlier day? Grain: one row; none before a meeting has
-- concluded anything that arises. `value`: done, of `of_all` (the others left out), `before` and `before_of_all` the same
-- then, as in `headline`; `overdue`, and `longest`: the most days late; `elsewhere`: how many are of another year or quarter
-- than is chosen. Parameters: as_of, since (that day; none: both are empty), year, quarter, blocs, units.
-- Key: one row.
with present as (
    select
        count(*) filter (where status = 'Hoàn thành') as value,
        count(*) as of_all,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        max(days_late) filter (where timeliness = 'Quá hạn') as longest,
        count(*) filter (
            where not (year = $year and ($quarter::integer is null or quarter = $quarter::integer))
        ) as elsewhere
    from concluded_by($as_of, $blocs::varchar[], $units::varchar[])
    where status <> 'Không phát sinh'
),

earlier as (
    select count(*) filter (where status = 'Hoàn thành') as value, count(*) as of_all
    from concluded_by(coalesce($since::date, $as_of), $blocs::varchar[], $units::varchar[])
    where status <> 'Không phát sinh'
)

select
    present.*,
    if($since::date is null, null, earlier.value) as before,
    if($since::date is null, null, earlier.of_all) as before_of_all
from present, earlier
where present.of_all > 0
