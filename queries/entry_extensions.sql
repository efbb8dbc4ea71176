-- What may be extended, and how does each stand? Grain: the task itself (no unit_id), then its assignments, in the order
-- of the files. Parameters: as_of, year. Of every year; `is_offered`: those of the year asked about, and what is still
-- open of the year before where that presses too. `own_due_on`: the date whose place an extension takes; null where a
-- unit has the task's. `by_dossiers`: the units' own dates do not count.
-- Key: task_id, unit_id.
with things as (
    select
        task.task_id,
        cast(null as varchar) as unit_id,
        cast(null as varchar) as role,
        0 as line,
        existing.due_on as own_due_on,
        task.due_on,
        task.expires_on,
        task.status,
        task.timeliness,
        task.days_late
    from task_state($as_of) as task
    join existing_tasks($as_of) as existing using (task_id)
    union all
    select
        assigned.task_id,
        assigned.unit_id,
        assigned.role,
        assigned.line,
        typed.own_due_on,
        assigned.due_on,
        assigned.expires_on,
        assigned.status,
        assigned.timeliness,
        assigned.days_late
    from assignment_state($as_of) as assigned
    join typed_state($as_of) as typed using (task_id, unit_id)
)

select
    things.task_id,
    tasks.year,
    tasks.year = $year
    or (
        is_pressing_year(tasks.year, $as_of, $year)
        and things.status not in ('Hoàn thành', 'Không phát sinh')
    ) as is_offered,
    tasks.clause,
    coalesce(tasks.short_title, tasks.title) as task_title,
    tasks.measured_by = 'hồ sơ' as by_dossiers,
    things.unit_id,
    coalesce(units.short_name, units.name) as unit_name,
    things.own_due_on,
    things.due_on,
    things.expires_on,
    things.status,
    things.timeliness,
    things.days_late
from things
join tasks using (task_id)
left join units using (unit_id)
order by tasks.line, things.unit_id is not null, things.role <> 'Chủ trì', things.line
