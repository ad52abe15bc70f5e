-- question: which parts are larger than their whole, or of a whole of nothing?
-- grain: one row per observation
-- null: typed is never null
-- vi: {typed}: phần lớn hơn tổng thể hoặc tổng thể không dương; hãy xem lại value và whole.
-- en: {typed}: the part is above its whole, or the whole is not positive; check value and whole.
select
    file, line, 'whole' as column_name,
    concat(cast(value as varchar), ' / ', cast(whole as varchar)) as typed
from observations
where whole is not null and (value > whole or whole <= 0)
order by file, line
