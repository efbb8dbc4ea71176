-- The units chosen by a filter: in any of the blocs, and any of the units; an empty list chooses all.
-- Grain: unit.
create or replace macro scope(of_blocs, of_units) as table (
    select unit_id
    from units
    where (len(of_blocs) = 0 or list_contains(of_blocs, bloc_id))
        and (len(of_units) = 0 or list_contains(of_units, unit_id))
);

create or replace macro is_filtered(of_blocs, of_units) as len(of_blocs) + len(of_units) > 0;
