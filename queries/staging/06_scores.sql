-- Points, totals and ranks of a period as known on a day. Source: the contract, "Scores".

-- The last points given at each scoring stage, as given. Grain: period, unit, criterion, scoring stage.
create or replace macro last_scores(at_day) as table (
    select period, unit_id, criterion_id, stage, arg_max(points, recorded_on) as points
    from score_log(at_day)
    group by period, unit_id, criterion_id, stage
);

-- Hand-given points: the last of the highest stage reached, cut at the maximum, and of each stage. Grain: period, unit,
-- criterion.
create or replace macro given_points(at_day) as table (
    select
        period,
        unit_id,
        criterion_id,
        max(stage::scoring_stage)::varchar as stage,
        least(arg_max(points, stage::scoring_stage), any_value(max_points)) as points,
        max(points) filter (where stage = 'Tự chấm') as self_given,
        max(points) filter (where stage = 'Khối chấm') as bloc_given,
        max(points) filter (where stage = 'Hội đồng chấm') as council_given
    from last_scores(at_day)
    join criteria using (criterion_id)
    group by period, unit_id, criterion_id
);

-- Whether a criterion is a unit's own: of its bloc, or of none.
create or replace macro is_criterion_of(criterion_bloc, unit_bloc) as
    coalesce(criterion_bloc = unit_bloc, criterion_bloc is null);

-- The periods that end in a year which has criteria. Grain: period.
create or replace macro judged_periods() as table (
    select unnest([
        year || '-Q1', year || '-Q2', year || '-Q3', year || '-Q4', year || '-H1', year || '-H2',
        cast(year as varchar), (year - 1) || '-' || year
    ]) as period
    from (select distinct year from criteria)
);

-- How much of a unit's work that fell due in a judged period is on time: `on_time` of `judged` parts. Grain: period and unit
-- with a part due in it by the day.
create or replace macro on_time_by_period(at_day) as table (
    select
        period,
        unit_id,
        on_time_rate(timeliness) as rate,
        count(*) filter (where timeliness = 'Đúng hạn') as on_time,
        count(*) filter (where timeliness in ('Đúng hạn', 'Trễ hạn', 'Quá hạn')) as judged
    from assignment_state(at_day)
    join judged_periods() on due_on between period_start(period) and period_end(period)
    where due_on <= at_day
    group by period, unit_id
);

-- Every unit's points in each judged period for every criterion of the period's year that is every unit's or its bloc's;
-- null = not scored; self_, bloc_ and council_given: the last ones given at each stage, as given. Grain: period, unit and
-- criterion. Queries read them as points_by_period(day), kept once computed.
create or replace macro points_by_period_of(at_day) as table (
    with periods as (
        select
            period,
            period_start(period) as starts_on,
            period_end(period) as ends_on
        from judged_periods()
    ),

    awarded as (
        select period, dossier.unit_id, criteria.criterion_id, cast(sum(dossier.quantity) as bigint) as awards
        from dossier_state(at_day) as dossier
        join periods on awarded_on between starts_on and ends_on
        join criteria
            on criteria.source = 'khen thưởng'
            and coalesce(criteria.award_id = dossier.award_id, true)
            and coalesce(criteria.award_level_group = dossier.level_group, true)
        group by period, dossier.unit_id, criteria.criterion_id
    )

    select
        periods.period,
        units.unit_id,
        units.bloc_id,
        criteria.criterion_id,
        criteria.line,
        criteria."group",
        criteria.name,
        criteria.kind,
        criteria.source,
        criteria.max_points,
        given.stage,
        given.self_given,
        given.bloc_given,
        given.council_given,
        case criteria.source
            when 'tiến độ' then criteria.max_points * kept.rate
            when 'khen thưởng' then least(criteria.points_each * coalesce(awarded.awards, 0), criteria.max_points)
            else given.points
        end as points
    from periods
    join criteria on criteria.year = period_year(periods.period)
    join units on is_criterion_of(criteria.bloc_id, units.bloc_id)
    left join given_points(at_day) as given
        on given.period = periods.period
        and given.unit_id = units.unit_id
        and given.criterion_id = criteria.criterion_id
    left join on_time_by_period(at_day) as kept on kept.period = periods.period and kept.unit_id = units.unit_id
    left join awarded
        on awarded.period = periods.period
        and awarded.unit_id = units.unit_id
        and awarded.criterion_id = criteria.criterion_id
);

-- Totals, stages, bands and shared ranks of the units that are scored, in every judged period. Grain: period and unit.
-- Equal to nine places is equal. Queries read them by unit_scores(day, period).
create or replace macro scores_by_period_of(at_day) as table (
    with summed as (
        select
            period,
            unit_id,
            bloc_id,
            coalesce(sum(points) filter (where kind = 'Chuẩn'), 0) as base,
            coalesce(sum(points) filter (where kind = 'Thưởng'), 0) as bonus,
            coalesce(sum(points) filter (where kind = 'Trừ'), 0) as deduction,
            bool_or(source = 'chấm điểm') as given_by_hand,
            min(stage::scoring_stage) filter (where source = 'chấm điểm' and points is not null) as lowest_stage,
            count(points) as scored
        from points_by_period(at_day)
        group by period, unit_id, bloc_id
    ),

    totals as (
        select
            period,
            unit_id,
            bloc_id,
            summed.base + summed.bonus - summed.deduction as total,
            summed.base,
            summed.bonus,
            summed.deduction,
            lowest_stage::varchar as stage,
            round(total, 9) as exact,
            bloc_id is not null as is_ranked
        from summed
        where scored > 0 and (lowest_stage is not null or not given_by_hand)
    )

    select
        totals.* exclude (bloc_id, is_ranked, exact),
        if(is_ranked, rank() over (partition by period, is_ranked order by exact desc), null) as rank,
        if(is_ranked, rank() over (partition by period, is_ranked, bloc_id order by exact desc), null) as bloc_rank,
        (select arg_max(bands.name, bands.from_points) from bands where bands.from_points <= exact) as band
    from totals
);

