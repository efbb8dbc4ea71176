-- What is stuck where, in one row? Grain: one row.
-- Parameters: as_of, blocs, units; level, type, stage, kind, deadline (empty: all).
-- `most_overdue_stage`: the stage with the most overdue dossiers; `longest_overdue`: the most calendar days late.
-- Key: one row.
with waiting as (
    select *
    from waiting_dossiers(
        $as_of, $blocs::varchar[], $units::varchar[],
        $level::varchar, $type::varchar, $stage::varchar, $kind::varchar, $deadline::varchar
    )
),

stages as (
    select stage, count(*) as overdue
    from waiting
    where timeliness = 'Quá hạn'
    group by stage
),

counted as (
    select
        count(*) as dossiers,
        count(*) filter (where place = 'Tại chỗ') as in_commune,
        count(*) filter (where place = 'Cấp trên') as with_higher_level,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        max(days_late) filter (where timeliness = 'Quá hạn') as longest_overdue,
        count(*) filter (where timeliness = 'Sắp đến hạn') as due_soon,
        count(*) filter (where timeliness = 'Sắp đến hạn' and expires_on = $as_of) as due_today,
        count(paused_since) as paused
    from waiting
)

select
    counted.*,
    (select arg_max(stage, (overdue, stage::dossier_stage)) from stages) as most_overdue_stage,
    (select max(overdue) from stages) as most_overdue
from counted
