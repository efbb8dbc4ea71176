-- Which due dates were extended, from when to when? Grain: extension by the day, task by task, the first first.
-- Parameters: as_of, blocs, units; task (its id; none: those of the tasks in which a chosen unit takes part, that are the
-- task's own or that unit's). `unit_name`: empty where the task itself was extended.
select
    extended.task_id,
    extended.unit_id,
    unit_name,
    extended.decided_on,
    extended.due_before,
    before_day.next_working as expired_on,
    extended.due_on,
    after_day.next_working as expires_on,
    extended.document_no,
    extended.note
from extension_history($as_of) as extended
left join unit_names() as units on units.unit_id = extended.unit_id
left join calendar_days as before_day on before_day.day = extended.due_before
left join calendar_days as after_day on after_day.day = extended.due_on
where extended.task_id in (select task_id from existing_tasks($as_of))
    and coalesce(
        extended.task_id = $task::varchar,
        (extended.unit_id is null or extended.unit_id in (from scope($blocs::varchar[], $units::varchar[])))
        and extended.task_id in (
            select task_id from assignments where unit_id in (from scope($blocs::varchar[], $units::varchar[]))
        )
    )
order by extended.task_id, units.line nulls first, extended.decided_on
