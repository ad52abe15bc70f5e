-- question: which snapshot is this, and for which day did it speak as known on a day?
-- grain: one row
-- null: no column is null; known_on is blank where everything is known
with
every_version as (
    select source_code, known_from, status = 'illustrative' or file like 'illustrative/%' as made_up
    from observations
    union all
    select source_code, known_from, status = 'illustrative' or file like 'illustrative/%'
    from superseded_observations
),
spoken as (
    -- What is made up speaks for no day, unless there is nothing else.
    select
        max(case when not v.made_up then s.published_on end) as real_day,
        max(s.published_on) as any_day
    from every_version as v
    inner join sources as s on s.source_code = v.source_code
    where
        v.known_from < cast($known_until as timestamp)
        and s.published_on < cast($known_until as timestamp)
)
select
    n.snapshot_id, n.created_at, n.digest, n.mark,
    case
        when $known_on = '' then n.as_of
        else coalesce(s.real_day, s.any_day, cast(nullif($known_on, '') as date))
    end as as_of
from snapshot as n
cross join spoken as s
order by n.snapshot_id
