-- Is there a plan of the year of which nothing has been recorded yet? Grain: one row. `is_so`: tasks of the year exist on
-- the day, but until then no state of one of them was recorded, no dossier received in the year and no step of one taken;
-- with a filter of the chosen units alone.
-- Parameters: as_of, year, blocs, units.
-- Key: one row.
with chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

of_year as (
    select task_id from existing_tasks($as_of) where year = $year
),

own_dossiers as (
    select dossiers.dossier_id, dossiers.received_on
    from dossiers
    join chosen using (unit_id)
    where dossiers.received_on <= $as_of
),

records as (
    select log.task_id as thing
    from progress_log($as_of) as log
    join of_year using (task_id)
    join chosen using (unit_id)
    union all
    select own_dossiers.dossier_id
    from own_dossiers
    where year(own_dossiers.received_on) = $year
    union all
    select log.dossier_id
    from dossier_log($as_of) as log
    join own_dossiers using (dossier_id)
    where year(log.occurred_on) = $year
)

select (select count(*) from of_year) > 0 and (select count(*) from records) = 0 as is_so
