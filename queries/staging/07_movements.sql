-- The last row of each unit's indicator in each movement launched by a day. Grain: movement, unit, indicator.
-- Source: the contract, "Movements". `met` and `completion` are null without target or actual, or with target 0.
-- Where lower is better, half the target is 150 %, and twice the target or more is 0 %.
create or replace macro movement_state_of(at_day) as table (
    with last_rows as (
        select *, actual / nullif(target, 0) as share
        from movement_log(at_day)
        qualify row_number() over (partition by movement_id, unit_id, indicator order by recorded_on desc, line desc) = 1
    )

    select
        * exclude (day, share),
        case
            when target = 0 then null
            when better = 'thấp hơn' then actual <= target
            else actual >= target
        end as met,
        case
            when better <> 'thấp hơn' then share
            when share > 2 then 0
            else 2 - share
        end as completion
    from last_rows
);
