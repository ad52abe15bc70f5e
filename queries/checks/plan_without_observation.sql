-- question: which plans whose period is over have no observation, not even a blank one?
-- grain: one row per plan
-- null: typed is never null
-- vi: kế hoạch của «{typed}» đã hết kỳ mà không có dòng số liệu nào; hãy thêm dòng vào observations (để trống value nếu chưa có số).
-- en: the plan for “{typed}” has ended and no observation answers it; add one to observations (with a blank value if there is no figure yet).
select p.file, p.line, 'indicator_code' as column_name, p.indicator_code as typed
from plans as p
cross join snapshot as n
left join series as s
    on s.area_code = p.area_code and s.area_from = p.area_from
    and s.indicator_code = p.indicator_code
    and s.period_start >= p.period_start and s.period_end <= p.period_end
-- What was taken back answers as a blank does.
left join superseded_observations as o
    on o.area_code = p.area_code and o.area_from = p.area_from
    and o.indicator_code = p.indicator_code and o.status = 'withdrawn'
    and o.period_start >= p.period_start and o.period_end <= p.period_end
where s.area_code is null and o.area_code is null and p.period_end <= n.as_of
order by p.file, p.line
