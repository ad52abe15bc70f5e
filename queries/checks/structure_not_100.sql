-- question: which structures are so far from their total that a figure must be mistyped?
-- grain: one row per area, total and period
-- null: typed is never null
-- vi: các phần của cơ cấu cộng lại được {typed} %, lệch hơn 5 điểm phần trăm so với tổng thể; hãy xem lại từng phần.
-- en: the parts of this structure add up to {typed} %, more than 5 percentage points off the whole; check each part.
-- A smaller difference is the source's own: it is shown, never refused.
select r.file, r.line, 'value' as column_name, r.recomputed as typed
from reconciliation as r
inner join indicators as i on i.indicator_code = r.indicator_code
inner join units as u on u.unit_code = i.unit_code
where
    r.measure = 'sum' and u.kind = 'percent'
    and (
        r.recomputed_high < r.published - r.half - 5
        or r.recomputed_low > r.published + r.half + 5
    )
order by r.file, r.line
