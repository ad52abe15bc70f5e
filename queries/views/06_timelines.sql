-- question: how does every indicator run over months, quarters and years, each alone and to date?
-- grain: one row per area, indicator, frequency (A, Q, M) and period: as recorded, or else made by
--   the indicator's own rule: a quarter of its months, a year of its quarters, when all are there
-- null: value is null where what is recorded is blank; to_date, where a part since January is
--   missing; rate, where communes are compared by shares and its whole is missing; parent_code, but
--   for communes; qualifier and step, where more than one figure went in; weight, where the
--   indicator has none that is known
with
known as (
    select
        s.area_code, s.area_from, case when a.level = 'commune' then a.parent_code end
            as parent_code,
        s.indicator_code, i.over_time, s.frequency, s.period, s.period_start, s.period_end,
        s.value, s.whole, s.whole is not null as shared,
        s.status = 'not_applicable' and s.value is null as without,
        case s.status
            when 'illustrative' then 4 when 'provisional' then 3 when 'estimated' then 2
            when 'derived' then 1 else 0
        end as caution,
        s.status = 'illustrative' or s.file like 'illustrative/%' as illustrative,
        1 as parts, s.source_code, s.qualifier, s.step
    from series as s
    inner join indicators as i on i.indicator_code = s.indicator_code
    inner join areas as a
        on a.area_code = s.area_code and coalesce(a.valid_from, date '0001-01-01') = s.area_from
    where s.frequency in ('A', 'Q', 'M')
),
months as (
    select
        area_code, area_from, parent_code, indicator_code, over_time,
        concat(year(period_start), '-Q', quarter(period_start)) as period,
        cast(date_trunc('quarter', period_start) as date) as period_start, period_end, value,
        whole, shared, without, caution, illustrative, parts, source_code, qualifier, step
    from known
    where
        frequency = 'M' and over_time <> 'none'
        and (over_time <> 'last' or month(period_start) in (3, 6, 9, 12))
),
made_quarters as (
    select
        area_code, area_from, parent_code, indicator_code, over_time, period, period_start,
        max(period_end) as period_end,
        case over_time when 'mean' then avg(value) else sum(value) end as value,
        case
            when count(whole) = count(value)
                then case over_time when 'mean' then avg(whole) else sum(whole) end
        end as whole,
        bool_or(shared) as shared, count(value) = 0 as without, max(caution) as caution,
        bool_or(illustrative) as illustrative, sum(parts) as parts,
        max_by(source_code, period_end) as source_code,
        case when sum(parts) = 1 then max(qualifier) end as qualifier,
        case when sum(parts) = 1 then max(step) end as step
    from months
    group by
        area_code, area_from, parent_code, indicator_code, over_time, period, period_start
    having
        count(value) = case over_time when 'last' then 1 else 3 end
        or count(case when without then 1 end) = case over_time when 'last' then 1 else 3 end
),
recorded_quarters as (
    select
        area_code, area_from, parent_code, indicator_code, over_time, period, period_start,
        period_end, value, whole, shared, without, caution, illustrative, parts, source_code,
        qualifier, step
    from known
    where frequency = 'Q'
),
quarters as (
    -- What is recorded goes first, but a blank gives way to what is known, and made up to real.
    select
        m.area_code, m.area_from, m.parent_code, m.indicator_code, m.over_time, m.period,
        m.period_start, m.period_end, m.value, m.whole, m.shared, m.without, m.caution,
        m.illustrative, m.parts, m.source_code, m.qualifier, m.step
    from made_quarters as m
    left join recorded_quarters as r
        on r.area_code = m.area_code and r.area_from = m.area_from
        and r.indicator_code = m.indicator_code and r.period = m.period
    where
        r.period is null or (r.value is null and not r.without)
        or (r.illustrative and not m.illustrative)
    union all
    select
        r.area_code, r.area_from, r.parent_code, r.indicator_code, r.over_time, r.period,
        r.period_start, r.period_end, r.value, r.whole, r.shared, r.without, r.caution,
        r.illustrative, r.parts, r.source_code, r.qualifier, r.step
    from recorded_quarters as r
    left join made_quarters as m
        on m.area_code = r.area_code and m.area_from = r.area_from
        and m.indicator_code = r.indicator_code and m.period = r.period
    where
        m.period is null
        or ((r.value is not null or r.without) and (m.illustrative or not r.illustrative))
),
made_years as (
    select
        area_code, area_from, parent_code, indicator_code, over_time,
        concat(year(period_start)) as period,
        cast(date_trunc('year', period_start) as date) as period_start,
        max(period_end) as period_end,
        case over_time when 'mean' then avg(value) else sum(value) end as value,
        case
            when count(whole) = count(value)
                then case over_time when 'mean' then avg(whole) else sum(whole) end
        end as whole,
        bool_or(shared) as shared, count(value) = 0 as without, max(caution) as caution,
        bool_or(illustrative) as illustrative, sum(parts) as parts,
        max_by(source_code, period_end) as source_code,
        case when sum(parts) = 1 then max(qualifier) end as qualifier,
        case when sum(parts) = 1 then max(step) end as step
    from quarters
    where over_time <> 'none' and (over_time <> 'last' or quarter(period_start) = 4)
    group by
        area_code, area_from, parent_code, indicator_code, over_time, year(period_start),
        cast(date_trunc('year', period_start) as date)
    having
        count(value) = case over_time when 'last' then 1 else 4 end
        or count(case when without then 1 end) = case over_time when 'last' then 1 else 4 end
),
recorded_years as (
    select
        area_code, area_from, parent_code, indicator_code, over_time, period, period_start,
        period_end, value, whole, shared, without, caution, illustrative, parts, source_code,
        qualifier, step
    from known
    where frequency = 'A'
),
years as (
    select
        m.area_code, m.area_from, m.parent_code, m.indicator_code, m.over_time, m.period,
        m.period_start, m.period_end, m.value, m.whole, m.shared, m.without, m.caution,
        m.illustrative, m.parts, m.source_code, m.qualifier, m.step
    from made_years as m
    left join recorded_years as r
        on r.area_code = m.area_code and r.area_from = m.area_from
        and r.indicator_code = m.indicator_code and r.period = m.period
    where
        r.period is null or (r.value is null and not r.without)
        or (r.illustrative and not m.illustrative)
    union all
    select
        r.area_code, r.area_from, r.parent_code, r.indicator_code, r.over_time, r.period,
        r.period_start, r.period_end, r.value, r.whole, r.shared, r.without, r.caution,
        r.illustrative, r.parts, r.source_code, r.qualifier, r.step
    from recorded_years as r
    left join made_years as m
        on m.area_code = r.area_code and m.area_from = r.area_from
        and m.indicator_code = r.indicator_code and m.period = r.period
    where
        m.period is null
        or ((r.value is not null or r.without) and (m.illustrative or not r.illustrative))
),
timed as (
    select
        area_code, area_from, parent_code, indicator_code, over_time, 'M' as frequency, period,
        period_start, period_end, value, whole, shared, without, caution, illustrative, parts,
        source_code, qualifier, step
    from known
    where frequency = 'M'
    union all
    select
        area_code, area_from, parent_code, indicator_code, over_time, 'Q', period, period_start,
        period_end, value, whole, shared, without, caution, illustrative, parts, source_code,
        qualifier, step
    from quarters
    union all
    select
        area_code, area_from, parent_code, indicator_code, over_time, 'A', period, period_start,
        period_end, value, whole, shared, without, caution, illustrative, parts, source_code,
        qualifier, step
    from years
),
dated as (
    select
        area_code, area_from, parent_code, indicator_code, over_time, frequency, period,
        period_start, period_end, value, whole, shared, without, caution, illustrative, parts,
        source_code, qualifier, step, value as to_date, whole as whole_to_date,
        shared as shared_to_date, caution as caution_to_date
    from timed
    where frequency = 'A' or over_time in ('last', 'none')
    union all
    select
        area_code, area_from, parent_code, indicator_code, over_time, frequency, period,
        period_start, period_end, value, whole, shared, without, caution, illustrative, parts,
        source_code, qualifier, step,
        case
            when count(value) over since_january
                = case frequency when 'Q' then quarter(period_start) else month(period_start) end
                then case over_time
                    when 'mean' then avg(value) over since_january
                    else sum(value) over since_january
                end
        end,
        case
            when count(whole) over since_january
                = case frequency when 'Q' then quarter(period_start) else month(period_start) end
                then case over_time
                    when 'mean' then avg(whole) over since_january
                    else sum(whole) over since_january
                end
        end,
        bool_or(shared) over since_january, max(caution) over since_january
    from timed
    where frequency <> 'A' and over_time in ('sum', 'mean')
    window since_january as (
        partition by area_code, area_from, indicator_code, frequency, year(period_start)
        order by period_start rows between unbounded preceding and current row
    )
),
sharing as (
    -- Whether communes are compared by their shares: real figures say so where there are any.
    select
        parent_code, indicator_code, frequency, period,
        case
            when bool_or(value is not null and not illustrative)
                then bool_or(shared and not illustrative)
            else bool_or(shared)
        end as shared,
        case
            when bool_or(to_date is not null and not illustrative and caution_to_date < 4)
                then bool_or(shared_to_date and not illustrative and caution_to_date < 4)
            else bool_or(shared_to_date)
        end as shared_to_date
    from dated
    where parent_code is not null
    group by parent_code, indicator_code, frequency, period
),
weighted as (
    -- What piles up weighs by the same kind of period only: a year is no month's weight.
    select
        i.indicator_code, i.weight_code,
        case weight.over_time when 'sum' then 'alike' else 'any' end as kind
    from indicators as i
    inner join indicators as weight on weight.indicator_code = i.weight_code
    where i.over_areas = 'weighted_mean'
),
weighing as (
    select distinct
        t.area_code, t.area_from, w.weight_code,
        case w.kind when 'alike' then t.frequency else w.kind end as kind, t.period_end
    from timed as t
    inner join weighted as w on w.indicator_code = t.indicator_code
),
moments as (
    select
        t.area_code, t.area_from, w.weight_code,
        case w.kind when 'alike' then t.frequency else w.kind end as kind, t.period_end,
        t.period_start, t.value, case when not t.illustrative then t.value end as real_value,
        0 as asked
    from timed as t
    inner join (select distinct weight_code, kind from weighted) as w
        on w.weight_code = t.indicator_code
    where t.value is not null
    union all
    select
        area_code, area_from, weight_code, kind, period_end, period_end, cast(null as double),
        cast(null as double), 1
    from weighing
),
stretches as (
    -- From one figure to the next: of several that end on one day, the longest period's is last.
    select
        area_code, area_from, weight_code, kind, period_end, value, real_value, asked,
        count(value) over so_far as stretch, count(real_value) over so_far as real_stretch
    from moments
    window so_far as (
        partition by area_code, area_from, weight_code, kind
        order by period_end, asked, period_start desc
        rows between unbounded preceding and current row
    )
),
held as (
    select
        area_code, area_from, weight_code, kind, period_end, asked,
        max(value) over (
            partition by area_code, area_from, weight_code, kind, stretch
        ) as value,
        max(real_value) over (
            partition by area_code, area_from, weight_code, kind, real_stretch
        ) as real_value
    from stretches
),
weights as (
    select
        h.area_code, h.area_from, w.indicator_code, f.frequency, h.period_end, h.value,
        h.real_value
    from held as h
    inner join weighted as w on w.weight_code = h.weight_code
    inner join (select distinct frequency from timed) as f
        on h.kind = case w.kind when 'alike' then f.frequency else w.kind end
    where h.asked = 1
),
denominators as (
    select
        t.area_code, t.area_from, i.indicator_code, t.frequency, t.period, t.value,
        case when not t.illustrative then t.value end as real_value
    from indicators as i
    inner join timed as t on t.indicator_code = i.denominator_code
    where t.value is not null
),
compared as (
    select
        d.area_code, d.area_from, d.parent_code, d.indicator_code, d.frequency, d.period,
        d.period_start, d.period_end, d.value, d.whole, d.shared, d.to_date, d.whole_to_date,
        d.shared_to_date, d.caution, d.caution_to_date, d.without, d.illustrative, d.parts,
        d.source_code, d.qualifier, d.step,
        u.kind <> 'rank' and i.over_areas <> 'weighted_mean' and i.denominator_code is null
            as divisible,
        i.over_areas = 'ratio_of_sums' or coalesce(j.shared, d.shared) as by_share,
        i.over_areas = 'ratio_of_sums' or coalesce(j.shared_to_date, d.shared_to_date)
            as by_share_to_date
    from dated as d
    inner join indicators as i on i.indicator_code = d.indicator_code
    inner join units as u on u.unit_code = i.unit_code
    left join sharing as j
        on j.parent_code = coalesce(d.parent_code, d.area_code)
        and j.indicator_code = d.indicator_code and j.frequency = d.frequency
        and j.period = d.period
)
select
    d.area_code, d.area_from, d.parent_code, d.indicator_code, d.frequency, d.period,
    d.period_start, d.period_end, d.value, d.whole, d.to_date,
    case when d.to_date is not null then d.whole_to_date end as whole_to_date,
    -- A value among shares is none: without its whole it compares with nothing.
    case
        when not d.divisible then d.value
        when d.by_share and d.whole > 0 then 100 * d.value / d.whole
        when not d.by_share and not d.shared then d.value
    end as rate,
    case
        when not d.divisible then d.to_date
        when d.by_share_to_date and d.whole_to_date > 0 then 100 * d.to_date / d.whole_to_date
        when not d.by_share_to_date and not d.shared_to_date then d.to_date
    end as rate_to_date,
    case
        when d.without then 'not_applicable'
        when d.caution = 4 then 'illustrative'
        when d.caution = 3 then 'provisional'
        when d.caution = 2 then 'estimated'
        when d.caution = 1 then 'derived'
        else 'official'
    end as status,
    case
        when d.without then 'not_applicable'
        when d.caution_to_date = 4 then 'illustrative'
        when d.caution_to_date = 3 then 'provisional'
        when d.caution_to_date = 2 then 'estimated'
        when d.caution_to_date = 1 then 'derived'
        else 'official'
    end as status_to_date,
    d.illustrative, cast(d.parts as integer) as parts, d.source_code, d.qualifier, d.step,
    case
        when d.illustrative then coalesce(w.value, n.value)
        else coalesce(w.real_value, n.real_value)
    end as weight
from compared as d
left join weights as w
    on w.area_code = d.area_code and w.area_from = d.area_from
    and w.indicator_code = d.indicator_code and w.frequency = d.frequency
    and w.period_end = d.period_end
left join denominators as n
    on n.area_code = d.area_code and n.area_from = d.area_from
    and n.indicator_code = d.indicator_code and n.frequency = d.frequency
    and n.period = d.period
order by d.indicator_code, d.frequency, d.period_start, d.area_code
