-- question: what does one indicator say of every commune, at the latest period up to one asked?
-- grain: one row per commune that is valid at the end of the period asked
-- null: period, value and status are null where the commune has no figure
with
asked as (
    select max(period_end) as period_end
    from series
    where period = $period
),
latest as (
    select max(s.period_end) as period_end
    from series as s
    inner join areas as a on a.area_code = s.area_code and a.parent_code = $area
    cross join asked
    where s.indicator_code = $indicator and s.period_end <= asked.period_end
)
select
    a.area_code, a.name, a.kind_vi, a.kind_en, a.tile_row, a.tile_column, s.period, s.value,
    s.whole, s.step, s.qualifier, s.status, s.source_code, s.note_vi, s.note_en
from areas as a
cross join asked
cross join latest
left join series as s
    on s.area_code = a.area_code and s.indicator_code = $indicator
    and s.period_end = latest.period_end
where
    a.parent_code = $area
    and (a.valid_from is null or a.valid_from <= asked.period_end)
    and (a.valid_to is null or a.valid_to >= asked.period_end)
order by a.area_code, s.period
