-- Which way did a dossier go, and how long did it stay at each stage? Grain: unbroken stay at a stage, oldest first.
-- Parameters: as_of, dossier (its id). A stay lasts until the next one or the as-of date; a closing stage lasts no time.
-- Key: since.
with events as (
    select occurred_on, stage, document_no, note
    from dossier_log($as_of)
    where dossier_id = $dossier
    union all by name
    select received_on as occurred_on, 'Tiếp nhận' as stage
    from dossiers
    where dossier_id = $dossier and received_on <= $as_of
        and not exists (
            from dossier_log($as_of) as event
            where event.dossier_id = $dossier and event.occurred_on = dossiers.received_on
        )
),

marked as (
    select *, (stage is distinct from lag(stage) over (order by occurred_on)) as is_new from events
),

numbered as (
    select *, sum(is_new::integer) over (order by occurred_on) as stay from marked
),

stays as (
    select
        stay,
        any_value(stage) as stage,
        min(occurred_on) as since,
        string_agg(document_no, '; ' order by occurred_on) as documents,
        string_agg(note, '; ' order by occurred_on) as notes
    from numbered
    group by stay
),

dated as (
    select *, if(is_closing(stage), since, coalesce(lead(since) over (order by stay), $as_of)) as until from stays
),

final as (
    select
        dated.stage,
        dated.since,
        dated.until,
        date_diff('day', dated.since, dated.until) as days,
        until_day.working_no - since_day.working_no as working_days,
        dated.documents,
        dated.notes,
        dated.stay
    from dated
    join calendar_days as since_day on since_day.day = dated.since
    join calendar_days as until_day on until_day.day = dated.until
)

select * exclude (stay) from final order by stay
