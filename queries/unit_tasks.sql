-- What is a unit to do, and how does each of its tasks stand? Grain: task and unit, most urgent first.
-- Parameters: as_of, year, quarter, blocs, units.
with final as (
    select
        assigned.task_id,
        tasks.clause,
        coalesce(tasks.short_title, tasks.title) as title,
        assigned.role,
        assigned.due_on,
        shown_state(assigned.status, assigned.timeliness) as state,
        assigned.completed_on,
        assigned.days_late
    from assignment_state($as_of) as assigned
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join tasks using (task_id)
    where tasks.year = $year and ($quarter::integer is null or coalesce(tasks.quarter, 0) = $quarter::integer)
)

select *
from final
order by list_position(
    ['Quá hạn', 'Sắp đến hạn', 'Đang thực hiện', 'Chưa bắt đầu', 'Trễ hạn', 'Đúng hạn', 'Không phát sinh'], state
), due_on, clause
