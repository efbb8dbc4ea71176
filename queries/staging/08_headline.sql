-- The figures that the overview opens with, on a day. Grain: figure. `of_all`: the denominator.
create or replace macro headline_at(at_day, of_blocs, of_units, in_year, in_quarter) as table (
    with task_counts as (
        select
            count(*) filter (where status = 'Hoàn thành') as done,
            count(*) filter (where status <> 'Không phát sinh') as arising,
            count(*) filter (where timeliness = 'Quá hạn') as overdue
        from counted_tasks(at_day, of_blocs, of_units, in_year, in_quarter)
    ),

    dossier_counts as (
        select
            count(*) as pending,
            count(*) filter (where stage = 'Trình Chủ tịch') as to_sign,
            count(*) filter (where timeliness = 'Quá hạn') as overdue
        from dossier_state(at_day)
        join scope(of_blocs, of_units) using (unit_id)
        where not is_closed
    )

    select 'tasks_done' as figure, done as value, arising as of_all from task_counts
    union all select 'tasks_overdue', overdue, arising from task_counts
    union all select 'dossiers_to_sign', to_sign, pending from dossier_counts
    union all select 'dossiers_overdue', overdue, pending from dossier_counts
);
