-- question: what is known of one indicator over all periods of an area's code?
-- grain: one row per period; area_from tells apart the areas that had the code one after another
-- null: value is null where nothing is stated; derivation, where the value is recorded
select
    period, period_start, period_end, frequency, value, value_low, value_high, step, whole, qualifier,
    status, derivation, derived_from, source_code, note_vi, note_en, file, line, area_from
from series
where area_code = $area and indicator_code = $indicator
order by period_start, period_end, period
