-- question: where do the figures come from, and how many come from where?
-- grain: one row per source
-- null: reference and standing are null where nothing is said
with
used as (
    select source_code, count(*) as observations
    from observations
    group by source_code
)
select
    s.source_code, s.title_vi, s.title_en, s.publisher_vi, s.publisher_en, s.published_on,
    s.reference, s.standing_vi, s.standing_en, coalesce(u.observations, 0) as observations
from sources as s
left join used as u on u.source_code = s.source_code
order by s.published_on desc, s.source_code
