-- How does a unit stand beside the mean of its bloc? Grain: unit of the scope, and measure; values empty where unknown.
-- `hits` of `of_all` make a rate. A bloc's mean is over its members that have a value. Points are those of the period; rates
-- and awards of the year and quarter (the whole-year tasks have no awards of their own: the year's); pending as of the day.
-- Parameters: as_of, year, quarter, period, blocs, units.
-- Key: unit_id, measure.
with parts as (
    select
        unit_id,
        completion_rate(status) as completion,
        count(*) filter (where status = 'Hoàn thành') as done,
        count(*) filter (where status <> 'Không phát sinh') as arising,
        on_time_rate(timeliness) as on_time,
        count(*) filter (where timeliness = 'Đúng hạn') as done_on_time,
        count(*) filter (where timeliness in ('Đúng hạn', 'Trễ hạn', 'Quá hạn')) as judged
    from assignment_state($as_of)
    where year = $year and ($quarter::integer is null or quarter = $quarter::integer)
    group by unit_id
),

dossiers_of as (
    select
        unit_id,
        cast(sum(quantity) filter (
            where year(awarded_on) = $year and coalesce($quarter::integer, 0) in (0, quarter(awarded_on))
        ) as bigint) as awards,
        count(*) filter (where not is_closed) as pending
    from dossier_state($as_of)
    group by unit_id
),

measures as (
    select unit_id, bloc_id, 1 as place, 'points' as measure, total as value, null as hits, null as of_all
    from unit_scores($as_of, $period)
    union all
    select unit_id, bloc_id, 2, 'on_time', on_time, coalesce(done_on_time, 0), coalesce(judged, 0)
    from units
    left join parts using (unit_id)
    union all
    select unit_id, bloc_id, 3, 'completion', completion, coalesce(done, 0), coalesce(arising, 0)
    from units
    left join parts using (unit_id)
    union all
    select unit_id, bloc_id, 4, 'awards', coalesce(awards, 0), null, null
    from units
    left join dossiers_of using (unit_id)
    union all
    select unit_id, bloc_id, 5, 'pending', coalesce(pending, 0), null, null
    from units
    left join dossiers_of using (unit_id)
),

final as (
    select
        unit_id,
        place,
        measure,
        value,
        hits,
        of_all,
        if(bloc_id is null, null, avg(value) over (partition by measure, bloc_id)) as bloc_mean,
        if(bloc_id is null, null, count(value) over (partition by measure, bloc_id)) as members
    from measures
)

select unit_id, measure, value, hits, of_all, bloc_mean, members
from final
where unit_id in (from scope($blocs::varchar[], $units::varchar[]))
order by unit_id, place
