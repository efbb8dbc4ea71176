-- Who is late, with what, since when? Grain: overdue part (a unit in a task). The unit that is late longest comes first.
-- Parameters: as_of, year, quarter, blocs, units. `expires_on`: the last day on which it was in time; `task_state`: what the
-- plan shows of the task as a whole; `by_dossiers`: it is late by the dossiers of its quarter, the last day of the first of
-- which is `dossiers_expired_on`.
-- Key: task_id, unit_id.
with final as (
    select
        part.unit_id,
        units.unit_name,
        part.task_id,
        tasks.clause,
        tasks.title,
        part.quarter,
        part.role,
        part.due_on,
        part.expires_on,
        dossiers_expired_on(
            tasks.measured_by, part.timeliness, part.expires_on, part.days_late, $as_of
        ) as dossiers_expired_on,
        part.days_late,
        shown_state(task.status, task.timeliness) as task_state,
        tasks.measured_by = 'hồ sơ' as by_dossiers,
        max(part.days_late) over (partition by part.unit_id) as longest,
        units.line as unit_line,
        tasks.line as task_line
    from assignment_state($as_of) as part
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join unit_names() as units using (unit_id)
    join task_names() as tasks using (task_id)
    join task_state($as_of) as task using (task_id)
    where part.timeliness = 'Quá hạn'
        and part.year = $year
        and ($quarter::integer is null or part.quarter = $quarter::integer)
)

select * exclude (longest, unit_line, task_line)
from final
order by longest desc, unit_line, days_late desc, task_line
