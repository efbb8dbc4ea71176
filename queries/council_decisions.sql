-- What is there to decide today, without the name of any nominee? Grain: the dossiers of one award before the Council
-- (need 'Hội đồng biểu quyết') or before the chairman ('Chủ tịch ký'); or an overdue task ('Chỉ đạo'). Most urgent first.
-- Parameters: as_of, year, quarter (tasks only), blocs, units. `units`: names, of a task those that hold it. `due_on` and
-- days_late: the deadline that passed or comes first, in calendar days (negative: to go); both empty where none runs.
with dossiers_there as (
    select
        if(stage = 'Họp Hội đồng', 'Hội đồng biểu quyết', 'Chủ tịch ký') as need,
        award_id,
        award_name as what,
        level,
        nominee_kind,
        timeliness,
        if(settled_on is null, due_on, null) as due_on,
        coalesce(units.short_name, units.name) as unit_name,
        units.line as unit_line
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join units using (unit_id)
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
        count(*) filter (where nominee_kind = 'Cá nhân') as individuals,
        count(*) filter (where nominee_kind = 'Tập thể') as collectives,
        count(*) filter (where nominee_kind = 'Hộ gia đình') as households,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        min(due_on) as due_on,
        date_diff('day', min(due_on), $as_of) as days_late
    from dossiers_there
    join units_there using (need, award_id)
    group by need, award_id
),

overdue_tasks as (
    select
        'Chỉ đạo' as need,
        any_value(tasks.clause || ' · ' || coalesce(tasks.short_title, tasks.title)) as what,
        null as level,
        coalesce(any_value(holders), []) as units,
        1 as things,
        0 as individuals,
        0 as collectives,
        0 as households,
        1 as overdue,
        max(thing.due_on) as due_on,
        max(thing.days_late) as days_late
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer) as thing
    join tasks using (task_id)
    left join task_holders($as_of, $blocs::varchar[], $units::varchar[]) using (task_id)
    where thing.timeliness = 'Quá hạn'
    group by task_id
),

final as (
    from dossier_groups union all from overdue_tasks
)

select * from final order by days_late desc nulls last, need, what
