-- Whose name may be told to whom? Grain: dossier, also one not received yet. Parameters: as_of. `is_decided`: the award has
-- been given, which makes it public; `is_on_agenda`: the Council is to vote on it at a meeting of that day or to come.
-- Key: dossier_id.
with state as (
    from dossier_state($as_of)
),

final as (
    select
        dossiers.dossier_id,
        dossiers.unit_id,
        dossiers.nominee_name,
        state.awarded_on is not null as is_decided,
        coalesce(state.stage = 'Họp Hội đồng', false)
        and exists (from meetings where kind = 'Họp Hội đồng' and held_on >= $as_of) as is_on_agenda
    from dossiers
    left join state using (dossier_id)
)

select * from final order by dossier_id
