-- question: which thresholds does judging need and not find?
-- grain: one row per missing threshold
-- null: typed is never null
-- vi: thiếu ngưỡng «{typed}»; hãy thêm một dòng cho nó.
-- en: the threshold “{typed}” is missing; add a row for it.
with
needed as (
    select 'on_track' as threshold_code
    union all
    select 'at_risk'
    union all
    select 'report_days'
)
select
    'catalogue/thresholds.csv' as file, 0 as line, 'threshold_code' as column_name,
    d.threshold_code as typed
from needed as d
left join thresholds as t on t.threshold_code = d.threshold_code
where t.threshold_code is null
order by d.threshold_code
