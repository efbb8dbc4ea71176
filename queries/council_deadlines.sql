-- How do the pending dossiers stand to their deadlines? Grain: deadline word, always all five, which add up to all that
-- are pending, and of how many of them the clock stands. Parameters: as_of, blocs, units.
-- Key: deadline.
with counted as (
    select
        deadline_word(settled_on, timeliness) as deadline,
        count(*) as dossiers,
        count(paused_since) as paused
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where not is_closed
    group by deadline
),

deadlines as (
    select unnest(enum_range(null::dossier_deadline)) as deadline
),

final as (
    select deadline, coalesce(dossiers, 0) as dossiers, coalesce(paused, 0) as paused
    from deadlines
    left join counted using (deadline)
)

select * from final order by deadline::dossier_deadline
