-- question: which plans of one area were typed and count now, cell by cell?
-- grain: one row per plan
-- null: a blank cell of the data folder; value too, where the source prints only the completion
-- made_up: whether it is illustrative
select
    p.area_from, p.indicator_code, p.period, p.form, p.value, p.value_high, p.baseline,
    p.assigner_code, p.decision, p.version, p.source_code, p.note_vi, p.note_en,
    p.file like 'illustrative/%' as made_up
from plans as p
left join assigners as a on a.assigner_code = p.assigner_code
where p.area_code = $area
order by p.period_start, p.period_end, p.indicator_code, a.position, p.assigner_code
