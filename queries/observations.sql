-- question: what was recorded last, word for word, and from which source?
-- grain: one row per recorded observation, newest period first, $most of them; illustrative ones
--   are not recorded but made up
-- null: a blank cell of the data folder
select
    o.area_code, a.name as area, o.indicator_code, o.period, o.value, o.whole, o.qualifier,
    o.status, o.source_code, o.note_vi, o.note_en, o.file, o.line
from observations as o
inner join indicators as i on i.indicator_code = o.indicator_code
inner join exhibits as e on e.exhibit_code = i.exhibit_code
inner join areas as a
    on a.area_code = o.area_code
    and (a.valid_from is null or a.valid_from <= o.period_end)
    and (a.valid_to is null or a.valid_to >= o.period_end)
where o.status <> 'illustrative' and o.file not like 'illustrative/%'
order by
    o.period desc, e.sector_code, e.position, i.position, o.indicator_code, a.level desc,
    o.area_code
limit cast($most as integer)
