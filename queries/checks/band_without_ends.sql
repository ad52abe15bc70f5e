-- question: which bands lack an end or have them the wrong way round?
-- grain: one row per plan
-- null: typed is never null
-- vi: khoảng kế hoạch của «{typed}» cần value (đầu dưới) không lớn hơn value_high (đầu trên); hãy sửa.
-- en: the band of “{typed}” needs value (lower end) not above value_high (upper end); correct it.
select file, line, 'value_high' as column_name, indicator_code as typed
from plans
where
    (form = 'band' and (value is null or value_high is null or value > value_high))
    or (form <> 'band' and value_high is not null)
order by file, line
