-- In which state are each quarter's tasks? Grain: quarter (0: whole-year tasks) and the one state that is shown.
-- Parameters: as_of, year, quarter, blocs, units. Counts tasks; with a filter, the chosen units' assignments; `concluded`:
-- how many of them a meeting concluded.
-- Key: quarter, state.
with final as (
    select
        quarter,
        shown_state(status, timeliness) as state,
        count(*) as tasks,
        cast(sum(count(*)) over (partition by quarter) as bigint) as of_quarter,
        count(*) filter (where meeting_id in (select meeting_id from meetings)) as concluded
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    join task_names() using (task_id)
    group by quarter, state
)

select *
from final
order by if(quarter = 0, 5, quarter), state::doneness
