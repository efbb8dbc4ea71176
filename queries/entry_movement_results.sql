-- Which indicators has a movement, and where does a unit stand in each? Grain: indicator of which any unit has a row by
-- the day, in the order of the file. Parameters: as_of, movement, unit (their ids). `measure` and `better`: the unit's,
-- else those of the last row of any other; the rest is the unit's own, null where nothing was recorded.
-- Key: indicator.
with results as (
    select * replace (coalesce(better, 'cao hơn') as better) from movement_state($as_of) where movement_id = $movement
),

indicators as (
    select
        indicator,
        arg_max(measure, (recorded_on, line)) as usual_measure,
        arg_max(better, (recorded_on, line)) as usual_better,
        min(line) as line
    from results
    group by indicator
)

select
    indicators.indicator,
    coalesce(own.measure, usual_measure) as measure,
    coalesce(own.better, usual_better) as better,
    own.target,
    own.actual,
    own.completion,
    own.recorded_on
from indicators
left join results as own on own.indicator = indicators.indicator and own.unit_id = $unit
order by indicators.line
