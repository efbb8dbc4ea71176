-- How does each commune stand, beside all others? `sent`: có; cũ, an edition more than 7 days old; chưa, none of the year:
-- its figures are null. `rank`: by completion among all that are known, ties share. Grain: commune, ranked first.
-- Parameters: as_of, quarter, blocs (clusters), units (communes).
-- Key: commune.
with figures as (
    select
        *,
        done_share(done_on_time, done_late, tasks, not_arising) as completion_rate,
        on_time_share(done_on_time, done_late, overdue) as on_time_rate,
        list_median(days_each) as median_days,
        awards / nullif(units, 0) as awards_per_unit
    from known_figures($quarter::integer)
),

ranked as (
    select
        *,
        if(completion_rate is null, null, rank() over (order by completion_rate desc nulls last)) as rank
    from figures
),

final as (
    select
        ranked.rank,
        chosen.commune,
        chosen.name,
        chosen.cluster,
        chosen.as_of,
        chosen.last_sent,
        case
            when chosen.as_of is null then 'chưa'
            when chosen.as_of < $as_of - interval 7 days then 'cũ'
            else 'có'
        end as sent,
        ranked.* exclude (commune, rank, days_each),
        chosen.position
    from chosen_communes($blocs::varchar[], $units::varchar[]) as chosen
    left join ranked using (commune)
)

select * exclude (position) from final order by rank nulls last, position
