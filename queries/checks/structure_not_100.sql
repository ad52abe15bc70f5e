-- question: which structures do not add up to 100 percent, rounding allowed for?
-- grain: one row per area, total and period
-- null: typed is never null
-- vi: các phần của cơ cấu cộng lại được {typed} %, không phải 100 %; hãy xem lại từng phần.
-- en: the parts of this structure add up to {typed} %, not to 100 %; check each part.
select r.file, r.line, 'value' as column_name, r.recomputed as typed
from reconciliation as r
inner join indicators as i on i.indicator_code = r.indicator_code
inner join units as u on u.unit_code = i.unit_code
where r.measure = 'sum' and u.kind = 'percent' and r.verdict = 'differs'
order by r.file, r.line
