-- What is each criterion called where people see it? Grain: criterion, in the order of the file.
select * exclude (line) from criterion_names() order by line
