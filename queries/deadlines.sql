-- Which deadlines stand in calendars? Grain: deadline of the year past and of any time to come: each task (kind `task`),
-- each part of one (`part`), each pending dossier whose clock runs (`dossier`), each meeting (`meeting`); a filter keeps the
-- parts and dossiers of the chosen units. Parameters: as_of, blocs, units. `expires_on`: the last day that is in time.
-- `status`: what was typed of a task, a dossier's stage, a meeting's kind. `is_over`: nothing is left to be done by that
-- day. No nominee is named.
-- Key: kind, id, unit_id.
with chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

worded as (
    select named.*, meetings.held_on as concluded_on, teams.leads
    from task_names() as named
    left join task_teams() as teams using (task_id)
    left join meetings on meetings.meeting_id = named.meeting_id
),

tasks_due as (
    select
        'task' as kind,
        task_id as id,
        cast(null as varchar) as unit_id,
        cast(null as varchar) as role,
        status,
        status in ('Hoàn thành', 'Không phát sinh') as is_over,
        due_on,
        expires_on
    from task_state($as_of)
    where not is_filtered($blocs::varchar[], $units::varchar[])
),

parts_due as (
    select
        'part' as kind,
        task_id as id,
        unit_id,
        role,
        status,
        status in ('Hoàn thành', 'Không phát sinh') as is_over,
        due_on,
        expires_on
    from assignment_state($as_of)
    join chosen using (unit_id)
),

of_tasks as (
    select due.*, clause, title as what, full_title, leads, concluded_on
    from (from tasks_due union all from parts_due) as due
    join worded on worded.task_id = due.id
),

of_dossiers as (
    select
        'dossier' as kind,
        dossier_id as id,
        unit_id,
        stage as status,
        settled_on is not null as is_over,
        due_on,
        expires_on,
        award_name as what,
        nominee_kind,
        quantity
    from dossier_state($as_of)
    join chosen using (unit_id)
    where not is_closed and paused_since is null
),

of_meetings as (
    select
        'meeting' as kind,
        meeting_id as id,
        meetings.kind as status,
        false as is_over,
        held_on as due_on,
        held_on as expires_on,
        title as what,
        place
    from meetings
    where not is_filtered($blocs::varchar[], $units::varchar[])
),

final as (
    from of_tasks union all by name from of_dossiers union all by name from of_meetings
)

select
    final.kind,
    final.id,
    final.unit_id,
    unit_name,
    final.what,
    final.clause,
    final.full_title,
    final.role,
    coalesce(final.leads, []) as leads,
    final.concluded_on,
    final.nominee_kind,
    final.quantity,
    final.place,
    final.status,
    final.is_over,
    final.due_on,
    final.expires_on
from final
left join unit_names() as units on units.unit_id = final.unit_id
where final.expires_on >= $as_of - interval 1 year
order by final.expires_on, final.kind, final.id, final.unit_id
