-- question: who assigned plans of one indicator to the communes of an area?
-- grain: one row per assigner
-- null: no column is null
select distinct t.assigner_code, g.position
from targets as t
inner join areas as a
    on a.area_code = t.area_code and coalesce(a.valid_from, date '0001-01-01') = t.area_from
inner join assigners as g on g.assigner_code = t.assigner_code
where
    a.parent_code = $area and a.level = 'commune' and t.indicator_code = $indicator
    and ($illustrative <> '0' or not t.plan_illustrative)
order by g.position, t.assigner_code
