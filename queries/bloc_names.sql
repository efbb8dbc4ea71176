-- What is each bloc called where people see it? Grain: bloc, in the order of the file.
select * exclude (line) from bloc_names() order by line
