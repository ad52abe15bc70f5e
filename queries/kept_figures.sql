-- question: what do sources print beside the figures of some indicators, cell by cell?
-- grain: one row per published figure
-- null: a blank cell of the data folder
select
    area_code, indicator_code, period, measure, assigner_code, value, resolution, source_code,
    note_vi, note_en
from published_figures
where position(concat(',', indicator_code, ',') in concat(',', $indicators, ',')) > 0
order by indicator_code, area_code, period, measure, assigner_code
