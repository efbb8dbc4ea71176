-- Where do a unit's points come from? Grain: criterion of the period's year, in the order of the file.
-- Parameters: as_of, period, unit. `points` are what counts (null = not scored); the points of each stage are the
-- last ones given, cut at the maximum as well, with a word where they were cut. Sums are of group and kind.
-- Key: criterion_id.
with final as (
    select
        counted."group",
        counted.criterion_id,
        criterion_name as name,
        counted.kind,
        counted.source,
        counted.max_points,
        counted.points,
        counted.stage,
        if(self_given > max_points, max_points, self_given) as self_points,
        if(bloc_given > max_points, max_points, bloc_given) as bloc_points,
        if(council_given > max_points, max_points, council_given) as council_points,
        coalesce(greatest(self_given, bloc_given, council_given) > max_points, false) as was_cut,
        sum(counted.points) over of_group as group_points,
        sum(counted.max_points) over of_group as group_max,
        counted.line
    from points_by_period($as_of) as counted
    join criterion_names() as named using (criterion_id)
    where counted.period = $period and counted.unit_id = $unit
    window of_group as (partition by counted."group", counted.kind)
)

select * exclude (line) replace (if(was_cut, 'có', 'không') as was_cut) from final order by line
