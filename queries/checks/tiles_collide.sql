-- question: which communes share a tile of the map with another one of their time?
-- grain: one row per later area
-- null: typed is never null
-- vi: «{typed}» nằm trên cùng một ô bản đồ với đơn vị khác; hãy sửa tile_row, tile_column.
-- en: “{typed}” lies on the same map tile as another area; correct tile_row and tile_column.
select b.file, b.line, 'tile_row' as column_name, b.name as typed
from areas as a
inner join areas as b
    on b.parent_code = a.parent_code and b.tile_row = a.tile_row
    and b.tile_column = a.tile_column and b.line > a.line
    and (a.valid_to is null or b.valid_from is null or b.valid_from <= a.valid_to)
    and (b.valid_to is null or a.valid_from is null or a.valid_from <= b.valid_to)
order by b.file, b.line
