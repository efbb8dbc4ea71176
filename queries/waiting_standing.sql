-- What is stuck where, in one row? Grain: one row. Parameters: as_of, blocs, units; level, type, stage, kind (empty: all).
-- `most_overdue_stage`: the stage with the most overdue dossiers; `oldest_stage`: where one has stayed longest in the
-- commune.
-- Key: one row.
with waiting as (
    select *
    from waiting_dossiers(
        $as_of, $blocs::varchar[], $units::varchar[], $level::varchar, $type::varchar, $stage::varchar, $kind::varchar
    )
),

stages as (
    select
        stage,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        max(days_at_stage) filter (where place = 'Tại chỗ') as longest
    from waiting
    group by stage
),

counted as (
    select
        count(*) as dossiers,
        count(*) filter (where place = 'Tại chỗ') as in_commune,
        count(*) filter (where place = 'Cấp trên') as with_higher_level,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        count(*) filter (where timeliness = 'Sắp đến hạn') as due_soon,
        count(paused_since) as paused
    from waiting
)

select
    counted.*,
    (select arg_max(stage, (overdue, stage::dossier_stage)) from stages where overdue > 0) as most_overdue_stage,
    (select max(overdue) from stages where overdue > 0) as most_overdue,
    (select arg_max(stage, (longest, stage::dossier_stage)) from stages where longest is not null) as oldest_stage,
    (select max(longest) from stages) as longest_days
from counted
