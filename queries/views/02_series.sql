-- question: what is known of every indicator, recorded or derived from what is published?
-- grain: one row per area, indicator and period
-- null: value is null where the source states none; derivation is null for a recorded value
with
year_before as (
    select
        f.area_code, f.area_from, f.indicator_code, f.year_before as period,
        f.year_before_start as period_start, f.year_before_end as period_end, f.frequency,
        f.measure, f.value as published, f.period as later_period,
        case
            when f.measure = 'change' and r.step = 0 and f.resolution <= 1 then 0
            else f.resolution / 2
        end as half,
        r.value, r.value_low, r.value_high, r.source_code, f.file, f.line
    from published_figures as f
    -- As it was when that was printed: a later revision moves no year before it.
    inner join printed as r
        on r.area_code = f.area_code and r.indicator_code = f.indicator_code
        and r.period = f.period and r.printed_in = f.source_code
    left join recorded as known
        on known.area_code = f.area_code and known.indicator_code = f.indicator_code
        and known.period = f.year_before
    where
        -- Growth on a value below zero goes by its size: what it was cannot be told from here.
        (
            f.measure = 'change'
            or (f.measure = 'growth' and f.value - f.resolution / 2 > -100 and r.value >= 0)
        )
        and known.period is null
        -- A year before, the code was another area's: a commune has no past of that name.
        and f.year_before_area_from = f.area_from
),
backcast as (
    select
        area_code, area_from, indicator_code, period, period_start, period_end, frequency,
        later_period,
        case measure when 'change' then value - published else value / (1 + published / 100) end
            as value,
        case measure
            when 'change' then value_low - published - half
            else least(
                value_low / (1 + (published + half) / 100),
                value_low / (1 + (published - half) / 100)
            )
        end as value_low,
        case measure
            when 'change' then value_high - published + half
            else greatest(
                value_high / (1 + (published + half) / 100),
                value_high / (1 + (published - half) / 100)
            )
        end as value_high,
        measure, source_code, file, line,
        row_number() over (
            partition by area_code, indicator_code, period order by measure
        ) as choice
    from year_before
),
communes as (
    select
        parent.area_code, coalesce(parent.valid_from, date '0001-01-01') as area_from,
        r.indicator_code, r.period, r.period_start, r.period_end, r.frequency, r.year_before,
        r.value, r.value_low, r.value_high, r.whole, r.step, r.source_code, r.file, r.line,
        case when r.file like 'illustrative/%' then 'illustrative' else r.status end as status,
        row_number() over (
            partition by parent.area_code, r.indicator_code, r.period
            order by case when r.value is null then 1 else 0 end, r.file, r.line
        ) as place
    from recorded as r
    inner join areas as a
        on a.area_code = r.area_code
        and (a.valid_from is null or a.valid_from <= r.period_end)
        and (a.valid_to is null or a.valid_to >= r.period_end)
    inner join areas as parent
        on parent.area_code = a.parent_code and parent.level = 'district'
        and (parent.valid_from is null or parent.valid_from <= r.period_end)
        and (parent.valid_to is null or parent.valid_to >= r.period_end)
    inner join indicators as i on i.indicator_code = r.indicator_code
    where i.over_areas = 'sum'
),
parts_of_area as (
    select
        area_code, area_from, indicator_code, period, period_start, period_end, frequency,
        year_before, sum(value) as value, sum(value_low) as value_low,
        sum(value_high) as value_high, sum(whole) as whole, count(value) as reported,
        count(whole) as reported_whole, max(step) as step,
        sum(case status when 'not_applicable' then 1 else 0 end) as without,
        max(
            case status
                when 'illustrative' then 3 when 'provisional' then 2 when 'estimated' then 1 else 0
            end
        ) as caution,
        -- One place to look the parts up in: that of the first.
        max(case when place = 1 then source_code end) as source_code,
        max(case when place = 1 then file end) as file,
        max(case when place = 1 then line end) as line
    from communes
    group by
        area_code, area_from, indicator_code, period, period_start, period_end, frequency,
        year_before
),
children as (
    select p.area_code, p.indicator_code, p.period, count(*) as counted
    from parts_of_area as p
    inner join areas as a
        on a.parent_code = p.area_code
        and (a.valid_from is null or a.valid_from <= p.period_end)
        and (a.valid_to is null or a.valid_to >= p.period_end)
    group by p.area_code, p.indicator_code, p.period
),
totals as (
    select
        p.area_code, p.area_from, p.indicator_code, p.period, p.period_start, p.period_end,
        p.frequency, p.year_before, p.value, p.value_low, p.value_high, p.step, p.caution,
        case when p.reported_whole = p.reported then p.whole end as whole,
        p.source_code, p.file, p.line
    from parts_of_area as p
    inner join children as c
        on c.area_code = p.area_code and c.indicator_code = p.indicator_code
        and c.period = p.period and c.counted - p.without = p.reported
    left join recorded as r
        on r.area_code = p.area_code and r.indicator_code = p.indicator_code
        and r.period = p.period
    left join backcast as b
        on b.area_code = p.area_code and b.indicator_code = p.indicator_code
        and b.period = p.period
    -- Made-up figures of communes are never a figure of their district.
    where r.period is null and b.period is null and p.reported > 0 and p.caution < 3
),
divided as (
    select distinct code as indicator_code
    from (
        select numerator_code as code from indicators
        union all
        select denominator_code from indicators
    ) as either
    where code is not null
),
terms as (
    select
        r.area_code, r.area_from, r.indicator_code, r.period, r.period_start, r.period_end,
        r.frequency, r.year_before, r.value, r.value_low, r.value_high, r.source_code, r.file,
        r.line,
        case r.status
            when 'illustrative' then 3 when 'provisional' then 2 when 'estimated' then 1 else 0
        end as caution
    from recorded as r
    inner join divided as d on d.indicator_code = r.indicator_code
    where r.value is not null
    union all
    select
        b.area_code, b.area_from, b.indicator_code, b.period, b.period_start, b.period_end,
        b.frequency, cast(null as varchar), b.value, b.value_low, b.value_high, b.source_code,
        b.file, b.line, 0
    from backcast as b
    inner join divided as d on d.indicator_code = b.indicator_code
    where b.choice = 1
    union all
    select
        t.area_code, t.area_from, t.indicator_code, t.period, t.period_start, t.period_end,
        t.frequency, t.year_before, t.value, t.value_low, t.value_high, t.source_code, t.file,
        t.line, t.caution
    from totals as t
    inner join divided as d on d.indicator_code = t.indicator_code
),
ratios as (
    select
        n.area_code, n.area_from, i.indicator_code, n.period, n.period_start, n.period_end,
        n.frequency, coalesce(n.year_before, d.year_before) as year_before,
        n.value / d.value as value,
        least(n.value_low / d.value_low, n.value_low / d.value_high) as value_low,
        greatest(n.value_high / d.value_low, n.value_high / d.value_high) as value_high,
        greatest(n.caution, d.caution) as caution, n.source_code, n.file, n.line
    from indicators as i
    inner join terms as n on n.indicator_code = i.numerator_code
    inner join terms as d
        on d.indicator_code = i.denominator_code and d.area_code = n.area_code
        and d.area_from = n.area_from and d.period = n.period
    left join recorded as r
        on r.area_code = n.area_code and r.indicator_code = i.indicator_code
        and r.period = n.period
    left join backcast as b
        on b.area_code = n.area_code and b.indicator_code = i.indicator_code
        and b.period = n.period
    where r.period is null and b.period is null and d.value_low > 0
)
select
    area_code, area_from, indicator_code, period, period_start, period_end, frequency, year_before,
    value, value_low, value_high, step, whole, qualifier, status,
    cast(null as varchar) as derivation, cast(null as varchar) as derived_from, source_code,
    note_vi, note_en, file, line
from recorded
union all
select
    area_code, area_from, indicator_code, period, period_start, period_end, frequency,
    cast(null as varchar), value, value_low, value_high, cast(null as double),
    cast(null as double), cast(null as varchar), 'derived', measure, later_period, source_code,
    cast(null as varchar), cast(null as varchar), file, line
from backcast
where choice = 1
union all
select
    area_code, area_from, indicator_code, period, period_start, period_end, frequency, year_before,
    value, value_low, value_high, step, whole, cast(null as varchar),
    case caution when 2 then 'provisional' when 1 then 'estimated' else 'derived' end,
    'sum', period, source_code, cast(null as varchar), cast(null as varchar), file, line
from totals
union all
select
    area_code, area_from, indicator_code, period, period_start, period_end, frequency, year_before,
    value, value_low, value_high, cast(null as double), cast(null as double),
    cast(null as varchar),
    case caution
        when 3 then 'illustrative' when 2 then 'provisional' when 1 then 'estimated'
        else 'derived'
    end,
    'ratio', period, source_code, cast(null as varchar), cast(null as varchar), file, line
from ratios
order by 3, 1, 5, 6
