-- How does the whole city stand, or what is chosen of it? `sent`: communes that count with an edition; of these `of_the_day`
-- that of the day, `older` one more than 7 days old; `never`: those that sent nothing up to the day. Grain: one row.
-- Parameters: as_of, quarter, blocs (clusters), units (communes).
-- Key: one row.
with ages as (
    select
        count(*) filter (where as_of = $as_of) as of_the_day,
        count(*) filter (where as_of < $as_of - interval 7 days) as older
    from chosen_communes($blocs::varchar[], $units::varchar[])
)

select
    summed.* exclude (cluster, position) replace (
        coalesce(communes, 0) as communes, coalesce(sent, 0) as sent, coalesce(never, 0) as never
    ),
    ages.*
from ages
left join summed_figures($quarter::integer, $blocs::varchar[], $units::varchar[], false) as summed on true
