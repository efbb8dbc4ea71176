-- What was awarded, to whom? Grain: unit, award, kind of nominee, type of commendation.
-- Parameters: as_of, year, quarter (of the day of Đã khen thưởng; 0 chooses none), blocs, units.
-- Key: unit_id, award_id, nominee_kind, commendation_type.
with final as (
    select unit_id, award_id, level, nominee_kind, commendation_type, cast(sum(quantity) as bigint) as awards
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where year(awarded_on) = $year and ($quarter::integer is null or quarter(awarded_on) = $quarter::integer)
    group by all
)

select * from final order by unit_id, award_id, nominee_kind, commendation_type
