-- How does each unit of the chosen communes keep up? Grain: unit of a commune, in its commune's order.
-- Parameters: blocs (clusters), units (communes).
-- Key: commune, unit_id.
select
    commune,
    progress.unit_id,
    progress.name,
    progress.assigned,
    progress.done_on_time,
    progress.done_late,
    progress.overdue,
    progress.due_soon,
    progress.completion_rate,
    progress.on_time_rate
from unit_progress as progress
join chosen_communes($blocs::varchar[], $units::varchar[]) as chosen using (commune)
order by chosen.position, progress.line
