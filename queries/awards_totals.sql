-- How many awards were given so far, by level, form and unit? Grain: dimension (level, form, unit) and its value.
-- Parameters: as_of, year, quarter (of the day of Đã khen thưởng; 0 chooses none), blocs, units.
-- Key: dimension, value.
with given as (
    select unit_id, award_id, level, level_group, quantity
    from dossier_state($as_of)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where year(awarded_on) = $year and ($quarter::integer is null or quarter(awarded_on) = $quarter::integer)
),

by_level as (
    select
        'level' as dimension,
        first(given.level order by awards.line) as value,
        cast(sum(quantity) as bigint) as awards,
        enum_code(given.level_group::award_level) as place
    from given
    join awards using (award_id)
    group by given.level_group
),

by_form as (
    select 'form' as dimension, award_name as value, cast(sum(quantity) as bigint) as awards, any_value(line) as place
    from given
    join award_names() using (award_id)
    group by award_id, award_name
),

by_unit as (
    select
        'unit' as dimension,
        unit_name as value,
        cast(sum(quantity) as bigint) as awards,
        any_value(line) as place
    from given
    join unit_names() using (unit_id)
    group by unit_id, value
),

final as (
    from by_level union all from by_form union all from by_unit
)

select * exclude (place)
from final
order by list_position(['level', 'form', 'unit'], dimension), if(dimension = 'level', 0, awards) desc, place
