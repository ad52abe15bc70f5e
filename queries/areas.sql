-- question: which areas are there, and from when to when?
-- grain: one row per area and validity
-- null: valid_from and valid_to are null where open; tile_row where the area has no tile
select
    area_code, valid_from, valid_to, level, kind_vi, kind_en, name, parent_code, latitude,
    longitude, tile_row, tile_column
from areas
order by level desc, area_code, valid_from
