-- How far has the scoring of a period come? Grain: bloc. Counts of its members by the stage that their points have reached.
-- Parameters: as_of, period, blocs, units (a filter only narrows the rows). members: those whom the period judges, which a
-- school year does with some only. reckoned: scored, but not by hand. all_ranked and all_provisional are those of the
-- whole commune, since ranks are: a rank is provisional while any ranked unit is.
-- Key: bloc_id.
with scored as (
    select
        *,
        is_provisional(stage) as is_provisional
    from unit_scores($as_of, $period)
    join judged_units($as_of, $period) using (unit_id, bloc_id)
),

counted as (
    select
        bloc_id,
        count(*) as members,
        count(*) filter (where stage = 'Chưa chấm') as not_scored,
        count(*) filter (where stage = 'Tự chấm') as self_scored,
        count(*) filter (where stage = 'Khối chấm') as bloc_scored,
        count(*) filter (where stage = 'Hội đồng chấm') as council_scored,
        count(*) filter (where stage is null) as reckoned,
        count(*) filter (where is_provisional) as provisional
    from scored
    group by bloc_id
),

commune as (
    select
        count(rank) as all_ranked,
        count(*) filter (where is_provisional) as all_provisional
    from scored
),

final as (
    select
        blocs.bloc_id,
        blocs.name,
        coalesce(members, 0) as members,
        coalesce(not_scored, 0) as not_scored,
        coalesce(self_scored, 0) as self_scored,
        coalesce(bloc_scored, 0) as bloc_scored,
        coalesce(council_scored, 0) as council_scored,
        coalesce(reckoned, 0) as reckoned,
        coalesce(provisional, 0) as provisional,
        all_ranked,
        all_provisional,
        blocs.line
    from blocs
    cross join commune
    left join counted using (bloc_id)
    where (len($blocs::varchar[]) = 0 or list_contains($blocs::varchar[], blocs.bloc_id))
        and (len($units::varchar[]) = 0
             or blocs.bloc_id in (select bloc_id from units where list_contains($units::varchar[], unit_id)))
)

select * exclude (line) from final order by line
