-- question: what is known of every month, quarter and year, each alone and since January?
-- grain: one row per area, indicator, frequency (A, Q, M) and period: as recorded, or else made by
--   the indicator's own rule: a quarter of its months, a year of its quarters, when all are there
-- null: value is null where what is recorded is blank; to_date and whole_to_date, where a part
--   since January is missing; parent_code, but for communes; qualifier and step, where more than
--   one figure went in
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
)
select
    area_code, area_from, parent_code, indicator_code, frequency, period, period_start, period_end,
    value, whole, shared, without, caution, illustrative, parts, source_code, qualifier, step,
    value as to_date, whole as whole_to_date, shared as shared_to_date, caution as caution_to_date
from timed
where frequency = 'A' or over_time in ('last', 'none')
union all
select
    area_code, area_from, parent_code, indicator_code, frequency, period, period_start, period_end,
    value, whole, shared, without, caution, illustrative, parts, source_code, qualifier, step,
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
order by indicator_code, frequency, period_start, area_code
