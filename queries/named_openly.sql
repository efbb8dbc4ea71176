-- Whose nominee may be named outside the commune? Grain: dossier that was awarded or is with the higher level.
-- Parameters: as_of.
-- Key: dossier_id.
with final as (
    select dossier_id
    from dossier_state($as_of)
    where awarded_on is not null or with_higher_level
)

select * from final order by dossier_id
