-- The whole plan, a mark a clause, by quarter; what meetings concluded (`of_meeting`) stands last, apart from its quarters.
-- Grain: task; with a filter the tasks of the chosen units, each in the state of its most urgent assignment.
-- Parameters: as_of, year, quarter, blocs, units.
-- Key: task_id.
with counted as (
    select
        task_id,
        min(shown_state(status, timeliness)::urgency)::varchar as state,
        any_value(quarter) as quarter,
        min(due_on) as due_on,
        arg_min(expires_on, due_on) as expires_on,
        max(timeliness) filter (where timeliness = 'Quá hạn') as timeliness,
        max(days_late) filter (where timeliness = 'Quá hạn') as days_late
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    group by task_id
),

final as (
    select
        task_id,
        tasks.clause,
        tasks.in_clause,
        counted.quarter,
        coalesce(tasks.meeting_id in (select meeting_id from meetings), false) as of_meeting,
        tasks.title,
        counted.state,
        counted.days_late,
        counted.due_on,
        counted.expires_on,
        dossiers_expired_on(
            tasks.measured_by, counted.timeliness, counted.expires_on, counted.days_late, $as_of
        ) as dossiers_expired_on,
        tasks.line
    from counted
    join task_names() as tasks using (task_id)
)

select * exclude (line) from final order by of_meeting, if(quarter = 0, 5, quarter), line
