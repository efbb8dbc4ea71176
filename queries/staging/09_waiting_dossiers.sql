-- How a pending dossier stands to the commune's deadline, in one of the words of dossier_deadline. The deadline has been
-- met or missed once a dossier is handed up.
create or replace macro deadline_word(settled_on, timeliness) as
    case
        when settled_on is not null then 'Đã trình cấp trên'
        when timeliness is null then 'Không có hạn'
        when timeliness = 'Chưa đến hạn' then 'Còn hạn'
        else timeliness
    end;

-- The dossiers that wait, of the chosen units and kinds; an empty value chooses all. Grain: pending dossier.
-- `place`: in the commune, or with the higher level. `days_at_stage`: calendar days since it came to its stage.
create or replace macro waiting_dossiers(
    at_day, of_blocs, of_units, of_level, of_type, of_stage, of_kind, of_deadline
) as table (
    select
        *,
        deadline_word(settled_on, timeliness) as deadline,
        if(with_higher_level, 'Cấp trên', 'Tại chỗ') as place,
        date_diff('day', stage_since, at_day) as days_at_stage
    from dossier_state(at_day)
    join scope(of_blocs, of_units) using (unit_id)
    where not is_closed
        and (of_level is null or level_group = of_level)
        and (of_type is null or commendation_type = of_type)
        and (of_stage is null or stage = of_stage)
        and (of_kind is null or nominee_kind = of_kind)
        and (of_deadline is null or deadline = of_deadline)
);
