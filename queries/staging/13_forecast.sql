-- What will be late: an expectation from the commune's own past, as far as it was known on a day. No figure of the contract.
-- docs/forecast.md says what it is worth.

-- Below so many cases nothing is expected.
create or replace macro fewest_cases() as 10;

-- From which share of late cases on a thing is shown as one that may be late.
create or replace macro may_be_late(share) as share >= 0.5;

-- How long each dossier stayed at a stage before it was settled, and what it needed from then on, in working days. Of
-- several stays at one stage only those that outlast the ones before: the first that went on beyond a number of days is the
-- one with `outlasts` <= days < `stayed`. `needed`: from the beginning of the stay until the dossier was settled; `clock`:
-- of these without what it waited for its unit, which moves a computed deadline. Both, and `stayed`, are so far where the
-- dossier is open. Grain: dossier and stay.
create or replace macro dossier_stays(at_day) as table (
    with unsettled as (
        select logged.dossier_id, occurred_on, logged.stage, coalesce(settled_on, at_day) as until_day
        from dossier_log(at_day) as logged
        join dossier_state(at_day) using (dossier_id)
        where settled_on is null or occurred_on < settled_on
    ),

    -- Before its first event a dossier is at Tiếp nhận.
    implied as (
        select
            dossier_id,
            received_on as occurred_on,
            'Tiếp nhận' as stage,
            coalesce(settled_on, at_day) as until_day,
            coalesce(first_event.occurred_on, until_day) as next_on
        from dossier_state(at_day)
        left join (
            select dossier_id, min(occurred_on) as occurred_on from unsettled group by dossier_id
        ) as first_event using (dossier_id)
        where received_on < next_on
    ),

    events as (
        select
            *,
            lag(stage) over by_day as stage_before,
            coalesce(lead(occurred_on) over by_day, until_day) as next_on
        from unsettled
        window by_day as (partition by dossier_id order by occurred_on)
        union all by name
        select *, null as stage_before from implied
    ),

    numbered as (
        select
            dossier_id,
            occurred_on,
            events.stage,
            coalesce(events.stage <> stage_before, true) as begins,
            since.working_no as since_no,
            until_day.working_no as until_no,
            sum(if(events.stage = 'Yêu cầu bổ sung', upto.working_no - since.working_no, 0)) over (
                partition by dossier_id order by occurred_on rows between current row and unbounded following
            ) as waited
        from events
        join calendar_days as since on since.day = events.occurred_on
        join calendar_days as upto on upto.day = events.next_on
        join calendar_days as until_day on until_day.day = events.until_day
    ),

    stays as (
        select
            dossier_id,
            stage,
            occurred_on,
            coalesce(lead(since_no) over by_day, until_no) - since_no as stayed,
            until_no - since_no as needed,
            cast(needed - waited as integer) as clock
        from numbered
        where begins
        window by_day as (partition by dossier_id order by occurred_on)
    )

    select
        dossier_id,
        stage,
        stayed,
        needed,
        clock,
        coalesce(max(stayed) over before_it, 0) as outlasts
    from stays
    window before_it as (
        partition by dossier_id, stage order by occurred_on rows between unbounded preceding and 1 preceding
    )
    qualify stayed > outlasts
);

-- When each open dossier that is not late will be settled, and whether in time. Its cases: the dossiers which once stayed at
-- its stage beyond as many working days as it has now (`elapsed`), from then on: of the same award where there are enough,
-- else of its level, else all; `rests_on` says which. A case is late if it then needed more than the dossier has left, of a
-- computed deadline without the days for which either waits for its unit. Beside the settled ones also those still open that
-- have needed more already: without them the past would look faster than it was. `expected_on`: the median case; an open
-- case counts with what it has needed so far. No row has a dossier whose clock stands, one due today (the day is not over,
-- and what was done on it may not be written yet), and one with too few cases.
-- Grain: dossier.
create or replace macro dossier_forecast_of(at_day) as table (
    with asked as (
        select
            dossier_id,
            award_id,
            level_group,
            stage,
            own_due_on is not null as is_fixed,
            today.working_no as today_no,
            today_no - since.working_no as elapsed,
            elapsed + working_days_left as allowed
        from dossier_state(at_day)
        join calendar_days as since on since.day = stage_since
        join calendar_days as today on today.day = at_day
        where settled_on is null and paused_since is null
            and timeliness in ('Sắp đến hạn', 'Chưa đến hạn') and working_days_left > 0
    ),

    cases as (
        select stays.*, award_id, level_group, settled_on
        from dossier_stays(at_day) as stays
        join dossier_state(at_day) using (dossier_id)
    ),

    compared as (
        select
            asked.dossier_id,
            asked.today_no,
            asked.elapsed,
            case
                when cases.award_id = asked.award_id then 1
                when cases.level_group = asked.level_group then 2
                else 3
            end as breadth,
            cases.needed - asked.elapsed as remaining,
            if(is_fixed, cases.needed, cases.clock) > asked.allowed as is_late
        from asked
        join cases
            on cases.stage = asked.stage
            and cases.outlasts <= asked.elapsed
            and cases.stayed > asked.elapsed
        where cases.settled_on is not null or is_late
    ),

    narrowed as (
        select
            dossier_id,
            case
                when count(*) filter (where breadth = 1) >= fewest_cases() then 1
                when count(*) filter (where breadth <= 2) >= fewest_cases() then 2
                when count(*) >= fewest_cases() then 3
            end as breadth
        from compared
        group by dossier_id
    ),

    expected as (
        select
            compared.dossier_id,
            any_value(elapsed) as elapsed,
            any_value(narrowed.breadth) as breadth,
            count(*) as cases,
            count(*) filter (where is_late) as late_cases,
            any_value(today_no) + cast(ceil(median(remaining)) as integer) as expected_no
        from compared
        join narrowed on narrowed.dossier_id = compared.dossier_id and compared.breadth <= narrowed.breadth
        group by compared.dossier_id
    )

    select
        expected.dossier_id,
        elapsed,
        case breadth when 1 then 'danh hiệu' when 2 then 'cấp' else 'mọi hồ sơ' end as rests_on,
        cases,
        late_cases,
        late_cases / cases as late_share,
        calendar_days.day as expected_on
    from expected
    left join calendar_days on is_working and working_no = expected_no
);

