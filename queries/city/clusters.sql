-- How does each cluster of communes stand? What none of its communes has sent is null. Grain: cluster, in the order of
-- communes.csv; the communes of none together last.
-- Parameters: quarter, blocs (clusters), units (communes).
-- Key: cluster.
select * exclude (position)
from summed_figures($quarter::integer, $blocs::varchar[], $units::varchar[], true)
order by cluster is null, position
