-- What is there to decide today, without the name of any nominee? Grain: dossier before the Council (need 'Hội đồng biểu
-- quyết') or before the chairman ('Chủ tịch ký'), the Council's first, in each the most urgent first. Parameters: as_of,
-- blocs, units. days_late: past its deadline in calendar days (negative: to go; empty where none runs); `quantity`: how
-- many of the kind it names.
-- Key: dossier_id.
with final as (
    select
        if(stage = 'Họp Hội đồng', 'Hội đồng biểu quyết', 'Chủ tịch ký') as need,
        dossier_id,
        award_name,
        unit_name,
        nominee_kind,
        quantity,
        stage,
        stage_since,
        coalesce(timeliness = 'Quá hạn', false) as overdue,
        if(settled_on is null, date_diff('day', expires_on, $as_of), null) as days_late,
        received_on
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join unit_names() using (unit_id)
    where stage in ('Họp Hội đồng', 'Trình Chủ tịch')
)

select * exclude (received_on)
from final
order by stage::dossier_stage, days_late desc nulls last, received_on, dossier_id
