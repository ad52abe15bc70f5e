-- question: what was published up to this snapshot, when, by whom, and how much did it change?
-- grain: one row per publication; the last one made this snapshot
-- null: of_snapshot: it took back nothing; a count: not known
-- action: publish, import, or rollback of of_snapshot; counts of what counts since then, beside what
--   was served before: published_at is UTC
select
    snapshot_id, published_at, action, who, of_snapshot,
    observations_new, observations_changed, observations_withdrawn,
    plans_new, plans_changed, plans_withdrawn
from publications
order by snapshot_id
