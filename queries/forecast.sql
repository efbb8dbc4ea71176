-- What is expected of what is open and not late? A forecast (dự báo), no fact: by the commune's own past, as far as it was
-- known on the day. Grain: dossier; task and unit; without a filter also task (`unit_id` null); the first to expire first.
-- Nothing of what has too few cases. Parameters: as_of, year, quarter (both of tasks; without a quarter beside the default
-- year also of the year before), blocs, units. `may_be_late`: whether it is shown as Có thể trễ. `cases`: how many it rests
-- on, of a dossier those that stayed at its `stage` beyond `elapsed` working days, of its award, its level or all
-- (`rests_on`); of a task the parts of `by_unit` that were open `ahead` calendar days before their last day. `late_cases`:
-- how many of them were late, or had more still to go than this has. `days_late`: calendar days to the deadline, negative.
-- Key: kind, id, unit_id.
with chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

dossiers as (
    select
        'dossier' as kind,
        dossier_id as id,
        unit_id,
        award_name || ' · ' || nominee_name as what,
        unit_name as owner,
        stage,
        due_on,
        expires_on,
        cast(null as bigint) as year,
        elapsed,
        cast(null as bigint) as ahead,
        rests_on,
        cast(null as varchar) as by_unit,
        cases,
        late_cases,
        late_share,
        expected_on
    from dossier_forecast($as_of)
    join dossier_state($as_of) using (dossier_id)
    join chosen using (unit_id)
    join unit_names() using (unit_id)
),

tasks as (
    select
        'task' as kind,
        thing.task_id as id,
        thing.unit_id,
        named.clause || ' · ' || named.title as what,
        coalesce(own.unit_name, array_to_string(holders, ', ')) as owner,
        cast(null as varchar) as stage,
        thing.due_on,
        thing.expires_on,
        thing.year,
        cast(null as bigint) as elapsed,
        ahead,
        'đơn vị' as rests_on,
        past_of.unit_name as by_unit,
        cases,
        late_cases,
        late_share,
        expected_on
    from thing_state($as_of) as thing
    join task_forecast($as_of) as expected
        on expected.task_id = thing.task_id and expected.unit_id is not distinct from thing.unit_id
    join task_names() as named on named.task_id = thing.task_id
    join unit_names() as past_of on past_of.unit_id = by_unit
    left join unit_names() as own on own.unit_id = thing.unit_id
    left join task_holders($as_of, $blocs::varchar[], $units::varchar[]) as held on held.task_id = thing.task_id
    where (not is_filtered($blocs::varchar[], $units::varchar[]) or thing.unit_id in (from chosen)) and if(
        $quarter::integer is null,
        is_pressing_year(thing.year, $as_of, $year),
        thing.year = $year and thing.quarter = $quarter::integer
    )
),

final as (
    from dossiers union all from tasks
)

select
    *,
    may_be_late(late_share) as may_be_late,
    date_diff('day', expires_on, $as_of) as days_late
from final
order by expires_on, late_share desc, kind desc, id, owner
