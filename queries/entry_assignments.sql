-- What may progress be recorded for by hand, and how does each stand? Grain: task and unit, in the order of the files.
-- Parameters: as_of, year. Of every year; `is_offered`: those of the year asked about, and what is still open of the
-- year before where that presses too. `recorded_on`: the day of the last row; null where nothing was recorded yet.
-- `clause`: with the task's place among those of one clause.
-- Key: task_id, unit_id.
with last_rows as (
    select task_id, unit_id, max(recorded_on) as recorded_on
    from progress
    where recorded_on <= $as_of
    group by task_id, unit_id
),

stands as (
    select
        state.* replace (assigned.status as status, assigned.completed_on as completed_on),
        assigned.due_on,
        assigned.expires_on,
        assigned.timeliness,
        assigned.days_late,
        tasks.clause || coalesce(' (' || in_clause || ')', '') as clause,
        named.title as task_title,
        coalesce(tasks.conditional, 'không') as conditional,
        unit_name,
        last_rows.recorded_on,
        tasks.year,
        tasks.line as task_line,
        tasks.year = $year
        or (
            is_pressing_year(tasks.year, $as_of, $year)
            and assigned.status not in ('Hoàn thành', 'Không phát sinh')
        ) as is_offered
    from typed_state($as_of) as state
    join assignment_state($as_of) as assigned using (task_id, unit_id)
    join tasks using (task_id)
    join task_names() as named using (task_id)
    join unit_names() using (unit_id)
    left join last_rows using (task_id, unit_id)
    where tasks.measured_by <> 'hồ sơ'
),

final as (
    select
        task_id,
        year,
        is_offered,
        clause,
        task_title,
        conditional,
        unit_id,
        unit_name,
        role,
        status,
        status_since,
        completed_on,
        recorded_on,
        due_on,
        expires_on,
        timeliness,
        days_late,
        task_line,
        line
    from stands
)

select * exclude (task_line, line) from final order by task_line, role <> 'Chủ trì', line
