-- question: which indicators does the catalogue hold, and how is each one read?
-- grain: one row per indicator, in the order of the pages
-- null: weight_code, part_of and what it is divided from are null where the indicator has none
select
    i.indicator_code, e.sector_code, i.exhibit_code, i.name_vi, i.name_en, i.short_vi, i.short_en,
    i.unit_code, u.kind, u.name_vi as unit_vi, u.name_en as unit_en, i.decimals, i.better,
    i.over_areas, i.over_time, i.weight_code, i.numerator_code, i.denominator_code, i.part_of,
    i.definition_vi, i.definition_en
from indicators as i
inner join exhibits as e on e.exhibit_code = i.exhibit_code
inner join units as u on u.unit_code = i.unit_code
order by e.position, i.exhibit_code, i.position, i.indicator_code
