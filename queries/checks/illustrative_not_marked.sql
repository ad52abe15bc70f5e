-- question: which made-up figures do not say that they are?
-- grain: one row per observation
-- null: typed is never null
-- vi: trạng thái «{typed}» trong thư mục illustrative; ở đây chỉ dùng được illustrative hoặc not_applicable; hãy sửa, hoặc dời số thật sang observations.
-- en: status “{typed}” in the folder illustrative; only illustrative and not_applicable may stand there; correct it, or move a real figure to observations.
select file, line, 'status' as column_name, status as typed
from observations
where file like 'illustrative/%' and status not in ('illustrative', 'not_applicable')
order by file, line
