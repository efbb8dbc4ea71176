-- What is each task called where people see it? Grain: task, in the order of the file. title is the short one.
-- Key: task_id.
select * exclude (line) from task_names() order by line
