-- question: who assigns plans?
-- grain: one row per assigner
-- null: no column is null
select assigner_code, name_vi, name_en, short_vi, short_en
from assigners
order by position, assigner_code
