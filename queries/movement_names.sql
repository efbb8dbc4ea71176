-- What is each movement called where people see it? Grain: movement, in the order of the file.
-- Key: movement_id.
select * exclude (line) from movement_names() order by line
