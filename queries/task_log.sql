-- What was recorded of a task, and when? Grain: day and unit, newest first. Parameters: as_of, task (its id).
-- Key: recorded_on, unit_name.
select recorded_on, unit_id, unit_name, status, evidence, note
from progress_log($as_of) as log
join unit_names() using (unit_id)
where task_id = $task
order by recorded_on desc, log.line desc
