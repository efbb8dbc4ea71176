-- What was said to a unit of its parts that are not done, and what became of its last request for a later date? Grain: a
-- directive of the chairman, or a part with a request: the request itself (`kind` Đề nghị gia hạn) while it waits, else its
-- answer (Gia hạn, Không gia hạn); newest first. Parameters: as_of, blocs, units. `due_on`: the date asked for or granted;
-- `document_no`: that of an extension.
-- Key: none (several directives may be of one day).
with parts as (
    select task_id, unit_id, assigned.year, tasks.clause || ' · ' || tasks.title as what
    from assignment_state($as_of) as assigned
    join scope($blocs::varchar[], $units::varchar[]) using (unit_id)
    join task_names() as tasks using (task_id)
    where assigned.status not in ('Hoàn thành', 'Không phát sinh')
),

notes as (
    select * replace (regexp_extract(note, '(?s)^[^:]+: (.+)$', 1) as note), requested_due(note) as requested_due_on
    from progress_notes($as_of)
    where remark is not null
),

last_of_requests as (
    from notes
    where remark in ('Đề nghị gia hạn', 'Không gia hạn')
    qualify row_number() over (partition by task_id, unit_id order by recorded_on desc, line desc) = 1
),

extended as (
    select request.task_id, request.unit_id, granted.*
    from last_of_requests as request
    join (
        select task_id as of_task, unit_id as of_unit, decided_on, due_on, document_no, note, line
        from extension_log($as_of)
    ) as granted
        on granted.of_task = request.task_id
        and coalesce(granted.of_unit, request.unit_id) = request.unit_id
        and granted.decided_on >= request.recorded_on
    qualify row_number() over (
        partition by request.task_id, request.unit_id order by decided_on desc, granted.line desc
    ) = 1
),

remarks as (
    select task_id, unit_id, remark as kind, recorded_on as said_on, note as said,
        cast(null as date) as due_on, cast(null as varchar) as document_no, line
    from notes
    where remark = 'Chỉ đạo'
    union all
    select task_id, unit_id, remark, recorded_on, note, requested_due_on, null, line
    from last_of_requests
    where (task_id, unit_id) not in (select (task_id, unit_id) from extended)
    union all
    select task_id, unit_id, 'Gia hạn', decided_on, note, due_on, document_no, line
    from extended
)

select remarks.* exclude (line), what, parts.year, unit_name
from remarks
join parts using (task_id, unit_id)
join unit_names() using (unit_id)
order by said_on desc, what, unit_name, remarks.line desc
