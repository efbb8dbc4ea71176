-- How many dossiers wait at each stage? Grain: stage of a pending dossier, always all six.
-- Parameters: as_of, blocs, units; level, type, stage, kind, deadline (empty: all). `longest_days`: at this stage so far;
-- `paused`: of how many the clock stands.
-- Key: stage.
with counted as (
    select
        stage,
        count(*) as dossiers,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        count(*) filter (where timeliness = 'Sắp đến hạn') as due_soon,
        count(paused_since) as paused,
        max(days_at_stage) as longest_days
    from waiting_dossiers(
        $as_of, $blocs::varchar[], $units::varchar[],
        $level::varchar, $type::varchar, $stage::varchar, $kind::varchar, $deadline::varchar
    )
    group by stage
),

stages as (
    from (select unnest(enum_range(null::dossier_stage)) as stage) where not is_closing(stage)
),

final as (
    select
        stage,
        if(stage = 'Trình cấp trên', 'Cấp trên', 'Tại chỗ') as place,
        coalesce(dossiers, 0) as dossiers,
        coalesce(overdue, 0) as overdue,
        coalesce(due_soon, 0) as due_soon,
        coalesce(paused, 0) as paused,
        longest_days
    from stages
    left join counted using (stage)
)

select * from final order by stage::dossier_stage
