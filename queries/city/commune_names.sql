-- What is each commune called, and of which cluster is it? A name that several have is shown with the id. In the order of
-- communes.csv. Grain: commune.
-- Key: unit_id.
select
    commune as unit_id,
    cluster as bloc_id,
    position as line,
    if(count(*) over (partition by lower(name)) > 1, name || ' (' || commune || ')', name) as unit_name,
    unit_name as full_name
from communes
order by line