-- Whether each part of a task that is open and not due by today will be done in time, by the unit's own past; and each task,
-- by that of its units in the lead (of all where none leads): the one that is late most often. The cases: the unit's parts
-- whose last day is over, in time, late or not done at all, that were still open as many days before it as this one is now
-- (`ahead`, calendar days). A due date counts as it was last extended. Neither asked nor a case is what the unit does not
-- finish itself: a task measured by dossiers, and a helper's part of which nothing was recorded, which follows its task.
-- `expected_on`: the median case, as long before or after its last day; one not done yet counts as done today.
-- No row at all where the units' pasts tell nothing: where 15 days before their last day the parts that are over would have
-- been foretold no better (by the Brier score) by the past of their unit than by that of all units, as each was then.
-- Grain: task (`unit_id` null; `by_unit`: whose past it is), and task and unit.
create or replace macro task_forecast_of(at_day) as table (
    with followed as (
        select
            assigned.*,
            existing.has_lead,
            coalesce(meetings.held_on, date '0001-01-01') as exists_since
        from assignment_state(at_day) as assigned
        join existing_tasks(at_day) as existing using (task_id)
        left join meetings on meetings.meeting_id = existing.meeting_id
        where measured_by = 'nhập tay'
            and (
                role = 'Chủ trì' or not existing.has_lead
                or (task_id, unit_id) in (select (task_id, unit_id) from progress where recorded_on <= at_day)
            )
    ),

    cases as (
        select
            unit_id,
            expires_on,
            date_diff('day', exists_since, expires_on) as first_ahead,
            date_diff('day', coalesce(completed_on, at_day), expires_on) as last_ahead,
            timeliness <> 'Đúng hạn' as is_late
        from followed
        where timeliness in ('Đúng hạn', 'Trễ hạn', 'Quá hạn') and expires_on < at_day
    ),

    foretold as (
        select
            cast(is_late as integer) as came,
            count(*) over of_unit as cases,
            avg(came) over of_unit as by_unit,
            avg(came) over of_all as by_all
        from cases
        where last_ahead < 15
        window
            of_unit as (
                partition by unit_id order by expires_on range between unbounded preceding and interval 16 day preceding
            ),
            of_all as (order by expires_on range between unbounded preceding and interval 16 day preceding)
    ),

    telling as (
        select count(*) >= fewest_cases() and avg((by_unit - came) ** 2) < avg((by_all - came) ** 2) as is_worth
        from foretold
        where cases >= fewest_cases()
    ),

    asked as (
        select task_id, unit_id, unit_id as by_unit, line, expires_on
        from followed
        where timeliness in ('Sắp đến hạn', 'Chưa đến hạn') and expires_on > at_day
        union all
        select task_id, null, followed.unit_id, followed.line, task.expires_on
        from task_state(at_day) as task
        join followed using (task_id)
        where task.timeliness in ('Sắp đến hạn', 'Chưa đến hạn') and task.expires_on > at_day
            and followed.status not in ('Hoàn thành', 'Không phát sinh')
            and (followed.role = 'Chủ trì' or not has_lead)
    ),

    distances as (
        select distinct by_unit, date_diff('day', at_day, expires_on) as ahead from asked
    ),

    expected as (
        select
            by_unit,
            ahead,
            count(*) as cases,
            count(*) filter (where is_late) as late_cases,
            cast(ceil(median(-last_ahead)) as integer) as days_past
        from distances
        join cases on cases.unit_id = by_unit and last_ahead < ahead and ahead <= first_ahead
        group by by_unit, ahead
        having cases >= fewest_cases()
    )

    select
        task_id,
        asked.unit_id,
        by_unit,
        ahead,
        cases,
        late_cases,
        late_cases / cases as late_share,
        calendar_days.next_working as expected_on
    from asked
    join telling on is_worth
    join expected using (by_unit)
    left join calendar_days on calendar_days.day = asked.expires_on + days_past
    where ahead = date_diff('day', at_day, asked.expires_on)
    qualify row_number() over (partition by task_id, asked.unit_id order by late_share desc, line) = 1
);
