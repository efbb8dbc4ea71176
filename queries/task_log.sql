-- What was recorded of a task, and when? Grain: day and unit, and every remark beside; newest first.
-- Parameters: as_of, task (its id). `remark`: Chỉ đạo, Đề nghị gia hạn or Không gia hạn, which the
-- note holds; null of a state.
-- Key: none (several remarks may be of one day).
select recorded_on, unit_id, unit_name, status, evidence, note, remark
from progress_notes($as_of) as log
join unit_names() using (unit_id)
where task_id = $task
order by recorded_on desc, log.line desc
