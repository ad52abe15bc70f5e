-- question: which versions are said to be known from a moment that is yet to come?
-- grain: one row per version that says so itself
-- null: typed is never null
-- vi: {typed} còn ở tương lai nên chưa thể biết từ lúc đó; hãy sửa, hoặc để trống.
-- en: {typed} is yet to come, so nothing can be known from then; correct it, or leave it blank.
with
versions as (
    select file, line, source_code, known_from from observations
    union all
    select file, line, source_code, known_from from superseded_observations
    union all
    select file, line, source_code, known_from from plans
    union all
    select file, line, source_code, known_from from superseded_plans
)
select v.file, v.line, 'known_from' as column_name, v.known_from as typed
from versions as v
inner join sources as s on s.source_code = v.source_code
cross join snapshot as n
where
    -- The day of where it is typed may be ahead of that of UTC.
    v.known_from > n.created_at + interval '1' day
    -- A blank one is the day of its source.
    and v.known_from <> cast(s.published_on as timestamp)
order by v.file, v.line
