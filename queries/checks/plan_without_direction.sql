-- question: which plans ask for more or less of an indicator that has no direction of good?
-- grain: one row per plan
-- null: typed is never null
-- vi: «{typed}» không có chiều tốt lên, nên kế hoạch chỉ có thể là band hoặc maintain; hãy sửa form hoặc better.
-- en: “{typed}” has no direction of good, so its plan can only be band or maintain; correct form or better.
select p.file, p.line, 'form' as column_name, p.indicator_code as typed
from plans as p
inner join indicators as i on i.indicator_code = p.indicator_code
where i.better in ('band', 'none') and p.form in ('level', 'change', 'growth')
order by p.file, p.line
