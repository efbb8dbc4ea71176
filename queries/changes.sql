-- What differs between a day (`since`; none: ever) and the as-of date? Grain: thing; newest first.
-- Parameters: as_of, since, blocs, units. changed_on: the first day of the present value.
-- Key: kind, id, unit_id.
with compared as (
    select
        kind,
        id,
        unit_id,
        max(day) filter (where value is distinct from value_before) as changed_on,
        coalesce(
            arg_max_null(value, day) filter (where $since::date is not null and day <= $since::date),
            if(kind = 'task', 'Chưa bắt đầu', null)
        ) as before,
        arg_max_null(value, day) as after
    from change_steps($as_of)
    group by kind, id, unit_id
),

final as (
    select changed_on, kind, id, unit_id, before, after
    from compared
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where before is distinct from after
)

select * from final order by changed_on desc, kind, id, unit_id
