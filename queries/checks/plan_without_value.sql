-- question: which plans have neither a value nor a published completion to derive it from?
-- grain: one row per plan
-- null: typed is never null
-- vi: kế hoạch của «{typed}» để trống value mà không có mức hoàn thành nào được công bố để suy ra; hãy điền value.
-- en: the plan for “{typed}” has a blank value and no published completion to derive it from; fill in value.
select file, line, 'value' as column_name, indicator_code as typed
from targets
where value is null
order by file, line
