-- What is each award called where people see it? Grain: award, in the order of the file.
-- Key: award_id.
select * exclude (line) from award_names() order by line
