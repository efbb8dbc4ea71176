-- Every value that was recorded up to a day, beside the one before it, of tasks, dossiers, scores and movements.
-- Source: the contract, query `changes`. Queries read them as change_steps(day), kept once computed. Grain: thing and day.
create or replace macro change_steps_of(at_day) as table (
    with task_values as (
        select 'task' as kind, task_id as id, unit_id, recorded_on as day, status as value
        from progress_log(at_day)
        where task_id in (select task_id from existing_tasks(at_day))
    ),

    dossier_values as (
        select 'dossier' as kind, dossier_id as id, unit_id, received_on as day, 'Tiếp nhận' as value
        from dossiers
        where received_on <= at_day
            and not exists (from dossier_log(at_day) as event
                            where event.dossier_id = dossiers.dossier_id and event.occurred_on = dossiers.received_on)
        union all
        select 'dossier', dossier_id, dossiers.unit_id, occurred_on, stage
        from dossier_log(at_day)
        join dossiers using (dossier_id)
    ),

    -- A row counts from its day on unless a higher stage has been reached by then.
    score_steps as (
        from score_log(at_day)
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
        from movement_log(at_day)
    ),

    all_values as (
        from task_values union all from dossier_values union all from score_values union all from movement_values
    )

    select *, lag(value) over (partition by kind, id, unit_id order by day) as value_before
    from all_values
);
