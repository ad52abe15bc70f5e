-- question: on which days did what is known of one indicator of an area change?
-- grain: one row per day (UTC); of the area, what its figure is computed from, and the communes
--   that it is the sum of, but for their illustrative figures
-- null: no column is null; a day counts the versions that became known on it
with
asked as (
    select indicator_code from indicators where indicator_code = $indicator
    union
    select numerator_code from indicators where indicator_code = $indicator
    union
    select denominator_code from indicators where indicator_code = $indicator
),
summed as (
    select a.area_code
    from areas as a
    inner join areas as parent on parent.area_code = a.parent_code and parent.level = 'district'
    where a.parent_code = $area
),
every_version as (
    select
        area_code, indicator_code, known_from, file, status = 'illustrative' as made_up,
        1 as observed
    from observations
    union all
    select area_code, indicator_code, known_from, file, status = 'illustrative', 1
    from superseded_observations
    union all
    select area_code, indicator_code, known_from, file, false, 0
    from plans
    union all
    select area_code, indicator_code, known_from, file, false, 0
    from superseded_plans
)
select
    cast(v.known_from as date) as day, count(case when v.observed = 1 then 1 end) as observations,
    count(case when v.observed = 0 then 1 end) as plans
from every_version as v
inner join asked as q on q.indicator_code = v.indicator_code
where
    v.area_code = $area
    or (
        v.observed = 1 and not v.made_up and not v.file like 'illustrative/%'
        and v.area_code in (select area_code from summed)
        and exists (
            select 1 from indicators as i
            where i.indicator_code = v.indicator_code and i.over_areas = 'sum'
        )
    )
group by cast(v.known_from as date)
order by day
