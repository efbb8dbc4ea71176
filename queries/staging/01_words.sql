-- Scalar rules that many questions share. Source: the contract, "Timeliness", "Scores". Words that have an order are
-- enums of the warehouse (`emulation/vocabulary.py`): `order by stage::dossier_stage`.

-- The last day on which something due is on time: its due date, or the next working day after one of rest
-- (Bộ luật Dân sự 2015, Đ.148.5). `next_working`: calendar_days.next_working of the due date.
create or replace macro expires_on(due, next_working) as coalesce(next_working, due);

-- Done on or before its last day, later, overdue, due within 15 calendar days, or not yet due.
create or replace macro timeliness(due, expires, done, at_day) as
    case
        when due is null then null
        when done <= expires then 'Đúng hạn'
        when done > expires then 'Trễ hạn'
        when at_day > expires then 'Quá hạn'
        when due <= at_day + interval 15 day then 'Sắp đến hạn'
        else 'Chưa đến hạn'
    end;

-- Calendar days past the last day; null where nothing is late.
create or replace macro days_late(expires, done, at_day) as
    case when coalesce(done, at_day) > expires then date_diff('day', expires, coalesce(done, at_day)) end;

-- Scoring periods: 2026-Q3, 2026-H1, 2026, 2025-2026 (a school year, 01/09 to 31/08). The year is that of its end.
create or replace macro is_school_year(in_period) as length(in_period) = 9;

create or replace macro period_year(in_period) as
    cast(if(is_school_year(in_period), right(in_period, 4), left(in_period, 4)) as integer);

-- A quarter's or half-year's number; months in one.
create or replace macro period_number(in_period) as cast(right(in_period, 1) as integer);
create or replace macro period_months(in_period) as if(in_period like '%Q_', 3, 6);

create or replace macro period_start(in_period) as
    case
        when is_school_year(in_period) then make_date(period_year(in_period) - 1, 9, 1)
        when length(in_period) = 4 then make_date(period_year(in_period), 1, 1)
        else make_date(
            period_year(in_period), (period_number(in_period) - 1) * period_months(in_period) + 1, 1
        )
    end;

create or replace macro period_end(in_period) as
    case
        when is_school_year(in_period) then make_date(period_year(in_period), 8, 31)
        when length(in_period) = 4 then make_date(period_year(in_period), 12, 31)
        else last_day(make_date(period_year(in_period), period_number(in_period) * period_months(in_period), 1))
    end;

-- Which periods compare with one another: Q, H, Y, or S for school years.
create or replace macro period_kind(in_period) as
    case when is_school_year(in_period) then 'S' when length(in_period) = 4 then 'Y' else in_period[6] end;

-- Whether a dossier's stage ends it.
create or replace macro is_closing(stage) as try_cast(stage as closing_stage) is not null;

-- Whether points are scored, but not all by the Council, the last of the stages (`vocabulary.is_provisional`).
create or replace macro is_provisional(stage) as
    coalesce(try_cast(stage as scoring_stage) < enum_last(null::scoring_stage)::scoring_stage, false);

-- A number as text without a needless ".0".
create or replace macro number_text(number) as
    if(number = trunc(number) and abs(number) < 1e15, cast(cast(number as bigint) as varchar), cast(number as varchar));

-- Calendar days past the last day on which something is on time, negative what is still to go.
create or replace macro days_past(expires, late, at_day) as coalesce(late, date_diff('day', expires, at_day));

-- When the dossiers expired by which a task measured by them is overdue, rather than by its own due date.
create or replace macro dossiers_expired_on(measured_by, timeliness, expires, late, at_day) as
    case
        when measured_by = 'hồ sơ' and timeliness = 'Quá hạn' and late > coalesce(date_diff('day', expires, at_day), 0)
        then at_day - cast(late as integer)
    end;

-- The state under which a dossier's deadline is shown: while its clock stands nothing comes nearer.
create or replace macro shown_deadline(timeliness, paused_since) as
    if(paused_since is not null and timeliness <> 'Quá hạn', 'Tạm dừng', timeliness);

-- The one state under which a task is shown: how its time stands where that says more than the typed status.
create or replace macro shown_state(status, timeliness) as
    case
        when status = 'Không phát sinh' or timeliness is null or timeliness = 'Chưa đến hạn' then status
        else timeliness
    end;

-- What a note of the progress log says beside the state that its row repeats: of the chairman, of a unit that asks for a
-- later date, or of who refuses it; null for every other note. The shapes are those of `emulation/remarks.py`. Then the day
-- that is asked for, null where there is no such day, and why.
create or replace macro requested_due(note) as
    cast(
        try_strptime(
            nullif(regexp_extract(note, '(?s)^Đề nghị gia hạn đến ([0-9]{2}/[0-9]{2}/[0-9]{4}): .+$', 1), ''),
            '%d/%m/%Y'
        ) as date
    );

create or replace macro requested_reason(note) as
    regexp_extract(note, '(?s)^Đề nghị gia hạn đến [0-9]{2}/[0-9]{2}/[0-9]{4}: (.+)$', 1);

create or replace macro remark_of(note) as
    case
        when regexp_full_match(note, '(?s)Chỉ đạo: .+') then 'Chỉ đạo'
        when regexp_full_match(note, '(?s)Không gia hạn: .+') then 'Không gia hạn'
        when requested_due(note) is not null then 'Đề nghị gia hạn'
    end;
