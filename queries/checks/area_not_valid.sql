-- question: which figures stand in a period in which their area did not exist?
-- grain: one row per observation or plan
-- null: typed is never null
-- vi: mã «{typed}» không phải là một đơn vị hành chính trong kỳ này; hãy xem valid_from, valid_to.
-- en: code “{typed}” names no administrative unit in this period; check valid_from and valid_to.
with
figures as (
    select area_code, period_end, file, line from observations
    union all
    select area_code, least(period_end, n.as_of), file, line from plans cross join snapshot as n
)
select f.file, f.line, 'area_code' as column_name, f.area_code as typed
from figures as f
left join areas as a
    on a.area_code = f.area_code
    and (a.valid_from is null or a.valid_from <= f.period_end)
    and (a.valid_to is null or a.valid_to >= f.period_end)
where a.area_code is null
order by f.file, f.line
