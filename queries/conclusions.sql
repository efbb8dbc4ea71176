-- What became of the conclusions of meetings? Grain: task with a meeting held by the day, of any year; the latest meeting
-- first, then the file's order. Parameters: as_of, blocs, units (a filter keeps those in which a chosen unit takes part;
-- the state is the task's all the same). unit_id: the leads joined by `;`.
-- Key: task_id.
with final as (
    select
        task.meeting_id,
        task.held_on,
        task.task_id,
        task.clause,
        task.title,
        teams.lead_ids as unit_id,
        task.status,
        task.due_on,
        task.completed_on,
        task.timeliness,
        task.days_late,
        task.line
    from concluded_by($as_of, $blocs::varchar[], $units::varchar[]) as task
    left join task_teams() as teams on teams.task_id = task.task_id
)

select * exclude (line)
from final
order by held_on desc, line
