-- Points, totals and ranks of a period as known on a day. Source: the contract, "Scores".

-- The last points given at each scoring stage, as given. Grain: period, unit, criterion, scoring stage.
create or replace macro last_scores(at_day) as table (
    select period, unit_id, criterion_id, stage, arg_max(points, recorded_on) as points
    from score_log(at_day)
    group by period, unit_id, criterion_id, stage
);

-- Hand-given points: the last of the highest stage reached, cut at the maximum. Grain: period, unit, criterion.
create or replace macro given_points(at_day) as table (
    select
        period,
        unit_id,
        criterion_id,
        max(stage::scoring_stage)::varchar as stage,
        least(arg_max(points, stage::scoring_stage), any_value(max_points)) as points
    from last_scores(at_day)
    join criteria using (criterion_id)
    group by period, unit_id, criterion_id
);

-- Whether a criterion is a unit's own: of its bloc, or of none.
create or replace macro is_criterion_of(criterion_bloc, unit_bloc) as
    coalesce(criterion_bloc = unit_bloc, criterion_bloc is null);

-- Every unit's points for every criterion of the period's year that is every unit's or its bloc's; null = not scored.
-- Grain: unit and criterion.
create or replace macro unit_points(at_day, in_period) as table (
    with on_time as (
        select unit_id, on_time_rate(timeliness) as rate
        from assignment_state(at_day)
        where due_on between period_start(in_period) and period_end(in_period) and due_on <= at_day
        group by unit_id
    ),

    awarded as (
        select dossier.unit_id, criteria.criterion_id, cast(sum(dossier.quantity) as bigint) as awards
        from dossier_state(at_day) as dossier
        join criteria
            on criteria.source = 'khen thưởng'
            and coalesce(criteria.award_id = dossier.award_id, true)
            and coalesce(criteria.award_level_group = dossier.level_group, true)
        where awarded_on between period_start(in_period) and period_end(in_period)
        group by dossier.unit_id, criteria.criterion_id
    ),

    given as (
        select * from given_points(at_day) where period = in_period
    )

    select
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
        case criteria.source
            when 'tiến độ' then criteria.max_points * on_time.rate
            when 'khen thưởng' then least(criteria.points_each * coalesce(awarded.awards, 0), criteria.max_points)
            else given.points
        end as points
    from units
    cross join criteria
    left join given on given.unit_id = units.unit_id and given.criterion_id = criteria.criterion_id
    left join on_time on on_time.unit_id = units.unit_id
    left join awarded on awarded.unit_id = units.unit_id and awarded.criterion_id = criteria.criterion_id
    where criteria.year = period_year(in_period) and is_criterion_of(criteria.bloc_id, units.bloc_id)
);

-- Totals, stages, bands and shared ranks of all units. Grain: unit. Equal to nine places is equal.
-- A unit Chưa chấm has no total, no sums and no rank.
create or replace macro unit_scores(at_day, in_period) as table (
    with summed as (
        select
            unit_id,
            coalesce(sum(points) filter (where kind = 'Chuẩn'), 0) as base,
            coalesce(sum(points) filter (where kind = 'Thưởng'), 0) as bonus,
            coalesce(sum(points) filter (where kind = 'Trừ'), 0) as deduction,
            bool_or(source = 'chấm điểm') as given_by_hand,
            min(stage::scoring_stage) filter (where source = 'chấm điểm' and points is not null) as lowest_stage,
            count(points) as scored
        from unit_points(at_day, in_period)
        group by unit_id
    ),

    judged as (
        select
            units.unit_id,
            units.line,
            units.name,
            units.bloc_id,
            summed.* exclude (unit_id),
            coalesce(scored > 0 and (lowest_stage is not null or not given_by_hand), false) as is_scored
        from units
        left join summed using (unit_id)
    ),

    totals as (
        select
            unit_id,
            line,
            name,
            bloc_id,
            if(is_scored, judged.base + judged.bonus - judged.deduction, null) as total,
            if(is_scored, judged.base, null) as base,
            if(is_scored, judged.bonus, null) as bonus,
            if(is_scored, judged.deduction, null) as deduction,
            if(is_scored, lowest_stage::varchar, 'Chưa chấm') as stage,
            round(total, 9) as exact,
            is_scored and bloc_id is not null as is_ranked
        from judged
    )

    select
        totals.*,
        if(is_ranked, rank() over (partition by is_ranked order by exact desc), null) as rank,
        if(is_ranked, rank() over (partition by is_ranked, bloc_id order by exact desc), null) as bloc_rank,
        (select arg_max(bands.name, bands.from_points) from bands where bands.from_points <= exact) as band
    from totals
);

-- The units of a bloc that are to be scored by hand in a period and were not. Grain: unit.
create or replace macro unscored_units(at_day, in_period) as table (
    select unit_id, bloc_id
    from unit_scores(at_day, in_period) as scored
    where stage = 'Chưa chấm'
        and bloc_id is not null
        and exists (
            from criteria
            where year = period_year(in_period) and source = 'chấm điểm'
                and is_criterion_of(criteria.bloc_id, scored.bloc_id)
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
