-- Which units sent no score for what is lately over? Grain: period that somebody has scored, or no row; shaped as
-- `actions`. Parameters: as_of, over (the periods lately over), blocs, units.
-- Key: id.
with periods as (
    select unnest($over::varchar[]) as period
),

final as (
    select
        'score' as kind,
        periods.period as id,
        false as to_sign,
        'Chưa nộp điểm' as need,
        count(*) || ' đơn vị chưa tự chấm điểm' as what,
        string_agg(unit_name, ', ' order by units.line) as owner,
        cast(null as date) as due_on,
        cast(null as date) as expires_on,
        cast(null as date) as dossiers_expired_on,
        cast(null as date) as since,
        cast(null as date) as paused_since,
        'Chưa chấm' as state,
        cast(null as bigint) as days_late,
        cast(null as bigint) as year
    from periods
    join unscored_by_period($as_of) using (period)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join unit_names() as units using (unit_id)
    where is_expected
    group by periods.period
)

select * from final order by period_end(id) desc, period_start(id) desc
