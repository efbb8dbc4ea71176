-- What was recorded of a task, and when? Grain: day and unit, newest first. Parameters: as_of, task (its id).
with kept as (
    select *
    from progress
    where task_id = $task and recorded_on <= $as_of
    qualify row_number() over (partition by unit_id, recorded_on order by line desc) = 1
),

final as (
    select
        kept.recorded_on,
        unit_name,
        kept.status,
        kept.evidence,
        kept.note,
        kept.line
    from kept
    join unit_names() using (unit_id)
)

select * exclude (line) from final order by recorded_on desc, line desc
