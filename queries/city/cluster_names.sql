-- Which clusters of communes are there? A cluster has no id but its name. In the order of communes.csv. Grain: cluster.
-- Key: bloc_id.
select cluster as bloc_id, cluster as bloc_name
from communes
where cluster is not null
group by cluster
order by min(position)
