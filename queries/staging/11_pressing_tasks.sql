-- The year asked about where none is said: the latest, not after a day's own, of a task that exists on it, else its own.
create or replace macro default_year(at_day) as (
    select coalesce(max(year), year(at_day)) from existing_tasks(at_day) where year <= year(at_day)
);

-- Whether a year's open tasks press where `in_year` is shown: its own, and beside the default year those of the year
-- before, which do not wait any less once the next plan is there.
create or replace macro is_pressing_year(of_year, at_day, in_year) as
    of_year = in_year or (of_year = in_year - 1 and in_year = default_year(at_day));

-- The tasks that press: the overdue ones, of a quarter only that year's own, and the year's that are near their due date.
-- Grain: task; with a filter task and unit.
create or replace macro pressing_tasks(at_day, of_blocs, of_units, in_year, in_quarter) as table (
    from chosen_things(at_day, of_blocs, of_units)
    where case timeliness
        when 'Quá hạn' then
            if(in_quarter is null, is_pressing_year(year, at_day, in_year), year = in_year and quarter = in_quarter)
        when 'Sắp đến hạn' then year = in_year and (in_quarter is null or quarter = in_quarter)
    end
);

-- The tasks that are overdue by nothing but dossiers (their own day is not over) of the chosen units: a list that has these
-- dossiers names one lateness once by leaving the tasks out. Grain: task.
create or replace macro late_by_dossiers_of(at_day, of_blocs, of_units) as table (
    select task_id
    from task_state(at_day) as task
    where measured_by = 'hồ sơ' and timeliness = 'Quá hạn' and expires_on >= at_day
        and not exists (
            from dossier_state(at_day) as dossier
            where dossier.timeliness = 'Quá hạn'
                and year(dossier.received_on) = task.year
                and task.quarter in (0, quarter(dossier.received_on))
                and dossier.unit_id not in (from scope(of_blocs, of_units))
        )
);
