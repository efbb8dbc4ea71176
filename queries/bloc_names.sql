-- What is each bloc called where people see it? Grain: bloc, in the order of the file.
-- Key: bloc_id.
select * exclude (line) from bloc_names() order by line
