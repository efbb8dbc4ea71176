-- How does each unit keep up? Grain: unit. Parameters: as_of, year, quarter, blocs, units.
-- Key: unit_id.
with counted as (
    select
        unit_id,
        count(*) as assigned,
        count(*) filter (where timeliness = 'Đúng hạn') as done_on_time,
        count(*) filter (where timeliness = 'Trễ hạn') as done_late,
        count(*) filter (where timeliness = 'Quá hạn') as overdue,
        count(*) filter (where timeliness = 'Sắp đến hạn') as due_soon,
        completion_rate(status) as completion_rate,
        on_time_rate(timeliness) as on_time_rate
    from assignment_state($as_of)
    where year = $year and ($quarter::integer is null or quarter = $quarter::integer)
    group by unit_id
),

final as (
    select
        units.unit_id,
        units.name,
        units.bloc_id,
        coalesce(assigned, 0) as assigned,
        coalesce(done_on_time, 0) as done_on_time,
        coalesce(done_late, 0) as done_late,
        coalesce(overdue, 0) as overdue,
        coalesce(due_soon, 0) as due_soon,
        completion_rate,
        on_time_rate,
        units.line
    from units
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    left join counted using (unit_id)
)

select * exclude (line) from final order by line
