-- question: how does one commune stand on everything, in a year or the newest year before it?
-- grain: one row per indicator that the commune has a yearly figure of, in the order of the pages
-- null: value is null where the indicator does not apply; rate, where it does not compare; place,
--   where there is no rate; illustrative is how many of those that reported only a made-up one have
with
here as (
    select
        area_code, coalesce(valid_from, date '0001-01-01') as area_from
    from areas
    where
        area_code = $area and level = 'commune'
        and (valid_from is null or cast(valid_from as string) <= concat($period, '-12-31'))
        and (valid_to is null or cast(valid_to as string) >= concat($period, '-12-31'))
),
own_years as (
    select
        t.area_code, t.area_from, t.parent_code, t.indicator_code, t.period, t.value, t.whole,
        t.rate, t.status, t.qualifier, t.step, t.source_code,
        row_number() over (partition by t.indicator_code order by t.period_start desc) as newest
    from timelines as t
    inner join here as h on h.area_code = t.area_code and h.area_from = t.area_from
    where
        t.frequency = 'A' and t.period <= $period and t.area_code = $area
        and (t.value is not null or t.status = 'not_applicable')
        and ($illustrative <> '0' or not t.illustrative)
),
own as (
    select
        area_code, area_from, parent_code, indicator_code, period, value, whole, rate, status,
        qualifier, step, source_code
    from own_years
    where newest = 1
),
peers as (
    select
        o.indicator_code, t.area_code = o.area_code as own, t.rate,
        -- Twelve digits are compared: the last ones of a sum depend on the order of adding.
        case
            when t.rate = 0 then 1.0
            else power(10.0, 11 - floor(log10(abs(t.rate))))
        end as scale
    from own as o
    inner join timelines as t
        on t.indicator_code = o.indicator_code and t.period = o.period
        and t.parent_code = o.parent_code
    where
        t.frequency = 'A' and t.rate is not null
        and ($illustrative <> '0' or not t.illustrative)
),
compared as (
    select
        p.indicator_code, p.own,
        case when i.better = 'lower' then 1 else -1 end * floor(p.rate * p.scale + 0.5) / p.scale
            as behind
    from peers as p
    inner join indicators as i on i.indicator_code = p.indicator_code
),
places as (
    select
        c.indicator_code, count(*) as reported,
        case when max(m.behind) is not null then 1 + count(case when c.behind < m.behind then 1 end)
        end as place,
        case when max(m.behind) is not null then count(case when c.behind = m.behind then 1 end) end
            as tied
    from compared as c
    left join compared as m on m.indicator_code = c.indicator_code and m.own
    group by c.indicator_code
)
select
    o.indicator_code, o.period, o.value, o.whole, o.rate, o.status, p.place, p.tied, p.reported,
    s.illustrative, s.median, o.qualifier, o.step, o.source_code
from own as o
inner join indicators as i on i.indicator_code = o.indicator_code
inner join exhibits as e on e.exhibit_code = i.exhibit_code
left join places as p on p.indicator_code = o.indicator_code
left join spread as s
    on s.parent_code = o.parent_code and s.indicator_code = o.indicator_code
    and s.frequency = 'A' and s.period = o.period and s.real = ($illustrative = '0')
order by e.sector_code, e.position, i.position, o.indicator_code
