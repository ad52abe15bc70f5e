-- question: how far apart did the communes of an area lie over time, and what did they come to?
-- grain: one row per period, the oldest first; a year, a quarter or a month as asked
-- null: total is null where the indicator may not be put together, or a part of it is missing
select
    period, period_start, period_end, communes, applicable, reported, reported_to_date,
    illustrative, illustrative_to_date, lowest, median, highest, lowest_to_date, median_to_date,
    highest_to_date, total, total_whole, total_rate, total_to_date, total_whole_to_date,
    total_rate_to_date
from spread
where
    parent_code = $area and indicator_code = $indicator and frequency = $frequency
    and real = ($illustrative = '0') and reported > 0
order by period_start
