-- Which tasks, in what state? Grain: task; with a filter task and unit.
-- Parameters: as_of, year, quarter, blocs, units. Without a filter unit_id is the leads joined by `;`.
-- Key: task_id, unit_id.
with final as (
    select
        thing.task_id,
        tasks.clause,
        thing.quarter,
        tasks.title,
        if(is_filtered($blocs::varchar[], $units::varchar[]), thing.unit_id, teams.lead_ids) as unit_id,
        thing.status,
        thing.due_on,
        thing.completed_on,
        thing.timeliness,
        thing.days_late,
        tasks.line
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer) as thing
    join tasks using (task_id)
    left join task_teams() as teams using (task_id)
)

select * exclude (line) from final order by if(quarter = 0, 5, quarter), line, unit_id
