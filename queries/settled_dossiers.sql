-- How long did dossiers take that were settled in the year: closed, or first handed up? Grain: dossier.
-- Parameters: as_of, year, blocs, units. working_days: from the reception, which is day 0.
-- Key: dossier_id.
with final as (
    select
        state.dossier_id,
        state.award_id,
        state.level,
        state.received_on,
        state.settled_on,
        greatest(until_day.working_no - since_day.working_no, 0) as working_days,
        state.timeliness
    from dossier_state($as_of) as state
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join calendar_days as since_day on since_day.day = state.received_on
    join calendar_days as until_day on until_day.day = state.settled_on
    where year(state.settled_on) = $year
)

select * from final order by settled_on, dossier_id
