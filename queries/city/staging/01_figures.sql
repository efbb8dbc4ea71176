-- What a city's figures are summed up from: the editions of its communes that are in force on a day. The filter's blocs
-- are clusters of communes, its units communes.

-- The communes that a filter chooses. `as_of`: the day of the edition with which it counts; null: not known. Grain: commune.
create or replace macro chosen_communes(of_clusters, of_communes) as table (
    select communes.*, in_force.as_of
    from communes
    left join in_force using (commune)
    where (len(of_clusters) = 0 or list_contains(of_clusters, cluster))
        and (len(of_communes) = 0 or list_contains(of_communes, communes.commune))
);

-- The awards of the year, or of a quarter in it. Grain: commune, unit, award, kind, type.
create or replace macro awards_in(in_quarter) as table (
    select commune, unit_id, award_id, level, nominee_kind, commendation_type, awards
    from awards_given
    where coalesce(in_quarter, 0) = 0
    union all
    select commune, unit_id, award_id, level, nominee_kind, commendation_type, awards
    from awards_by_quarter
    where quarter = in_quarter and in_quarter > 0
);

-- What each commune that is known has of everything, to be summed up; `in_quarter` (null: all) chooses tasks and awards,
-- not dossiers. Grain: commune in force.
create or replace macro known_figures(in_quarter) as table (
    with plan as (
        select
            commune,
            cast(sum(tasks) as bigint) as tasks,
            cast(sum(done_on_time) as bigint) as done_on_time,
            cast(sum(done_late) as bigint) as done_late,
            cast(sum(not_arising) as bigint) as not_arising,
            cast(sum(overdue) as bigint) as overdue,
            cast(sum(due_soon) as bigint) as due_soon
        from quarterly_progress
        where in_quarter is null or quarter = in_quarter
        group by commune
    ),

    members as (
        select commune, count(*) as units from unit_progress group by commune
    ),

    waiting as (
        select
            commune,
            count(*) as dossiers,
            count(*) filter (where timeliness = 'Quá hạn') as dossiers_overdue,
            count(*) filter (where with_higher_level = 'có') as handed_up,
            min(stage_since) filter (where with_higher_level = 'có') as handed_up_since
        from pending_dossiers
        group by commune
    ),

    settled as (
        select commune, count(*) as settled, list(working_days) as days_each
        from settled_dossiers
        group by commune
    ),

    given as (
        select commune, cast(sum(awards) as bigint) as awards from awards_in(in_quarter) group by commune
    )

    select
        in_force.commune,
        coalesce(units, 0) as units,
        coalesce(tasks, 0) as tasks,
        coalesce(done_on_time, 0) as done_on_time,
        coalesce(done_late, 0) as done_late,
        coalesce(not_arising, 0) as not_arising,
        coalesce(overdue, 0) as overdue,
        coalesce(due_soon, 0) as due_soon,
        coalesce(dossiers, 0) as dossiers,
        coalesce(dossiers_overdue, 0) as dossiers_overdue,
        coalesce(handed_up, 0) as handed_up,
        handed_up_since,
        coalesce(settled, 0) as settled,
        coalesce(days_each, cast([] as bigint[])) as days_each,
        coalesce(awards, 0) as awards
    from in_force
    left join plan using (commune)
    left join members using (commune)
    left join waiting using (commune)
    left join settled using (commune)
    left join given using (commune)
);

-- Of what arises, how much is done; of what is done or overdue, how much was done on time. No rate of nothing.
create or replace macro done_share(done_on_time, done_late, tasks, not_arising) as
    (done_on_time + done_late) / nullif(tasks - not_arising, 0);
create or replace macro on_time_share(done_on_time, done_late, overdue) as
    done_on_time / nullif(done_on_time + done_late + overdue, 0);

-- Sums of figures over the communes that are chosen, by a column of theirs (`by_cluster`) or all together. What nobody of
-- them has sent is not known, and not 0. Grain: cluster, or one row.
create or replace macro summed_figures(in_quarter, of_clusters, of_communes, by_cluster) as table (
    with parts as (
        select if(by_cluster, cluster, null) as cluster, chosen.position, chosen.as_of, chosen.last_sent, figures.*
        from chosen_communes(of_clusters, of_communes) as chosen
        left join known_figures(in_quarter) as figures using (commune)
    )

    select
        cluster,
        min(position) as position,
        count(*) as communes,
        count(as_of) as sent,
        count(*) filter (where as_of is null and last_sent is null) as never,
        min(as_of) as oldest_as_of,
        cast(sum(units) as bigint) as units,
        cast(sum(tasks) as bigint) as tasks,
        cast(sum(done_on_time) as bigint) as done_on_time,
        cast(sum(done_late) as bigint) as done_late,
        cast(sum(not_arising) as bigint) as not_arising,
        cast(sum(overdue) as bigint) as overdue,
        cast(sum(due_soon) as bigint) as due_soon,
        count(*) filter (where overdue > 0) as communes_overdue,
        done_share(sum(done_on_time), sum(done_late), sum(tasks), sum(not_arising)) as completion_rate,
        on_time_share(sum(done_on_time), sum(done_late), sum(overdue)) as on_time_rate,
        cast(sum(dossiers) as bigint) as dossiers,
        cast(sum(dossiers_overdue) as bigint) as dossiers_overdue,
        cast(sum(handed_up) as bigint) as handed_up,
        min(handed_up_since) as handed_up_since,
        cast(sum(settled) as bigint) as settled,
        list_median(flatten(list(days_each) filter (where days_each is not null))) as median_days,
        cast(sum(awards) as bigint) as awards,
        sum(awards) / nullif(sum(units), 0) as awards_per_unit
    from parts
    group by cluster
);
