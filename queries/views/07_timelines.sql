-- question: how does every indicator run over months, quarters and years, each alone and to date?
-- grain: one row per area, indicator, frequency and period, as in accumulated
-- null: value and to_date, as in accumulated; rate, where communes are compared by shares and its
--   whole is missing; parent_code, but for communes; qualifier and step, where more than one figure
--   went in; weight, where the indicator has none that is known
with
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
    from accumulated
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
    from accumulated as t
    inner join weighted as w on w.indicator_code = t.indicator_code
),
moments as (
    select
        t.area_code, t.area_from, w.weight_code,
        case w.kind when 'alike' then t.frequency else w.kind end as kind, t.period_end,
        t.period_start, t.value, case when not t.illustrative then t.value end as real_value,
        0 as asked
    from accumulated as t
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
    inner join (select distinct frequency from accumulated) as f
        on h.kind = case w.kind when 'alike' then f.frequency else w.kind end
    where h.asked = 1
),
denominators as (
    select
        t.area_code, t.area_from, i.indicator_code, t.frequency, t.period, t.value,
        case when not t.illustrative then t.value end as real_value
    from indicators as i
    inner join accumulated as t on t.indicator_code = i.denominator_code
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
    from accumulated as d
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
