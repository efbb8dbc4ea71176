-- Which tasks are shown in another state than at the last meeting? Grain: task; with a filter task and unit. What needs
-- most attention now comes first. `before` is empty where it was not given yet, by a meeting since.
-- Parameters: as_of, since (none: no rows), year, quarter, blocs, units.
-- Key: task_id, unit_name.
with present as (
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
),

earlier as (
    from counted_tasks($since::date, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
),

final as (
    select
        tasks.task_id,
        tasks.clause,
        tasks.title,
        unit_name,
        if(earlier.task_id is null, null, shown_state(earlier.status, earlier.timeliness)) as before,
        shown_state(present.status, present.timeliness) as after,
        present.quarter,
        tasks.line,
        units.line as unit_line
    from present
    left join earlier on earlier.task_id = present.task_id and earlier.unit_id is not distinct from present.unit_id
    join task_names() as tasks on tasks.task_id = present.task_id
    left join unit_names() as units on units.unit_id = present.unit_id
    where $since::date is not null and before is distinct from after
)

select * exclude (quarter, line, unit_line)
from final
order by
    after::urgency,
    if(quarter = 0, 5, quarter),
    line,
    unit_line
