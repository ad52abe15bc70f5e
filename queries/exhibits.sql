-- question: which questions does the district answer, on which page and in which form?
-- grain: one row per exhibit, in the order of the pages
-- null: tile_position is null for an exhibit that is no tile of the overview
select
    exhibit_code, sector_code, form, name_vi, name_en, tile_position, short_vi, short_en
from exhibits
order by sector_code, position, exhibit_code
