-- question: which snapshot is this, and for which day does it speak?
-- grain: one row
-- null: no column is null
select snapshot_id, created_at, as_of
from snapshot
order by snapshot_id
