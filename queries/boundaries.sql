-- question: along which points do the outlines of an area's communes run on a day?
-- grain: one row per point of a ring; ring 0 of a polygon is its outer one, the others are holes
-- null: none; no rows at all where a commune of that day has no outline: a map would have gaps
with
listed as (
    -- Days written as ISO texts follow each other as days do.
    select area_code, coalesce(valid_from, date '0001-01-01') as area_from
    from areas
    where
        parent_code = $area and level = 'commune'
        and (valid_from is null or cast(valid_from as varchar) <= $day)
        and (valid_to is null or cast(valid_to as varchar) >= $day)
),
lacking as (
    select count(*) as communes
    from listed as l
    where not exists (
        select 1
        from boundaries as b
        where b.area_code = l.area_code and b.area_from = l.area_from
    )
)
select b.area_code, b.polygon, b.ring, b.place, b.longitude, b.latitude
from boundaries as b
inner join listed as l on l.area_code = b.area_code and l.area_from = b.area_from
cross join lacking
where lacking.communes = 0
order by b.area_code, b.polygon, b.ring, b.place
