-- The whole plan, a mark a clause. Grain: task; with a filter the tasks of the chosen units, each in the state of its
-- most urgent assignment. Parameters: as_of, year, quarter, blocs, units.
with counted as (
    select
        task_id,
        arg_min(shown_state(status, timeliness), list_position(
            ['Quá hạn', 'Sắp đến hạn', 'Đang thực hiện', 'Chưa bắt đầu', 'Trễ hạn', 'Đúng hạn', 'Không phát sinh'],
            shown_state(status, timeliness)
        )) as state,
        min(due_on) as due_on
    from counted_tasks($as_of, $blocs::varchar[], $units::varchar[], $year, $quarter::integer)
    group by task_id
),

final as (
    select
        task_id,
        tasks.clause,
        coalesce(tasks.quarter, 0) as quarter,
        coalesce(tasks.short_title, tasks.title) as title,
        counted.state,
        counted.due_on,
        tasks.line
    from counted
    join tasks using (task_id)
)

select * exclude (line) from final order by if(quarter = 0, 5, quarter), line
