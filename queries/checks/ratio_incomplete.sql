-- question: which computed indicators lack a part, or are computed from themselves?
-- grain: one row per indicator
-- null: typed is never null
-- vi: «{typed}» cần cả numerator_code lẫn denominator_code, và không mã nào là chính nó; hãy sửa hoặc để trống cả hai.
-- en: “{typed}” needs both numerator_code and denominator_code, and neither may be itself; correct them or leave both blank.
select file, line, 'numerator_code' as column_name, indicator_code as typed
from indicators
where
    (numerator_code is null and denominator_code is not null)
    or (numerator_code is not null and denominator_code is null)
    or numerator_code = indicator_code or denominator_code = indicator_code
order by file, line
