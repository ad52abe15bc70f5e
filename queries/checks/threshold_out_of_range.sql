-- question: which thresholds cannot be meant?
-- grain: one row per threshold
-- null: typed is never null
-- vi: ngưỡng {typed} không hợp lý: at_risk và on_track lớn hơn 0 và at_risk không lớn hơn on_track; report_days từ 0 đến 3650; hãy sửa.
-- en: a threshold of {typed} cannot be meant: at_risk and on_track are above 0, at_risk not above on_track, report_days from 0 to 3650; correct it.
with
limits as (
    select max(value) as on_track
    from thresholds
    where threshold_code = 'on_track'
)
select t.file, t.line, 'value' as column_name, t.value as typed
from thresholds as t
cross join limits as l
where
    (t.threshold_code in ('on_track', 'at_risk') and t.value <= 0)
    or (t.threshold_code = 'at_risk' and t.value > l.on_track)
    or (t.threshold_code = 'report_days' and (t.value < 0 or t.value > 3650))
order by t.file, t.line
