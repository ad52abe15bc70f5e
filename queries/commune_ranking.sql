-- question: which communes stand first and last on one indicator, and where did they stand before?
-- grain: one row per commune that is valid at the end of the period asked
-- null: a commune without a figure has no value and no place; an illustrative figure that is left
--   out is a blank; place_before is the one among the communes that reported in the period before
with
asked as (
    select distinct period_end
    from spread
    where parent_code = $area and period = $period
),
listed as (
    select
        a.area_code, coalesce(a.valid_from, date '0001-01-01') as area_from, a.name, a.kind_vi,
        a.kind_en, a.tile_row, a.tile_column, a.latitude, a.longitude
    from areas as a
    inner join asked
        on (a.valid_from is null or a.valid_from <= asked.period_end)
        and (a.valid_to is null or a.valid_to >= asked.period_end)
    where a.parent_code = $area and a.level = 'commune'
),
figures as (
    select
        area_code, area_from, period, value, whole, rate,
        case when $illustrative <> '0' or status_to_date <> 'illustrative' then to_date end
            as to_date,
        case when $illustrative <> '0' or status_to_date <> 'illustrative' then whole_to_date end
            as whole_to_date,
        case when $illustrative <> '0' or status_to_date <> 'illustrative' then rate_to_date end
            as rate_to_date,
        status, status_to_date, parts, qualifier, step, source_code
    from timelines
    where
        indicator_code = $indicator and period in ($period, $before) and parent_code = $area
        and ($illustrative <> '0' or not illustrative)
),
rates as (
    select area_code, area_from, period, 'alone' as kind, rate
    from figures
    where rate is not null
    union all
    select area_code, area_from, period, 'to_date', rate_to_date
    from figures
    where rate_to_date is not null
),
scaled as (
    -- Twelve digits are compared: the last ones of a sum depend on the order in which it is added.
    select
        area_code, area_from, period, kind, rate,
        case
            when rate = 0 then 1.0
            else power(10.0, 11 - floor(log10(abs(rate))))
        end as scale
    from rates
),
compared as (
    select
        s.area_code, s.area_from, s.period, s.kind,
        case when i.better = 'lower' then 1 else -1 end * floor(s.rate * s.scale + 0.5) / s.scale
            as behind
    from scaled as s
    cross join indicators as i
    where i.indicator_code = $indicator
),
placed as (
    select
        area_code, area_from, period, kind,
        rank() over (partition by period, kind order by behind) as place,
        count(*) over (partition by period, kind, behind) as tied
    from compared
),
places as (
    select
        area_code, area_from,
        max(case when period = $period and kind = 'alone' then place end) as place,
        max(case when period = $period and kind = 'to_date' then place end) as place_to_date,
        max(case when period = $period and kind = 'alone' then tied end) as tied,
        max(case when period = $period and kind = 'to_date' then tied end) as tied_to_date,
        max(case when period = $before and kind = 'alone' then place end) as place_before,
        max(case when period = $before and kind = 'to_date' then place end)
            as place_before_to_date
    from placed
    group by area_code, area_from
),
counts as (
    select
        count(case when kind = 'alone' then 1 end) as reported,
        count(case when kind = 'to_date' then 1 end) as reported_to_date
    from rates
    where period = $period
)
select
    l.area_code, l.area_from, l.name, l.kind_vi, l.kind_en, l.tile_row, l.tile_column, l.latitude,
    l.longitude, f.value, f.whole, f.rate, f.to_date, f.whole_to_date, f.rate_to_date,
    b.value as before_value, b.whole as before_whole, b.rate as before_rate,
    b.to_date as before_to_date, b.whole_to_date as before_whole_to_date,
    b.rate_to_date as before_rate_to_date, b.status as before_status,
    b.status_to_date as before_status_to_date, f.status, f.status_to_date, f.parts, f.qualifier,
    f.step, f.source_code, p.place, p.place_to_date, p.place_before, p.place_before_to_date, p.tied,
    p.tied_to_date, c.reported, c.reported_to_date
from listed as l
cross join counts as c
left join figures as f
    on f.area_code = l.area_code and f.area_from = l.area_from and f.period = $period
left join figures as b
    on b.area_code = l.area_code and b.area_from = l.area_from and b.period = $before
left join places as p on p.area_code = l.area_code and p.area_from = l.area_from
order by l.area_code
