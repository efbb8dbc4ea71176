-- What does a unit owe now? Grain: unit of the scope and thing that it reports, most urgent first: its parts of tasks that
-- are not done, the dossiers that wait for its supplement, its own scores, and the running movements in which others of its
-- bloc have results and it has none. `is_owed`: not of a part that is not due yet. A task measured by dossiers is not
-- reported. Parameters: as_of, year (beside the default year also the year before), over (the periods lately over), blocs,
-- units. `id` of a score is its period; `year`: a task's; `peers`: how many others have a result.
-- Key: unit_id, kind, id.
with chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

task_duties as (
    select
        unit_id,
        'task' as kind,
        task_id as id,
        tasks.clause || ' · ' || tasks.title as what,
        assigned.status,
        assigned.timeliness as state,
        assigned.due_on,
        assigned.expires_on,
        cast(null as date) as paused_since,
        days_past(assigned.expires_on, assigned.days_late, $as_of) as days_late,
        assigned.year,
        cast(null as bigint) as peers
    from assignment_state($as_of) as assigned
    join chosen using (unit_id)
    join task_names() as tasks using (task_id)
    where timeliness in ('Quá hạn', 'Sắp đến hạn', 'Chưa đến hạn')
        and tasks.measured_by <> 'hồ sơ'
        and is_pressing_year(assigned.year, $as_of, $year)
),

dossier_duties as (
    select
        unit_id,
        'dossier' as kind,
        dossier_id as id,
        award_name || ' · ' || nominee_name as what,
        stage as status,
        shown_deadline(timeliness, paused_since) as state,
        due_on,
        expires_on,
        stage_since as paused_since,
        if(state = 'Quá hạn', days_late, null) as days_late,
        cast(null as bigint) as year,
        cast(null as bigint) as peers
    from dossier_state($as_of)
    join chosen using (unit_id)
    where stage = 'Yêu cầu bổ sung'
),

-- Its own scores of a period that is lately over, once one of its kind was ever scored, and of a running one once somebody
-- was scored in it.
score_duties as (
    select
        unit_id,
        'score' as kind,
        period as id,
        cast(null as varchar) as what,
        cast(null as varchar) as status,
        'Chưa chấm' as state,
        period_end(period) as due_on,
        period_end(period) as expires_on,
        cast(null as date) as paused_since,
        date_diff('day', period_end(period), $as_of) as days_late,
        cast(null as bigint) as year,
        cast(null as bigint) as peers
    from unscored_by_period($as_of)
    join chosen using (unit_id)
    where if(
        list_contains($over::varchar[], period),
        is_usual,
        is_expected and $as_of between period_start(period) and period_end(period)
    )
),

results as (
    select distinct movement_id, unit_id, bloc_id
    from movement_state($as_of)
    join units using (unit_id)
    where actual is not null
),

movement_duties as (
    select
        units.unit_id,
        'movement' as kind,
        movements.movement_id as id,
        any_value(movement_name) as what,
        cast(null as varchar) as status,
        'Chưa có kết quả' as state,
        any_value(ends_on) as due_on,
        any_value(ends_on) as expires_on,
        cast(null as date) as paused_since,
        cast(null as bigint) as days_late,
        cast(null as bigint) as year,
        count(*) as peers
    from units
    join chosen using (unit_id)
    join results as of_bloc using (bloc_id)
    join movements on movements.movement_id = of_bloc.movement_id
    join movement_names() as named on named.movement_id = movements.movement_id
    where launched_on <= $as_of and coalesce(ends_on >= $as_of, true)
        and (movements.movement_id, units.unit_id) not in (select (movement_id, unit_id) from results)
    group by movements.movement_id, units.unit_id
),

final as (
    from task_duties union all from dossier_duties union all from score_duties union all from movement_duties
)

select
    final.*,
    unit_name,
    coalesce(state <> 'Chưa đến hạn', true) as is_owed
from final
join unit_names() using (unit_id)
-- What is late, most days first; then what waits for the unit, what will be late, what has no day.
order by
    is_owed desc,
    coalesce(days_late > 0, false) desc,
    kind = 'dossier' desc,
    days_late desc nulls last,
    kind desc,
    id,
    unit_name
