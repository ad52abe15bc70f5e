-- question: what does one indicator say of every commune, in the period asked or the last before it?
-- grain: one row per commune that is valid at the end of the period asked
-- null: period, value and status are null where the commune has no figure, or a made-up one only
with
asked as (
    select distinct period_end, frequency
    from series
    where period = $period
),
listed as (
    select
        a.area_code, coalesce(a.valid_from, date '0001-01-01') as area_from, a.name, a.kind_vi,
        a.kind_en, a.tile_row, a.tile_column, asked.period_end, asked.frequency
    from areas as a
    inner join asked
        on (a.valid_from is null or a.valid_from <= asked.period_end)
        and (a.valid_to is null or a.valid_to >= asked.period_end)
    where a.parent_code = $area
),
latest as (
    -- Periods of one frequency follow each other as their texts do.
    select max(s.period) as period
    from series as s
    inner join listed as l
        on l.area_code = s.area_code and l.area_from = s.area_from
        and l.frequency = s.frequency and l.period_end >= s.period_end
    where s.indicator_code = $indicator and s.status <> 'illustrative'
        and s.file not like 'illustrative/%'
)
select
    l.area_code, l.name, l.kind_vi, l.kind_en, l.tile_row, l.tile_column, s.period, s.value,
    s.whole, s.step, s.qualifier, s.status, s.source_code, s.note_vi, s.note_en
from listed as l
cross join latest
left join series as s
    on s.area_code = l.area_code and s.area_from = l.area_from
    and s.indicator_code = $indicator and s.period = latest.period
    and s.status <> 'illustrative' and s.file not like 'illustrative/%'
order by l.area_code, s.period
