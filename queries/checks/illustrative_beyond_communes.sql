-- question: which made-up figures and plans are of an area that is no commune?
-- grain: one row per observation or plan
-- null: typed is never null
-- vi: «{typed}» không phải là xã, thị trấn; số minh họa chỉ dành cho xã, thị trấn, không bao giờ cho huyện; hãy bỏ dòng này.
-- en: “{typed}” is no commune; illustrative figures are of communes only, never of the district; remove this row.
with
made_up as (
    select area_code, area_from, file, line from observations
    union all
    select area_code, area_from, file, line from plans
)
select m.file, m.line, 'area_code' as column_name, m.area_code as typed
from made_up as m
inner join areas as a
    on a.area_code = m.area_code
    and coalesce(a.valid_from, date '0001-01-01') = m.area_from
where m.file like 'illustrative/%' and a.level <> 'commune'
order by m.file, m.line
