-- question: what are all values of an area in a period, and what were they a year before?
-- grain: one row per indicator
-- null: value is null where nothing is stated; before, where the year before is not known
select
    s.indicator_code, s.period, s.value, s.whole, s.qualifier, s.status, s.value_low,
    s.value_high, s.step, s.derivation, s.source_code, s.note_vi, s.note_en,
    b.period as before_period, b.value as before, b.value_low as before_low,
    b.value_high as before_high, b.derivation as before_derivation, b.status as before_status
from series as s
left join series as b
    on b.area_code = s.area_code and b.area_from = s.area_from
    and b.indicator_code = s.indicator_code
    and b.period = s.year_before
where s.area_code = $area and s.period = $period
order by s.indicator_code
