-- Of what are there data on a day? Grain: one row. `plan`: something was recorded of the year's tasks by then; `no_tasks`:
-- the quarters that have none in that year, as a list of numbers; `dossiers`: one was received by then; `period`: one was
-- received before the year (of a quarter in it: that) had ended; `period_from`: the month from which on there are
-- dossiers, where that is after the first of the period. No day, which would be one dossier's.
-- Parameters: as_of, year, quarter (1 to 4; 0 or none: the year).
-- Key: one row.
with of_year as (
    select task_id, quarter, measured_by from existing_tasks($as_of) where year = $year
),

dossiers_by_then as (
    select received_on from dossiers where received_on <= $as_of
),

first_month as (
    select cast(date_trunc('month', min(received_on)) as date) as month from dossiers_by_then
),

periods as (
    select
        make_date($year::integer, coalesce(3 * nullif($quarter::integer, 0) - 2, 1), 1) as first_day,
        first_day + if(coalesce($quarter::integer, 0) = 0, interval 1 year, interval 3 months) as day_after
),

without_tasks as (
    select list(number order by number) as quarters
    from range(1, 5) as all_quarters (number)
    where number not in (select quarter from of_year where quarter is not null)
),

final as (
    select
        exists (from progress_log($as_of) join of_year using (task_id))
        or exists (
            from dossiers_by_then
            where year(received_on) = $year and exists (from of_year where measured_by = 'hồ sơ')
        ) as plan,
        without_tasks.quarters as no_tasks,
        month is not null as dossiers,
        coalesce(month < day_after, false) as period,
        if(month > first_day and month < day_after, month, null) as period_from
    from first_month
    cross join periods
    cross join without_tasks
)

select * from final
