-- What is there to decide today, without the name of any nominee? Grain: the dossiers of one award before the Council
-- (need 'Hội đồng biểu quyết') or before the chairman ('Chủ tịch ký'); or an overdue task ('Chỉ đạo'; beside the
-- default year also of the year before). Most urgent first.
-- Parameters: as_of, year, quarter (tasks only), blocs, units. `units`: names, of a task those that hold it. days_late:
-- past the deadline that passed or comes first, in calendar days (negative: to go; empty where none runs); `individuals`,
-- `collectives`, `households`: how many the dossiers name.
-- Key: need, what.
with dossiers_there as (
    select
        if(stage = 'Họp Hội đồng', 'Hội đồng biểu quyết', 'Chủ tịch ký') as need,
        award_id,
        award_name as what,
        level,
        nominee_kind,
        timeliness,
        quantity,
        if(settled_on is null, expires_on, null) as expires_on,
        unit_name,
        units.line as unit_line
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join unit_names() as units using (unit_id)
    where stage in ('Họp Hội đồng', 'Trình Chủ tịch')
),

units_there as (
    select need, award_id, list(unit_name order by unit_line) as units
    from (select distinct need, award_id, unit_name, unit_line from dossiers_there)
    group by need, award_id
),

dossier_groups as (
    select
        need,
        any_value(what) as what,
        any_value(level) as level,
        any_value(units_there.units) as units,
        count(*) as things,
        cast(coalesce(sum(quantity) filter (where nominee_kind = 'Cá nhân'), 0) as bigint) as individuals,
        cast(coalesce(sum(quantity) filter (where nominee_kind = 'Tập thể'), 0) as bigint) as collectives,
        cast(coalesce(sum(quantity) filter (where nominee_kind = 'Hộ gia đình'), 0) as bigint) as households,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        date_diff('day', min(expires_on), $as_of) as days_late,
        cast(null as date) as dossiers_expired_on
    from dossiers_there
    join units_there using (need, award_id)
    group by need, award_id
),

overdue_tasks as (
    select
        'Chỉ đạo' as need,
        any_value(
            tasks.clause || ' · ' || tasks.title || if(thing.year = $year, '', ' (nhiệm vụ năm ' || thing.year || ')')
        ) as what,
        null as level,
        coalesce(any_value(holders), []) as units,
        1 as things,
        0 as individuals,
        0 as collectives,
        0 as households,
        1 as overdue,
        max(thing.days_late) as days_late,
        dossiers_expired_on(
            any_value(measured_by), 'Quá hạn', max(thing.expires_on), max(thing.days_late), $as_of
        ) as dossiers_expired_on
    from pressing_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer) as thing
    join task_names() as tasks using (task_id)
    left join task_holders($as_of, $blocs::varchar[], $units::varchar[]) using (task_id)
    group by task_id
),

final as (
    from dossier_groups union all from overdue_tasks
)

select * from final order by days_late desc nulls last, need, what
