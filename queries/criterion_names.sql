-- What is each criterion called where people see it? Grain: criterion, in the order of the file.
-- Key: criterion_id.
select * exclude (line) from criterion_names() order by line
