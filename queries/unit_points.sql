-- What do a unit's last points rest on? Grain: unit of the scope that is scored in any period begun by the day, and who gave
-- its points in the last of these: the Council, the bloc, the unit itself, the progress of its tasks, its awards; or
-- criteria that nobody has scored yet. Parameters: as_of, blocs, units. `points`: what they add to the `total`, what is
-- taken off as less. `on_time` of `judged`: the parts due in the period, of progress only.
-- Key: unit_id, given_by.
with last_scored as (
    select unit_id, period, total
    from scores_by_period($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where period_start(period) <= $as_of
    qualify row_number() over (partition by unit_id order by period_start(period) desc, period_end(period)) = 1
),

given as (
    select
        period,
        unit_id,
        total,
        source,
        case
            when source = 'tiến độ' then 'Tiến độ'
            when source = 'khen thưởng' then 'Khen thưởng'
            else coalesce(stage, 'Chưa chấm')
        end as given_by,
        if(kind = 'Trừ', -points, points) as points
    from points_by_period($as_of)
    join last_scored using (period, unit_id)
),

summed as (
    select
        period,
        unit_id,
        given_by,
        any_value(total) as total,
        count(*) as criteria,
        sum(points) as points
    from given
    group by period, unit_id, given_by
),

final as (
    select
        summed.*,
        if(given_by = 'Tiến độ', coalesce(on_time, 0), null) as on_time,
        if(given_by = 'Tiến độ', coalesce(judged, 0), null) as judged
    from summed
    left join on_time_by_period($as_of) using (period, unit_id)
)

select unit_id, period, total, given_by, criteria, points, on_time, judged
from final
order by unit_id, try_cast(given_by as scoring_stage) desc nulls last, given_by = 'Chưa chấm', given_by
