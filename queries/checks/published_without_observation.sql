-- question: which published figures speak of an observation, or a plan, that was never there?
-- grain: one row per published figure
-- null: typed is never null
-- vi: số đã công bố của «{typed}» không có dòng số liệu hoặc kế hoạch đi cùng; hãy thêm dòng còn thiếu.
-- en: the published figure of “{typed}” has no observation or plan beside it; add the missing row.
select f.file, f.line, 'indicator_code' as column_name, f.indicator_code as typed
from published_figures as f
left join observations as o
    on o.area_code = f.area_code and o.indicator_code = f.indicator_code and o.period = f.period
left join plans as p
    on p.area_code = f.area_code and p.indicator_code = f.indicator_code
    and p.period = f.period and p.assigner_code = f.assigner_code
-- What was taken back stood there when that was printed.
left join (
    select distinct area_code, indicator_code, period from superseded_observations
) as earlier
    on earlier.area_code = f.area_code and earlier.indicator_code = f.indicator_code
    and earlier.period = f.period
left join (
    select distinct area_code, indicator_code, period, assigner_code from superseded_plans
) as amended
    on amended.area_code = f.area_code and amended.indicator_code = f.indicator_code
    and amended.period = f.period and amended.assigner_code = f.assigner_code
where
    (o.area_code is null and earlier.area_code is null)
    or (
        f.measure in ('completion', 'excess') and p.area_code is null
        and amended.area_code is null
    )
order by f.file, f.line
