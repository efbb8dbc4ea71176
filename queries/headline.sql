-- How do we stand, and how did we on an earlier day? Grain: figure (tasks_done, tasks_overdue, parts_done, parts_overdue,
-- dossiers_to_sign, dossiers_overdue; with a filter without the tasks). Columns: `headline_at`, and `before` and
-- `before_of_all`: the value then and its denominator. Parameters: as_of, since (that day; none: both are empty), year,
-- quarter, blocs, units.
-- Key: figure.
with present as (
    from headline_at($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
),

earlier as (
    from headline_at(
        coalesce($since::date, $as_of), $blocs::varchar[], $units::varchar[], $year, $quarter::integer
    )
),

figures as (
    select unnest([
        'tasks_done', 'tasks_overdue', 'parts_done', 'parts_overdue', 'dossiers_to_sign', 'dossiers_overdue'
    ]) as figure, generate_subscripts(range(6), 1) as place
),

final as (
    select
        present.figure,
        present.value,
        present.of_all,
        if($since::date is null, null, earlier.value) as before,
        if($since::date is null, null, earlier.of_all) as before_of_all,
        present.units,
        present.longest,
        present.due_today,
        figures.place
    from present
    join earlier using (figure)
    join figures using (figure)
)

select * exclude (place) from final order by place
