-- What is each award called where people see it? Grain: award, in the order of the file.
select * exclude (line) from award_names() order by line
