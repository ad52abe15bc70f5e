-- question: which values can their unit not have?
-- grain: one row per observation
-- null: typed is never null
-- vi: giá trị {typed} không thể có với đơn vị tính này (số đếm âm hoặc lẻ, thứ hạng dưới 1, có-không khác 0 và 1); hãy sửa.
-- en: a value of {typed} cannot be in this unit (a negative or broken count, a rank below 1, a yes-no other than 0 and 1); correct it.
select o.file, o.line, 'value' as column_name, o.value as typed
from observations as o
inner join indicators as i on i.indicator_code = o.indicator_code
inner join units as u on u.unit_code = i.unit_code
where
    (u.kind = 'count' and (o.value < 0 or o.value <> floor(o.value)))
    or (u.kind = 'rank' and (o.value < 1 or o.value <> floor(o.value)))
    or (u.kind = 'flag' and o.value <> 0 and o.value <> 1)
order by o.file, o.line
