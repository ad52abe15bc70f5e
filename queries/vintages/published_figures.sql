-- question: which printed numbers had come out by a day?
-- grain: one row per published figure; of the indicators listed, of all where none is
-- null: as in published_figures
with
wanted as (
    select indicator_code
    from indicators
    where
        $indicators = ''
        or position(concat(',', indicator_code, ',') in concat(',', $indicators, ',')) > 0
)
select
    f.area_code, f.indicator_code, f.period, f.measure, f.assigner_code, f.value, f.resolution,
    f.source_code, f.note_vi, f.note_en, f.file, f.line, f.period_start, f.period_end, f.frequency,
    f.year_before, f.area_from, f.year_before_start, f.year_before_end, f.year_before_area_from
from published_figures as f
inner join wanted as w on w.indicator_code = f.indicator_code
inner join sources as s on s.source_code = f.source_code
where s.published_on < cast($known_until as timestamp)
order by
    f.indicator_code, f.area_code, f.period_start, f.period_end, f.measure, f.assigner_code
