-- What was ever recorded of some assignments? Grain: row of the log, in the order of the file.
-- Parameters: task_ids, unit_ids.
-- Key: none (a log may say a thing twice).
select recorded_on, task_id, unit_id, status, evidence, note, recorded_by
from progress
where list_contains($task_ids::varchar[], task_id) and list_contains($unit_ids::varchar[], unit_id)
order by line
