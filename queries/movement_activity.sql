-- Which movements are hardly alive? Grain: movement launched by the day, in the order of `movements`.
-- Parameters: as_of, blocs, units (a filter narrows what is counted, not the rows).
-- `lower_better`: the results of indicators where lower is better; `judged`: the results that are met or not, for which
-- target and actual are known; `quiet_since`: the last record, before the first the launch.
-- The two limits are a reading aid, not figures of the contract; they are columns so that a screen can state them.
-- Key: movement_id.
with limits as (
    select 60 as quiet_days, 10 as few_percent
),

chosen as (
    from scope($blocs::varchar[], $units::varchar[])
),

everyone as (
    select count(*) as all_units from chosen
),

recorded as (
    select
        movement_id,
        count(distinct unit_id) as units,
        max(recorded_on) as last_recorded_on,
        count(*) filter (where better = 'thấp hơn') as lower_better,
        count(met) as judged
    from movement_state($as_of)
    join chosen using (unit_id)
    group by movement_id
),

counted as (
    select
        movement_id,
        document_no,
        launched_by_group,
        line,
        coalesce(units, 0) as units,
        all_units,
        coalesce(lower_better, 0) as lower_better,
        coalesce(judged, 0) as judged,
        last_recorded_on,
        coalesce(last_recorded_on, launched_on) as quiet_since,
        date_diff('day', last_recorded_on, $as_of) as days_since,
        coalesce(ends_on < $as_of, false) as has_ended,
        date_diff('day', quiet_since, $as_of) as days_quiet,
        days_quiet > quiet_days as is_quiet,
        coalesce(units, 0) * 100 < all_units * few_percent as is_few,
        quiet_days,
        few_percent
    from movements
    cross join limits
    cross join everyone
    left join recorded using (movement_id)
    where launched_on <= $as_of
),

final as (
    select
        movement_id,
        document_no,
        all_units,
        lower_better,
        judged,
        last_recorded_on,
        days_since,
        quiet_since,
        days_quiet,
        case
            when has_ended then 'Đã kết thúc'
            when last_recorded_on is null and is_quiet then 'Chưa có kết quả'
            when last_recorded_on is null then 'Mới phát động'
            when is_quiet then 'Lâu không có kết quả mới'
            when is_few then 'Ít đơn vị tham gia'
            else 'Đang diễn ra'
        end as state,
        is_few and not has_ended and last_recorded_on is not null as is_few,
        quiet_days,
        few_percent,
        launched_by_group,
        line
    from counted
)

select * exclude (launched_by_group, line) from final
order by launched_by_group::launching_level, line
