-- question: where does what the source prints differ from what its own figures give?
-- grain: one row per indicator, period, measure and assigner of one area
-- null: recomputed is null where the source gives no parts to compute from
select
    r.indicator_code, r.period, r.measure, r.assigner_code, r.published, r.half, r.recomputed,
    r.recomputed_low, r.recomputed_high, r.verdict, r.source_code, r.note_vi, r.note_en, r.file,
    r.line
from reconciliation as r
inner join indicators as i on i.indicator_code = r.indicator_code
inner join exhibits as e on e.exhibit_code = i.exhibit_code
where r.area_code = $area
order by
    r.period desc, e.sector_code, e.position, i.position, r.indicator_code, r.measure,
    r.assigner_code
