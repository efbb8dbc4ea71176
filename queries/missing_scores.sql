-- Which units sent no score for the last quarter that is over? Grain: that quarter, or no row; shaped as `actions`.
-- Parameters: as_of, last_period (that quarter), blocs, units. Nothing is missing while nobody at all has scored.
select
    'score' as kind,
    $last_period as id,
    'Chưa nộp điểm' as need,
    count(*) || ' đơn vị chưa tự chấm điểm' as what,
    string_agg(unit_name, ', ' order by units.line) as owner,
    cast(null as date) as due_on,
    cast(null as date) as expires_on,
    cast(null as date) as dossiers_expired_on,
    cast(null as date) as paused_since,
    'Chưa chấm' as state,
    cast(null as bigint) as days_late
from unit_scores($as_of, $last_period) as scored
join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
join unit_names() as units using (unit_id)
where scored.stage = 'Chưa chấm'
    and scored.bloc_id is not null
    and exists (from scores where scores.period = $last_period and recorded_on <= $as_of)
having count(*) > 0
