-- question: for which indicators and periods do the communes of an area have figures, and how many?
-- grain: one row per indicator, frequency (A, Q, M) and period, the newest first
-- null: no column is null; periods without any figure are left out
select
    indicator_code, frequency, period, period_start, period_end, communes, applicable, reported,
    illustrative
from spread
where
    parent_code = $area and real = ($illustrative = '0') and reported > 0
order by indicator_code, frequency, period_start desc
