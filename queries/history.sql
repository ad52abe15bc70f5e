-- question: what is known of one indicator in one area over all periods?
-- grain: one row per period
-- null: value is null where nothing is stated; derivation, where the value is recorded
select
    period, period_start, period_end, frequency, value, value_low, value_high, step, whole, qualifier,
    status, derivation, derived_from, source_code, note_vi, note_en, file, line
from series
where area_code = $area and indicator_code = $indicator
order by period_start, period_end, period
