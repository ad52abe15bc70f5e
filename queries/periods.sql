-- question: for which periods does an area have recorded figures, newest first?
-- grain: one row per period
-- null: no column is null
select period, frequency, count(*) as observations
from observations
where area_code = $area and value is not null
group by period, frequency, period_end, period_start
order by period_end desc, period_start, period
