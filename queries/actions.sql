-- What needs the chairman? Grain: a dossier that waits for his signature (`to_sign`), or what is to be pressed for: a task
-- or dossier that is overdue or near its deadline (of the year before the default year its overdue tasks); most urgent
-- first. A task that is late only by dossiers which are listed themselves is not. With a filter a task stands for the chosen
-- units' parts, in the state of the most urgent. Parameters: as_of, year, quarter (both of tasks), blocs, units.
-- `year`: a task's. `since`: the day since which a dossier is at its stage. days_late: calendar days past the deadline,
-- negative = still to go, empty = without a deadline, while it stands still, or once handed up.
-- Key: kind, id.
with chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

pressing_days as (
    select *, days_past(expires_on, days_late, $as_of) as days
    from pressing_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    where task_id not in (from late_by_dossiers_of($as_of, $blocs::varchar[], $units::varchar[]))
),

most_urgent as (
    select
        task_id,
        any_value(year) as year,
        arg_max(due_on, days) as due_on,
        arg_max(expires_on, days) as expires_on,
        arg_max(timeliness, days) as state,
        max(days) as days_late
    from pressing_days
    group by task_id
),

task_actions as (
    select
        'task' as kind,
        task_id as id,
        false as to_sign,
        if(is_filtered($blocs::varchar[], $units::varchar[]), 'Phần việc ', 'Nhiệm vụ ')
            || if(year = $year, '', 'năm ' || year || ' ')
            || lower(state)
            || if(state = 'Quá hạn' and expires_on >= $as_of, ' do hồ sơ', '') as need,
        tasks.clause || ' · ' || tasks.title as what,
        coalesce(array_to_string(holders, ', '), 'Chưa phân công') as owner,
        due_on,
        expires_on,
        dossiers_expired_on(measured_by, state, expires_on, most_urgent.days_late, $as_of) as dossiers_expired_on,
        cast(null as date) as since,
        cast(null as date) as paused_since,
        state,
        most_urgent.days_late,
        year
    from most_urgent
    join task_names() as tasks using (task_id)
    left join task_holders($as_of, $blocs::varchar[], $units::varchar[]) using (task_id)
),

dossier_actions as (
    select
        'dossier' as kind,
        dossier_id as id,
        stage = 'Trình Chủ tịch' as to_sign,
        if(to_sign, 'Chờ Chủ tịch ký', 'Hồ sơ ở bước ' || stage) as need,
        award_name || ' · ' || nominee_name as what,
        unit_name as owner,
        due_on,
        expires_on,
        cast(null as date) as dossiers_expired_on,
        stage_since as since,
        paused_since,
        shown_deadline(timeliness, paused_since) as state,
        if(state = 'Tạm dừng' or settled_on is not null, null, days_past(expires_on, days_late, $as_of)) as days_late,
        cast(null as bigint) as year
    from dossier_state($as_of)
    join chosen using (unit_id)
    join unit_names() using (unit_id)
    where not is_closed
        and (stage = 'Trình Chủ tịch' or timeliness in ('Quá hạn', 'Sắp đến hạn'))
),

final as (
    from task_actions union all from dossier_actions
)

select * from final order by days_late desc nulls last, kind desc, due_on, id
