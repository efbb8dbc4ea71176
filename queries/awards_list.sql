-- Which awards were given, to whom? Grain: dossier that reached Đã khen thưởng, newest first.
-- Parameters: as_of, year, quarter (of that day; 0 chooses none), blocs, units.
-- Key: dossier_id.
select
    dossier_id,
    awarded_on,
    nominee_name,
    nominee_kind,
    quantity,
    unit_name,
    award_name,
    state.level,
    commendation_type
from dossier_state($as_of) as state
join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
join unit_names() using (unit_id)
where year(awarded_on) = $year and ($quarter::integer is null or quarter(awarded_on) = $quarter::integer)
order by awarded_on desc, dossier_id
