-- Which is the last period whose ranks are final, to stand beside one whose are not? Grain: one row or none. Final: somebody
-- is ranked, and nobody provisionally. No later than the asked period: itself, else the last inside it, else the last of
-- its kind, else any other. School years, which judge only some blocs, stand beside school years alone.
-- Parameters: as_of, period.
-- Key: one row.
with candidates as (
    select
        period,
        period = $period as is_itself,
        period_start(period) >= period_start($period) as is_inside,
        period_kind(period) = period_kind($period) as is_of_its_kind
    from periods_with_ranks($as_of)
    where is_school_year(period) = is_school_year($period) and period_end(period) <= period_end($period)
),

final as (
    select *
    from candidates
    where period not in (
        select period from scores_by_period($as_of) where rank is not null and is_provisional(stage)
    )
)

select period
from final
order by is_itself desc, is_inside desc, is_of_its_kind desc, period_end(period) desc, period_start(period) desc
limit 1
