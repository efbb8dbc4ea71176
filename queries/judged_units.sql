-- Which units does a period judge? Grain: unit of a bloc. Parameters: as_of, period. Always of the whole commune.
-- Key: unit_id.
with final as (
    from judged_units($as_of, $period)
)

select * from final order by unit_id
