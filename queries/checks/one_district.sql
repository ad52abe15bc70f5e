-- question: is there exactly one district?
-- grain: one row when there is not
-- null: typed is never null
-- vi: có {typed} đơn vị cấp huyện (level = district), phải có đúng một; hãy thêm huyện (nguồn của nó điền trước vào catalogue/sources.csv) hoặc sửa cột level.
-- en: holds {typed} areas of level district, there must be exactly one; add the district (its source first, in catalogue/sources.csv) or correct the column level.
select 'catalogue/areas.csv' as file, 0 as line, 'level' as column_name, count(*) as typed
from areas
where level = 'district'
having count(*) <> 1
