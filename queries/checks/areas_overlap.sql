-- question: which codes name two areas at the same time?
-- grain: one row per later area
-- null: typed is never null
-- vi: mã «{typed}» có hai khoảng thời gian chồng lên nhau; hãy sửa valid_from, valid_to.
-- en: code “{typed}” has two validities that overlap; correct valid_from and valid_to.
select b.file, b.line, 'valid_from' as column_name, b.area_code as typed
from areas as a
inner join areas as b
    on b.area_code = a.area_code and b.line > a.line
    and (a.valid_to is null or b.valid_from is null or b.valid_from <= a.valid_to)
    and (b.valid_to is null or a.valid_from is null or a.valid_from <= b.valid_to)
order by b.file, b.line
