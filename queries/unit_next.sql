-- What should a unit do next? Grain: one thing to do, most urgent first. Parameters: as_of, year, period, blocs, units.
with chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

task_steps as (
    select
        'task' as kind,
        task_id as id,
        case
            when tasks.measured_by = 'hồ sơ' then 'Giải quyết hồ sơ của quý'
            when timeliness = 'Quá hạn' then 'Hoàn thành ngay'
            else 'Hoàn thành trước hạn'
        end as need,
        tasks.clause || ' · ' || tasks.title as what,
        assigned.due_on,
        assigned.expires_on,
        dossiers_expired_on(measured_by, timeliness, expires_on, assigned.days_late, $as_of) as dossiers_expired_on,
        cast(null as date) as paused_since,
        timeliness as state,
        days_past(assigned.expires_on, assigned.days_late, $as_of) as days_late
    from assignment_state($as_of) as assigned
    join chosen using (unit_id)
    join task_names() as tasks using (task_id)
    where timeliness in ('Quá hạn', 'Sắp đến hạn') and assigned.year = $year
        and (tasks.measured_by = 'nhập tay' or assigned.role = 'Chủ trì')
),

dossier_steps as (
    select
        'dossier' as kind,
        dossier_id as id,
        'Nộp bổ sung hồ sơ' as need,
        award_name || ' · ' || nominee_name as what,
        due_on,
        expires_on,
        cast(null as date) as dossiers_expired_on,
        paused_since,
        shown_deadline(timeliness, paused_since) as state,
        if(state = 'Tạm dừng', null, days_past(expires_on, days_late, $as_of)) as days_late
    from dossier_state($as_of)
    join chosen using (unit_id)
    where stage = 'Yêu cầu bổ sung'
),

score_steps as (
    select
        'score' as kind,
        $period as id,
        'Tự chấm và nộp điểm' as need,
        if(length($period) = 4, 'Năm ' || $period, 'Quý ' || ['I', 'II', 'III', 'IV'][cast(right($period, 1) as integer)]
           || '/' || left($period, 4)) as what,
        period_end($period) as due_on,
        period_end($period) as expires_on,
        cast(null as date) as dossiers_expired_on,
        cast(null as date) as paused_since,
        'Chưa chấm' as state,
        date_diff('day', period_end($period), $as_of) as days_late
    from unit_scores($as_of, $period) as scored
    join chosen using (unit_id)
    where stage = 'Chưa chấm' and scored.bloc_id is not null
        and exists (from criteria where year = period_year($period) and source = 'chấm điểm')
),

final as (
    from task_steps union all from dossier_steps union all from score_steps
)

select * from final order by days_late desc nulls last, kind desc, id
