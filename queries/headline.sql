-- How do we stand, and how did we at the last meeting? Grain: figure (tasks_done, tasks_overdue, dossiers_to_sign,
-- dossiers_overdue). Parameters: as_of, since (none: `before` is empty), year, quarter, blocs, units.
-- Key: figure.
with present as (
    from headline_at($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
),

earlier as (
    from headline_at(
        coalesce($since::date, $as_of), $blocs::varchar[], $units::varchar[], $year, $quarter::integer
    )
),

final as (
    select
        present.figure,
        present.value,
        present.of_all,
        if($since::date is null, null, earlier.value) as before
    from present
    join earlier using (figure)
)

select * from final
