-- Which bloc leads in the period, by the mean of its ranked members? Grain: bloc. Figures are those of the whole bloc.
-- Parameters: as_of, period, blocs, units (a filter only narrows the rows).
-- Key: bloc_id.
with scored as (
    select
        bloc_id,
        count(*) as members,
        count(total) as scored_members,
        avg(total) as mean_total
    from unit_scores($as_of, $period)
    where bloc_id is not null
    group by bloc_id
),

progressed as (
    select
        units.bloc_id,
        completion_rate(status) as completion_rate,
        on_time_rate(timeliness) as on_time_rate
    from assignment_state($as_of)
    join units using (unit_id)
    where due_on between period_start($period) and period_end($period)
    group by units.bloc_id
),

awarded as (
    select units.bloc_id, cast(sum(quantity) as bigint) as awards
    from dossier_state($as_of)
    join units using (unit_id)
    where awarded_on between period_start($period) and period_end($period)
    group by units.bloc_id
),

ranked as (
    select
        if(
            mean_total is null,
            null,
            rank() over (partition by mean_total is null order by round(mean_total, 9) desc)
        ) as rank,
        blocs.bloc_id,
        blocs.name,
        coalesce(members, 0) as members,
        coalesce(scored_members, 0) as scored_members,
        mean_total,
        completion_rate,
        on_time_rate,
        coalesce(awards, 0) as awards,
        blocs.line
    from blocs
    left join scored using (bloc_id)
    left join progressed using (bloc_id)
    left join awarded using (bloc_id)
),

final as (
    select *
    from ranked
    join chosen_blocs($blocs::varchar[], $units::varchar[]) using (bloc_id)
)

select * exclude (line) from final order by rank nulls last, line
