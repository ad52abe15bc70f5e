-- question: how did one indicator of one commune, or of the district, run over time?
-- grain: one row per period, the oldest first; area_from tells apart the areas that had the code
-- null: value is null where a blank was recorded; to_date, where a part since January is missing,
--   or is illustrative and those are left out
select
    period, period_start, period_end, area_from, value, whole, rate,
    case when $illustrative <> '0' or status_to_date <> 'illustrative' then to_date end as to_date,
    case when $illustrative <> '0' or status_to_date <> 'illustrative' then whole_to_date end
        as whole_to_date,
    case when $illustrative <> '0' or status_to_date <> 'illustrative' then rate_to_date end
        as rate_to_date,
    status, status_to_date, parts, qualifier, step, source_code
from timelines
where
    indicator_code = $indicator and frequency = $frequency and area_code = $area
    and ($illustrative <> '0' or not illustrative)
order by period_start
