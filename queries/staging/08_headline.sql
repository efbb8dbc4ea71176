-- The figures that the overview opens with, on a day. Grain: figure; tasks_… only without a filter, which chooses parts
-- (a unit's part of a task). `of_all`: the denominator; of what is overdue also `units`: how many units hold it,
-- `longest`: the most days late, and `due_today`: what has its last day today.
create or replace macro headline_at(at_day, of_blocs, of_units, in_year, in_quarter) as table (
    with things as (
        select if(unit_id is null, 'tasks', 'parts') as what, *
        from thing_state(at_day)
        where year = in_year and (in_quarter is null or quarter = in_quarter)
            and if(unit_id is null, not is_filtered(of_blocs, of_units), unit_id in (from scope(of_blocs, of_units)))
    ),

    kinds as (
        select unnest(if(is_filtered(of_blocs, of_units), ['parts'], ['tasks', 'parts'])) as what
    ),

    thing_counts as (
        select
            what,
            count(*) filter (where status = 'Hoàn thành') as done,
            count(*) filter (where status <> 'Không phát sinh') as arising,
            count(*) filter (where timeliness = 'Quá hạn') as overdue,
            count(distinct unit_id) filter (where timeliness = 'Quá hạn') as units,
            max(days_late) filter (where timeliness = 'Quá hạn') as longest,
            count(*) filter (where timeliness = 'Sắp đến hạn' and expires_on = at_day) as due_today
        from kinds
        left join things using (what)
        group by what
    ),

    dossier_counts as (
        select
            count(*) as pending,
            count(*) filter (where stage = 'Trình Chủ tịch') as to_sign,
            count(*) filter (where timeliness = 'Quá hạn') as overdue,
            count(distinct unit_id) filter (where timeliness = 'Quá hạn') as units,
            max(days_late) filter (where timeliness = 'Quá hạn') as longest,
            count(*) filter (where timeliness = 'Sắp đến hạn' and expires_on = at_day) as due_today
        from dossier_state(at_day)
        join scope(of_blocs, of_units) using (unit_id)
        where not is_closed
    )

    select what || '_done' as figure, done as value, arising as of_all,
        cast(null as bigint) as units, cast(null as bigint) as longest, cast(null as bigint) as due_today
    from thing_counts
    union all
    select what || '_overdue', overdue, arising, if(what = 'parts', units, null), longest, due_today from thing_counts
    union all
    select 'dossiers_to_sign', to_sign, pending, null, null, null from dossier_counts
    union all
    select 'dossiers_overdue', overdue, pending, units, longest, due_today from dossier_counts
);
