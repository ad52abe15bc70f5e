-- question: which numbers of the catalogue, and which resolutions, cannot be meant?
-- grain: one row per cell
-- null: typed is never null
-- vi: {typed} không thể có ở đây: decimals từ 0 đến 6; resolution của số liệu lớn hơn 0, của số đã công bố không âm; vị trí không âm; latitude từ 6 đến 24, longitude từ 100 đến 120; hãy sửa.
-- en: {typed} cannot be here: decimals from 0 to 6; the resolution of an observation above 0, of a published figure not below 0; positions not below 0; latitude from 6 to 24, longitude from 100 to 120; correct it.
with
cells as (
    select file, line, 'decimals' as column_name, decimals as typed, 0 as lowest, 6 as highest
    from indicators
    union all
    select file, line, 'position', position, 0, 999999999 from indicators
    union all
    select file, line, 'position', position, 0, 999999999 from assigners
    union all
    select file, line, 'position', position, 0, 999999999 from exhibits
    union all
    select file, line, 'tile_position', tile_position, 0, 999999999 from exhibits
    union all
    select file, line, 'tile_row', tile_row, 0, 999999999 from areas
    union all
    select file, line, 'tile_column', tile_column, 0, 999999999 from areas
    union all
    select file, line, 'latitude', latitude, 6, 24 from areas
    union all
    select file, line, 'longitude', longitude, 100, 120 from areas
    union all
    select file, line, 'resolution', resolution, 0, 999999999 from published_figures
    union all
    -- Zero too: what is exact is a count, and needs no resolution.
    select file, line, 'resolution', resolution, 1, 1 from observations where resolution <= 0
)
select file, line, column_name, typed
from cells
where typed < lowest or typed > highest
order by file, line, column_name
