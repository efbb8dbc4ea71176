-- Which steps were ever recorded of some dossiers? Grain: row of the log, in the order of the file.
-- Parameters: dossier_ids.
-- Key: none (a log may say a thing twice).
select occurred_on, dossier_id, stage, document_no, note, recorded_by
from dossier_events
where list_contains($dossier_ids::varchar[], dossier_id)
order by line
