-- What is each unit called where people see it? Grain: unit, in the order of the file. unit_name is the short one.
-- Key: unit_id.
select * exclude (line) from unit_names() order by line
