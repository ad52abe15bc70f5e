-- question: what was typed of one area and counts now, cell by cell?
-- grain: one row per recorded observation
-- null: a blank cell of the data folder
-- made_up: whether it is illustrative
select
    area_from, indicator_code, period, value, whole, qualifier, resolution, status, source_code,
    note_vi, note_en, status = 'illustrative' or file like 'illustrative/%' as made_up
from observations
where area_code = $area
order by period_start, period_end, indicator_code
