-- What needs the chairman? Grain: an overdue task (beside the default year also of the year before), or a dossier before
-- him or past or near its deadline; most urgent first. Parameters: as_of, year, quarter, blocs, units. `year`: a task's.
-- days_late: calendar days past the deadline, negative = still to go, empty = without a deadline or while it stands still.
-- Key: kind, id.
with chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

overdue_tasks as (
    select
        task_id,
        any_value(year) as year,
        max(due_on) as due_on,
        max(expires_on) as expires_on,
        max(days_late) as days_late
    from pressing_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    group by task_id
),

task_actions as (
    select
        'task' as kind,
        task_id as id,
        'Nhiệm vụ ' || if(year = $year, '', 'năm ' || year || ' ')
            || if(tasks.measured_by = 'hồ sơ', 'có hồ sơ quá hạn', 'quá hạn') as need,
        tasks.clause || ' · ' || tasks.title as what,
        coalesce(array_to_string(holders, ', '), 'Chưa phân công') as owner,
        due_on,
        expires_on,
        dossiers_expired_on(measured_by, 'Quá hạn', expires_on, overdue_tasks.days_late, $as_of) as dossiers_expired_on,
        cast(null as date) as paused_since,
        'Quá hạn' as state,
        overdue_tasks.days_late,
        year
    from overdue_tasks
    join task_names() as tasks using (task_id)
    left join task_holders($as_of, $blocs::varchar[], $units::varchar[]) using (task_id)
),

dossier_actions as (
    select
        'dossier' as kind,
        dossier_id as id,
        if(stage = 'Trình Chủ tịch', 'Chờ Chủ tịch ký', 'Đôn đốc hồ sơ: ' || stage) as need,
        award_name || ' · ' || nominee_name as what,
        unit_name as owner,
        due_on,
        expires_on,
        cast(null as date) as dossiers_expired_on,
        paused_since,
        shown_deadline(timeliness, paused_since) as state,
        if(state = 'Tạm dừng', null, days_past(expires_on, days_late, $as_of)) as days_late,
        cast(null as bigint) as year
    from dossier_state($as_of)
    join chosen using (unit_id)
    join unit_names() using (unit_id)
    where not is_closed
        and settled_on is null
        and (stage = 'Trình Chủ tịch' or timeliness in ('Quá hạn', 'Sắp đến hạn'))
),

final as (
    from task_actions union all from dossier_actions
)

select * from final order by days_late desc nulls last, kind desc, due_on, id
