-- Which units sent no score for the last quarter that is over? Grain: that quarter, or no row; shaped as `actions`.
-- Parameters: as_of, blocs, units. Nothing is missing while nobody at all has scored.
with last_period as (
    select previous_period(year($as_of) || '-Q' || quarter($as_of)) as period
)

select
    'score' as kind,
    any_value(last_period.period) as id,
    'Chưa nộp điểm' as need,
    count(*) || ' đơn vị chưa tự chấm điểm' as what,
    string_agg(coalesce(units.short_name, units.name), ', ' order by units.line) as owner,
    cast(null as date) as due_on,
    'Chưa chấm' as state,
    cast(null as bigint) as days_late
from last_period
cross join unit_scores($as_of, previous_period(year($as_of) || '-Q' || quarter($as_of))) as scored
join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
join units using (unit_id)
where scored.stage = 'Chưa chấm'
    and scored.bloc_id is not null
    and exists (from scores where scores.period = last_period.period and recorded_on <= $as_of)
having count(*) > 0
