-- Which due dates were extended, from when to when? Grain: extension by the day, task by task, the first first.
-- Parameters: as_of, blocs, units; task (its id; none: those by which a chosen unit's due dates go). `unit_name`: empty
-- where the task itself was extended.
-- Key: task_id, unit_id, decided_on.
with chosen as (
    select
        assignments.task_id,
        assignments.unit_id,
        assignments.due_on is null or tasks.measured_by = 'hồ sơ' as goes_by_task,
        tasks.measured_by <> 'hồ sơ' as has_dates_of_its_own
    from assignments
    join tasks using (task_id)
    where unit_id in (from scope($blocs::varchar[], $units::varchar[]))
)

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
    and case
        when $task::varchar is not null then extended.task_id = $task::varchar
        when extended.unit_id is null then extended.task_id in (select task_id from chosen where goes_by_task)
        else (extended.task_id, extended.unit_id) in (select (task_id, unit_id) from chosen where has_dates_of_its_own)
    end
order by extended.task_id, units.line nulls first, extended.decided_on
