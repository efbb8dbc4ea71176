-- Which periods have ranks? Grain: period begun by the day with a ranked unit, the last one first; a school year, which
-- judges only some blocs, after all others. Parameters: as_of.
-- Key: period.
with final as (
    select period from periods_with_ranks($as_of)
)

select period
from final
order by is_school_year(period), period_end(period) desc, period_start(period) desc
