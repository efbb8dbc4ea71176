-- How many dossiers stand at each stage? Grain: stage, always all ten. Parameters: as_of, blocs, units.
-- Key: stage.
with counted as (
    select
        stage,
        count(*) as dossiers,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        count(*) filter (where timeliness = 'Sắp đến hạn') as due_soon,
        min(received_on) as oldest_received_on
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    group by stage
),

stages as (
    select unnest(enum_range(null::dossier_stage)) as stage
),

final as (
    select
        stage,
        coalesce(dossiers, 0) as dossiers,
        coalesce(overdue, 0) as overdue,
        coalesce(due_soon, 0) as due_soon,
        oldest_received_on
    from stages
    left join counted using (stage)
)

select * from final order by stage::dossier_stage