-- How all units stand in a period. One that is not scored is Chưa chấm: it has no total, no sums and no rank. Grain: unit.
create or replace macro unit_scores(at_day, in_period) as table (
    select
        units.unit_id,
        units.line,
        units.name,
        units.bloc_id,
        scored.* exclude (period, unit_id) replace (if(scored.unit_id is null, 'Chưa chấm', stage) as stage)
    from units
    left join (from scores_by_period(at_day) where period = in_period) as scored on scored.unit_id = units.unit_id
);

-- The units of a bloc that a period judges: all, but in a school year only those ever scored by school years, and in a
-- bloc's first one all of the bloc. Grain: unit.
create or replace macro judged_units(at_day, in_period) as table (
    with by_school_year as (
        select distinct scores.period, unit_id, units.bloc_id
        from scores
        join units using (unit_id)
        where recorded_on <= at_day and units.bloc_id is not null and is_school_year(scores.period)
    ),

    newcomers as (
        select bloc_id
        from by_school_year
        group by bloc_id
        having bool_and(period = in_period)
    )

    select unit_id, bloc_id
    from units
    where bloc_id is not null
        and (
            not is_school_year(in_period)
            or not exists (from by_school_year)
            or unit_id in (select unit_id from by_school_year)
            or bloc_id in (from newcomers)
        )
);

-- The scores given up to a day, of what is scored together: in a school year the units of a bloc, else all. Whose scores
-- are expected follows from it: nothing is missing while nobody has scored. Grain: period, and bloc of a school year.
create or replace macro scored_together(at_day) as table (
    select distinct period, if(is_school_year(period), units.bloc_id, null) as of_bloc
    from scores
    join units using (unit_id)
    where recorded_on <= at_day and units.bloc_id is not null
);

-- The units of a bloc that are to be scored by hand in a period and were not. Grain: unit.
create or replace macro unscored_units(at_day, in_period) as table (
    select unit_id, bloc_id
    from unit_scores(at_day, in_period) as scored
    join judged_units(at_day, in_period) using (unit_id, bloc_id)
    where stage = 'Chưa chấm'
        and exists (
            from criteria
            where year = period_year(in_period) and source = 'chấm điểm'
                and is_criterion_of(criteria.bloc_id, scored.bloc_id)
        )
);

-- They of every judged period. `is_expected`: somebody was scored in the period; `is_usual`: in it or one before it of its
-- kind. Grain: period and unit. Queries read them as unscored_by_period(day), kept once computed.
create or replace macro unscored_by_period_of(at_day) as table (
    select
        periods.period,
        unscored.unit_id,
        exists (
            from scored_together(at_day) as given
            where given.period = periods.period and coalesce(given.of_bloc = unscored.bloc_id, true)
        ) as is_expected,
        exists (
            from scored_together(at_day) as former
            where period_kind(former.period) = period_kind(periods.period)
                and period_end(former.period) <= period_end(periods.period)
                and coalesce(former.of_bloc = unscored.bloc_id, true)
        ) as is_usual
    from judged_periods() as periods, unscored_units(at_day, periods.period) as unscored
);

-- Who is ranked in a period, and whether that may still change. Grain: ranked unit.
create or replace macro ranked_in(at_day, in_period) as table (
    select unit_id, is_provisional(stage) as is_provisional
    from unit_scores(at_day, in_period)
    where rank is not null
);

-- The periods begun by a day in which somebody is ranked. Grain: period. Points given by hand rank their unit; a unit
-- whose criteria all come by themselves is ranked in any quarter for which there is something to reckon with.
create or replace macro periods_with_ranks(at_day) as table (
    with by_hand as (
        select distinct scores.period
        from scores
        join criteria using (criterion_id)
        join units using (unit_id)
        where recorded_on <= at_day
            and units.bloc_id is not null
            and criteria.year = period_year(scores.period)
            and is_criterion_of(criteria.bloc_id, units.bloc_id)
    ),

    judged_by_themselves as (
        select criteria.year
        from criteria
        join units on is_criterion_of(criteria.bloc_id, units.bloc_id)
        where units.bloc_id is not null
        group by criteria.year, units.unit_id
        having not bool_or(source = 'chấm điểm')
    ),

    by_themselves as (
        select quarters.period
        from (
            select distinct year || '-Q' || number as period
            from judged_by_themselves
            cross join range(1, 5) as of_year (number)
        ) as quarters
        where period_start(quarters.period) <= at_day
            and exists (from ranked_in(at_day, quarters.period))
    )

    select period from by_hand where period_start(period) <= at_day
    union
    from by_themselves
);
