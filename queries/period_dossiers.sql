-- How many dossiers came in and were finished in a year, of a quarter in it? Grain: one row.
-- Columns: `received`; of those finished in that time, whenever received, how many ended how. Parameters: as_of, year,
-- quarter (1 to 4; 0 or none: the year), blocs, units.
-- Key: one row.
with periods as (
    select
        make_date($year::integer, coalesce(3 * nullif($quarter::integer, 0) - 2, 1), 1) as first_day,
        first_day + if(coalesce($quarter::integer, 0) = 0, interval 1 year, interval 3 months) as day_after
),

dossiers as (
    select
        stage,
        received_on >= first_day and received_on < day_after as is_received,
        coalesce(closed_on >= first_day and closed_on < day_after, false) as is_finished
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    cross join periods
),

final as (
    select
        count(*) filter (where is_received) as received,
        count(*) filter (where is_finished and stage = 'Đã khen thưởng') as awarded,
        count(*) filter (where is_finished and stage = 'Không đủ điều kiện') as not_eligible,
        count(*) filter (where is_finished and stage = 'Trả lại') as returned,
        count(*) filter (where is_finished and stage = 'Rút hồ sơ') as withdrawn
    from dossiers
)

select * from final
