-- Which units ask for a later date, and have no answer yet? Grain: the last request of an assignment that is not done, if
-- it is newer than the last extension of it or of its task, and was not refused; shaped as `actions`, the newest first.
-- Parameters: as_of, blocs, units.
-- `since`: the day of the request. days_late: calendar days past the deadline, negative = still to go.
-- Key: id, unit_id.
with last_remarks as (
    select *
    from progress_notes($as_of)
    where remark in ('Đề nghị gia hạn', 'Không gia hạn')
    qualify row_number() over (partition by task_id, unit_id order by recorded_on desc, line desc) = 1
),

requests as (
    select * from last_remarks where remark = 'Đề nghị gia hạn'
),

extended as (
    select task_id, unit_id, max(decided_on) as decided_on from extension_log($as_of) group by task_id, unit_id
),

open_requests as (
    select requests.*
    from requests
    where not exists (
        from extended
        where extended.task_id = requests.task_id
            and coalesce(extended.unit_id, requests.unit_id) = requests.unit_id
            and extended.decided_on >= requests.recorded_on
    )
)

select
    'request' as kind,
    requests.task_id as id,
    false as to_sign,
    'Đề nghị gia hạn đến ' || strftime(requested_due(note), '%d/%m/%Y') as need,
    tasks.clause || ' · ' || tasks.title as what,
    unit_name as owner,
    state.due_on,
    state.expires_on,
    cast(null as date) as dossiers_expired_on,
    requests.recorded_on as since,
    cast(null as date) as paused_since,
    'Đề nghị gia hạn' as state,
    days_past(state.expires_on, state.days_late, $as_of) as days_late,
    state.year,
    requests.unit_id,
    requested_due(note) as requested_due_on,
    requested_reason(note) as reason
from open_requests as requests
join assignment_state($as_of) as state using (task_id, unit_id)
join task_state($as_of) as task using (task_id)
join task_names() as tasks using (task_id)
join unit_names() as units using (unit_id)
join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
where state.status not in ('Hoàn thành', 'Không phát sinh') and task.status not in ('Hoàn thành', 'Không phát sinh')
order by requests.recorded_on desc, tasks.line, units.line
