-- What should a unit do next? Grain: one thing to do, most urgent first: its overdue and near parts of tasks, its dossiers
-- that are overdue or wait for it, scores to send. A task that is late only by dossiers which are all its own, and so
-- listed, is not. Parameters: as_of, year, quarter (both of tasks; without a quarter beside the default year also of the
-- year before), period, over (the periods lately over), blocs, units. `id` of a score is its period, `year` that of a task.
-- Key: kind, id, of one unit.
with chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

task_steps as (
    select
        'task' as kind,
        task_id as id,
        case
            when tasks.measured_by = 'hồ sơ' then
                if(assigned.role = 'Chủ trì', 'Giải quyết', 'Phối hợp giải quyết')
                || if(assigned.quarter = 0, ' hồ sơ của năm', ' hồ sơ của quý')
            when timeliness = 'Quá hạn' then 'Hoàn thành ngay'
            else 'Hoàn thành trước hạn'
        end as need,
        tasks.clause || ' · ' || tasks.title
            || if(assigned.year = $year, '', ' (nhiệm vụ năm ' || assigned.year || ')') as what,
        assigned.due_on,
        assigned.expires_on,
        dossiers_expired_on(measured_by, timeliness, expires_on, assigned.days_late, $as_of) as dossiers_expired_on,
        cast(null as date) as paused_since,
        timeliness as state,
        days_past(assigned.expires_on, assigned.days_late, $as_of) as days_late,
        assigned.year
    from assignment_state($as_of) as assigned
    join chosen using (unit_id)
    join task_names() as tasks using (task_id)
    where timeliness in ('Quá hạn', 'Sắp đến hạn')
        and if(
            $quarter::integer is null,
            is_pressing_year(assigned.year, $as_of, $year),
            assigned.year = $year and assigned.quarter = $quarter::integer
        )
        and task_id not in (from late_by_dossiers_of($as_of, $blocs::varchar[], $units::varchar[]))
),

dossier_steps as (
    select
        'dossier' as kind,
        dossier_id as id,
        if(stage = 'Yêu cầu bổ sung', 'Nộp bổ sung hồ sơ', 'Hồ sơ ở bước ' || stage) as need,
        award_name || ' · ' || nominee_name as what,
        due_on,
        expires_on,
        cast(null as date) as dossiers_expired_on,
        paused_since,
        shown_deadline(timeliness, paused_since) as state,
        if(state = 'Tạm dừng', null, days_past(expires_on, days_late, $as_of)) as days_late,
        cast(null as bigint) as year
    from dossier_state($as_of)
    join chosen using (unit_id)
    where stage = 'Yêu cầu bổ sung' or timeliness = 'Quá hạn'
),

periods as (
    select unnest(list_distinct([$period] || $over::varchar[])) as period
),

-- For the period shown; for one that is lately over as soon as one of its kind was ever scored.
score_steps as (
    select
        'score' as kind,
        periods.period as id,
        'Tự chấm và nộp điểm' as need,
        cast(null as varchar) as what,
        period_end(periods.period) as due_on,
        period_end(periods.period) as expires_on,
        cast(null as date) as dossiers_expired_on,
        cast(null as date) as paused_since,
        'Chưa chấm' as state,
        date_diff('day', period_end(periods.period), $as_of) as days_late,
        cast(null as bigint) as year
    from periods
    join unscored_by_period($as_of) using (period)
    join chosen using (unit_id)
    where periods.period = $period or is_usual
),

final as (
    from task_steps union all from dossier_steps union all from score_steps
)

select * from final order by days_late desc nulls last, kind desc, id
