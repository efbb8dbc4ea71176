-- What differs between a day (`since`; none: ever) and the as-of date? Grain: thing; newest first.
-- Parameters: as_of, since, blocs, units. changed_on: the first day of the present value.
-- Key: kind, id, unit_id.
with task_values as (
    select 'task' as kind, task_id as id, unit_id, recorded_on as day, status as value
    from progress_log($as_of)
    where task_id in (select task_id from existing_tasks($as_of))
),

dossier_values as (
    select 'dossier' as kind, dossier_id as id, unit_id, received_on as day, 'Tiếp nhận' as value
    from dossiers
    where received_on <= $as_of
        and not exists (from dossier_log($as_of) as event
                        where event.dossier_id = dossiers.dossier_id and event.occurred_on = dossiers.received_on)
    union all
    select 'dossier', dossier_id, dossiers.unit_id, occurred_on, stage
    from dossier_log($as_of)
    join dossiers using (dossier_id)
),

-- A row counts from its day on unless a higher stage has been reached by then.
score_steps as (
    from score_log($as_of)
    qualify stage::scoring_stage = max(stage::scoring_stage) over (
        partition by period, unit_id, criterion_id order by recorded_on
        range between unbounded preceding and current row
    )
),

score_values as (
    select
        'score' as kind,
        period || '/' || criterion_id as id,
        unit_id,
        recorded_on as day,
        number_text(least(points, max_points)) as value
    from score_steps
    join criteria using (criterion_id)
),

movement_values as (
    select 'movement' as kind, movement_id || '/' || indicator as id, unit_id, day, number_text(actual) as value
    from movement_log($as_of)
),

all_values as (
    from task_values union all from dossier_values union all from score_values union all from movement_values
),

steps as (
    select *, lag(value) over (partition by kind, id, unit_id order by day) as value_before
    from all_values
),

compared as (
    select
        kind,
        id,
        unit_id,
        max(day) filter (where value is distinct from value_before) as changed_on,
        coalesce(
            arg_max_null(value, day) filter (where $since::date is not null and day <= $since::date),
            if(kind = 'task', 'Chưa bắt đầu', null)
        ) as before,
        arg_max_null(value, day) as after
    from steps
    group by kind, id, unit_id
),

final as (
    select changed_on, kind, id, unit_id, before, after
    from compared
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where before is distinct from after
)

select * from final order by changed_on desc, kind, id, unit_id
