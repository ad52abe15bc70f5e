-- question: from where on is a plan on track, at risk, or a figure late?
-- grain: one row per threshold
-- null: no column is null
select threshold_code, value, meaning_vi, meaning_en
from thresholds
order by threshold_code
