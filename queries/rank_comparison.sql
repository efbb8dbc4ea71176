-- May the ranks of a period be compared with those of the one before it? Grain: one row. Parameters: as_of, period,
-- previous_period (the one before it, of its kind). Always of the whole commune. `why_not` is empty where they may:
-- both are final and rank the same units. only_now and only_before count the units that one of them ranks.
-- Key: one row.
with present as (
    from ranked_in($as_of, $period)
),

previous as (
    from ranked_in($as_of, $previous_period)
),

counted as (
    select
        (select count(*) from present) as ranked,
        (select count(*) from previous) as previous_ranked,
        (select count(*) from present where is_provisional) as provisional,
        (select count(*) from previous where is_provisional) as previous_provisional,
        (select count(*) from present anti join previous using (unit_id)) as only_now,
        (select count(*) from previous anti join present using (unit_id)) as only_before
),

judged as (
    select
        case
            when ranked = 0 then 'chưa xếp hạng'
            when previous_ranked = 0 then 'không có kỳ trước'
            when provisional > 0 then 'đang tạm tính'
            when previous_provisional > 0 then 'kỳ trước tạm tính'
            when only_now + only_before > 0 then 'khác đơn vị'
        end as why_not,
        *
    from counted
),

final as (
    select
        why_not is null as comparable,
        *
    from judged
)

select * from final
