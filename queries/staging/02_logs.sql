-- The logs as they stood on a day: of one day's rows about one thing only the last in the file exists.
-- Source: the contract, "Logs".

-- Grain: task, unit and day.
create or replace macro progress_log(at_day) as table (
    from progress
    where recorded_on <= at_day
    qualify row_number() over (partition by task_id, unit_id, recorded_on order by line desc) = 1
);

-- The log as people read it: beside the row that holds of each day every remark, which says something else than the state.
-- Grain: task, unit and day, or row with a `remark`.
create or replace macro progress_notes(at_day) as table (
    select *, remark_of(note) as remark
    from progress
    where recorded_on <= at_day
    qualify remark is not null
        or row_number() over (partition by task_id, unit_id, recorded_on, remark is null order by line desc) = 1
);

-- Of a task (unit_id null) or an assignment. Grain: task, unit and day.
create or replace macro extension_log(at_day) as table (
    from extensions
    where decided_on <= at_day
    qualify row_number() over (partition by task_id, unit_id, decided_on order by line desc) = 1
);

-- One dated before the reception counts as of that day, after its Tiếp nhận. Grain: dossier and day.
create or replace macro dossier_log(at_day) as table (
    with dated as (
        select
            event.* replace (greatest(occurred_on, received_on) as occurred_on),
            stage = 'Tiếp nhận' and bool_or(occurred_on < received_on) over (
                partition by dossier_id, greatest(occurred_on, received_on)
            ) as gives_way
        from dossier_events as event
        join dossiers using (dossier_id)
    )

    select dossier_id, occurred_on, stage, document_no, note
    from dated
    where occurred_on <= at_day
    qualify row_number() over (partition by dossier_id, occurred_on order by gives_way, line desc) = 1
);

-- Grain: period, unit, criterion, scoring stage and day.
create or replace macro score_log(at_day) as table (
    from scores
    where recorded_on <= at_day
    qualify row_number() over (partition by period, unit_id, criterion_id, stage, recorded_on order by line desc) = 1
);

-- Of the movements launched by then; a result dated before the launch counts as of that day. Grain: movement, unit,
-- indicator and day.
create or replace macro movement_log(at_day) as table (
    select movement_results.*, greatest(recorded_on, launched_on) as day
    from movement_results
    join movements using (movement_id)
    where recorded_on <= at_day and launched_on <= at_day
    qualify row_number() over (
        partition by movement_id, unit_id, indicator, day order by recorded_on desc, movement_results.line desc
    ) = 1
);
