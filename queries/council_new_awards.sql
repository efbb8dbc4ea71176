-- Who has been honoured since the last meeting? Grain: dossier that reached Đã khen thưởng after `since`, newest first.
-- Parameters: as_of, since (none: no rows), year, quarter, blocs, units. The year and quarter are those of that day; the
-- as-of date's own year without a quarter also takes in what came between a meeting of the year before and New Year.
-- Key: none (no dossier is named).
select
    nominee_name,
    nominee_kind,
    quantity,
    unit_name,
    award_name,
    awarded_on
from dossier_state($as_of)
join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
join unit_names() using (unit_id)
where awarded_on > $since::date
    and ($quarter::integer is null or quarter(awarded_on) = $quarter::integer)
    and (year(awarded_on) = $year or ($quarter::integer is null and $year = year($as_of)))
order by awarded_on desc, dossier_id desc
