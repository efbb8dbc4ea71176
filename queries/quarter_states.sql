-- In which state are each quarter's tasks? Grain: quarter (0: whole-year tasks) and the one state that is shown.
-- Parameters: as_of, year, quarter, blocs, units. Counts tasks; with a filter, the chosen units' assignments.
-- Key: quarter, state.
with final as (
    select
        quarter,
        shown_state(status, timeliness) as state,
        count(*) as tasks,
        cast(sum(count(*)) over (partition by quarter) as bigint) as of_quarter
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    group by quarter, state
)

select *
from final
order by if(quarter = 0, 5, quarter), state::doneness
