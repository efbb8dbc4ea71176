-- How does a unit stand beside the mean of its bloc? Grain: unit of the scope, and measure; values empty where unknown.
-- Parameters: as_of, year, period, blocs, units. A bloc's mean is over its members that have a value.
-- Key: unit_id, measure.
with rates as (
    select
        unit_id,
        completion_rate(status) as completion,
        on_time_rate(timeliness) as on_time
    from assignment_state($as_of)
    where year = $year
    group by unit_id
),

given as (
    select
        unit_id,
        count(*) filter (where year(awarded_on) = $year) as awards,
        count(*) filter (where not is_closed) as pending
    from dossier_state($as_of)
    group by unit_id
),

measures as (
    select unit_id, bloc_id, 1 as place, 'points' as measure, total as value from unit_scores($as_of, $period)
    union all
    select unit_id, bloc_id, 2, 'on_time', on_time from units left join rates using (unit_id)
    union all
    select unit_id, bloc_id, 3, 'completion', completion from units left join rates using (unit_id)
    union all
    select unit_id, bloc_id, 4, 'awards', coalesce(awards, 0) from units left join given using (unit_id)
    union all
    select unit_id, bloc_id, 5, 'pending', coalesce(pending, 0) from units left join given using (unit_id)
),

final as (
    select
        unit_id,
        place,
        measure,
        value,
        if(bloc_id is null, null, avg(value) over (partition by measure, bloc_id)) as bloc_mean,
        if(bloc_id is null, null, count(value) over (partition by measure, bloc_id)) as members
    from measures
)

select unit_id, measure, value, bloc_mean, members
from final
where unit_id in (from scope($blocs::varchar[], $units::varchar[]))
order by unit_id, place
