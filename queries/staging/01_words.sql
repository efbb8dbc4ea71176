-- Scalar rules that many questions share. Source: the contract, "Timeliness", "Scores".

-- Done on or before the due date, later, overdue, due within 15 calendar days, or not yet due.
create or replace macro timeliness(due, done, at_day) as
    case
        when due is null then null
        when done <= due then 'Đúng hạn'
        when done > due then 'Trễ hạn'
        when at_day > due then 'Quá hạn'
        when due <= at_day + interval 15 day then 'Sắp đến hạn'
        else 'Chưa đến hạn'
    end;

-- Calendar days past the due date; null where nothing is late.
create or replace macro days_late(due, done, at_day) as
    case when coalesce(done, at_day) > due then date_diff('day', due, coalesce(done, at_day)) end;

create or replace macro period_year(in_period) as cast(left(in_period, 4) as integer);

create or replace macro period_start(in_period) as
    make_date(period_year(in_period), if(length(in_period) = 4, 1, cast(right(in_period, 1) as integer) * 3 - 2), 1);

create or replace macro period_end(in_period) as
    last_day(make_date(period_year(in_period), if(length(in_period) = 4, 12, cast(right(in_period, 1) as integer) * 3), 1));

-- The period before of the same kind: 2026-Q1 → 2025-Q4, 2026 → 2025.
create or replace macro previous_period(in_period) as
    case
        when length(in_period) = 4 then cast(period_year(in_period) - 1 as varchar)
        when right(in_period, 1) = '1' then (period_year(in_period) - 1) || '-Q4'
        else left(in_period, 6) || (cast(right(in_period, 1) as integer) - 1)
    end;

create or replace macro scoring_stage_rank(stage) as
    list_position(['Tự chấm', 'Khối chấm', 'Hội đồng chấm'], stage);

create or replace macro dossier_stage_rank(stage) as
    list_position(
        ['Tiếp nhận', 'Thẩm định', 'Yêu cầu bổ sung', 'Họp Hội đồng', 'Trình Chủ tịch', 'Trình cấp trên',
         'Đã khen thưởng', 'Không đủ điều kiện', 'Trả lại', 'Rút hồ sơ'], stage
    );

create or replace macro is_closing(stage) as dossier_stage_rank(stage) >= 7;

-- A number as text without a needless ".0".
create or replace macro number_text(number) as
    if(number = trunc(number) and abs(number) < 1e15, cast(cast(number as bigint) as varchar), cast(number as varchar));

-- The one state under which a task is shown: how its time stands where that says more than the typed status.
create or replace macro shown_state(status, timeliness) as
    case
        when status = 'Không phát sinh' or timeliness is null or timeliness = 'Chưa đến hạn' then status
        else timeliness
    end;
