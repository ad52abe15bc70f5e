-- question: what is every figure of one indicator that the communes of an area have?
-- grain: one row per commune and period; years, quarters or months as asked
-- null: value is null where a blank was recorded; to_date, where a part since January is missing,
--   or is illustrative and those are left out
select
    t.area_code, t.area_from, a.name, t.indicator_code, t.period, t.value, t.whole, t.rate,
    case when $illustrative <> '0' or t.status_to_date <> 'illustrative' then t.to_date end
        as to_date,
    case when $illustrative <> '0' or t.status_to_date <> 'illustrative' then t.whole_to_date end
        as whole_to_date,
    case when $illustrative <> '0' or t.status_to_date <> 'illustrative' then t.rate_to_date end
        as rate_to_date,
    t.status, t.status_to_date, t.source_code, t.parts, t.qualifier, t.step
from timelines as t
inner join areas as a
    on a.area_code = t.area_code and coalesce(a.valid_from, date '0001-01-01') = t.area_from
where
    t.parent_code = $area and t.indicator_code = $indicator and t.frequency = $frequency
    and ($illustrative <> '0' or not t.illustrative)
order by t.area_code, t.period_start
