-- How many awards of each form were given, and to whom? Grain: award that was given, the most frequent first.
-- Parameters: as_of, year, quarter (of the day of Đã khen thưởng; 0 chooses none), blocs, units.
-- Key: award_name.
with final as (
    select
        award_name,
        state.level,
        cast(coalesce(sum(quantity) filter (where nominee_kind = 'Cá nhân'), 0) as bigint) as individuals,
        cast(coalesce(sum(quantity) filter (where nominee_kind = 'Tập thể'), 0) as bigint) as collectives,
        cast(coalesce(sum(quantity) filter (where nominee_kind = 'Hộ gia đình'), 0) as bigint) as households,
        cast(sum(quantity) as bigint) as awards,
        any_value(awards.line) as line
    from dossier_state($as_of) as state
    join awards using (award_id)
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    where year(awarded_on) = $year and ($quarter::integer is null or quarter(awarded_on) = $quarter::integer)
    group by award_id, award_name, state.level
)

select * exclude (line) from final order by awards desc, line
