-- Which tasks are overdue, and by how many days? Grain: task of a commune, the most days late first.
-- Parameters: quarter, blocs (clusters), units (communes).
-- Key: commune, task_id.
select
    chosen.commune,
    chosen.name,
    tasks.task_id,
    tasks.clause,
    tasks.quarter,
    tasks.title,
    tasks.due_on,
    tasks.days_late,
    chosen.as_of
from tasks
join chosen_communes($blocs::varchar[], $units::varchar[]) as chosen using (commune)
where tasks.timeliness = 'Quá hạn' and ($quarter::integer is null or tasks.quarter = $quarter::integer)
order by tasks.days_late desc, chosen.position, tasks.line
