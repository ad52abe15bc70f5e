-- question: where do the figures come from, and how many come from where?
-- grain: one row per source; illustrative figures are not recorded but made up, and counted apart
-- null: reference and standing are null where nothing is said
with
used as (
    select
        source_code,
        count(case when status <> 'illustrative' and file not like 'illustrative/%' then 1 end)
            as observations,
        count(case when status = 'illustrative' or file like 'illustrative/%' then 1 end)
            as illustrative
    from observations
    group by source_code
)
select
    s.source_code, s.title_vi, s.title_en, s.publisher_vi, s.publisher_en, s.published_on,
    s.reference, s.standing_vi, s.standing_en, coalesce(u.observations, 0) as observations,
    coalesce(u.illustrative, 0) as illustrative
from sources as s
left join used as u on u.source_code = s.source_code
order by s.published_on desc, s.source_code
