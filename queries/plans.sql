-- question: which plans were made for one indicator of one area, by whom and by which decision?
-- grain: one row per plan
-- null: decision, version and notes are null where the source names none
select
    t.period, t.assigner_code, t.form, t.value, t.value_low, t.value_high, t.band_high,
    t.baseline, t.derivation, t.published, t.decision, t.version, t.source_code, t.note_vi,
    t.note_en, t.file, t.line, t.area_from
from targets as t
left join assigners as a on a.assigner_code = t.assigner_code
where t.area_code = $area and t.indicator_code = $indicator
order by t.period_start, t.period_end, a.position, t.assigner_code
