-- When do we meet next, and what falls due until then? Grain: the next meeting of any kind, or no row.
-- Parameters: as_of, after (a meeting to come, which is not the next; or none), year, quarter, blocs, units.
-- `tasks`, `dossiers`: not done, and due from the as-of date up to and including that day, without what is overdue.
-- Key: one row.
with next_meeting as (
    select held_on, kind, title, place
    from meetings
    where held_on > greatest($as_of, $after::date)
    order by held_on, line
    limit 1
),

due_tasks as (
    select count(*) as tasks
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    where timeliness in ('Sắp đến hạn', 'Chưa đến hạn') and due_on <= (select held_on from next_meeting)
),

due_dossiers as (
    select count(*) as dossiers
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where timeliness in ('Sắp đến hạn', 'Chưa đến hạn') and due_on <= (select held_on from next_meeting)
)

select * from next_meeting cross join due_tasks cross join due_dossiers
