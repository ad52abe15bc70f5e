-- question: which figures were ever said otherwise, of one area or of all?
-- grain: one row per area, indicator and period that has a version that counts no more; what is
--   made up left out
-- null: no column is null
-- area: blank for all of them
select distinct area_code, indicator_code, period
from superseded_observations
where
    ($area = '' or area_code = $area)
    and status <> 'illustrative' and not file like 'illustrative/%'
order by indicator_code, area_code, period
