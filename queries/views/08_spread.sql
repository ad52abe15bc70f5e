-- question: how do the communes of an area lie apart, and what do they come to together?
-- grain: one row per parent area, indicator, frequency, period and real (true: without illustrative
--   figures; false: with them)
-- null: lowest, median and highest are null where no commune has a rate; total, where the indicator
--   may not be put together, or a commune that reported lacks what that takes
with
members as (
    select
        t.parent_code, t.indicator_code, t.frequency, t.period, t.period_start, t.period_end,
        t.illustrative, t.status_to_date = 'illustrative' as illustrative_to_date,
        t.status = 'not_applicable' as without, t.rate, t.weight,
        case when t.rate is not null then t.value end as value,
        case when t.rate is not null then t.whole end as whole, t.rate_to_date,
        case when t.rate_to_date is not null then t.to_date end as to_date,
        case when t.rate_to_date is not null then t.whole_to_date end as whole_to_date
    from timelines as t
    where t.parent_code is not null
),
touched as (
    -- Only where something is made up do the two answers differ.
    select parent_code, indicator_code, frequency, period
    from members
    where illustrative or illustrative_to_date
    group by parent_code, indicator_code, frequency, period
),
shown as (
    select
        parent_code, indicator_code, frequency, period, period_start, period_end, false as real,
        without, rate is not null and illustrative as made_up,
        rate_to_date is not null and (illustrative or illustrative_to_date) as made_up_to_date,
        rate, value, whole, weight, rate_to_date, to_date, whole_to_date
    from members
    union all
    select
        m.parent_code, m.indicator_code, m.frequency, m.period, m.period_start, m.period_end,
        true, m.without and not m.illustrative, false, false,
        case when not m.illustrative then m.rate end,
        case when not m.illustrative then m.value end,
        case when not m.illustrative then m.whole end, m.weight,
        case when not m.illustrative and not m.illustrative_to_date then m.rate_to_date end,
        case when not m.illustrative and not m.illustrative_to_date then m.to_date end,
        case when not m.illustrative and not m.illustrative_to_date then m.whole_to_date end
    from members as m
    inner join touched as t
        on t.parent_code = m.parent_code and t.indicator_code = m.indicator_code
        and t.frequency = m.frequency and t.period = m.period
),
summed as (
    select
        parent_code, indicator_code, frequency, period, period_start, period_end, real,
        count(case when without then 1 end) as without,
        count(case when made_up then 1 end) as illustrative,
        count(case when made_up_to_date then 1 end) as illustrative_to_date,
        count(rate) as reported, min(rate) as lowest, median(rate) as median, max(rate) as highest,
        sum(value) as value, sum(whole) as whole, count(whole) as wholes,
        sum(rate * weight) as product, sum(case when rate is not null then weight end) as weight,
        count(rate * weight) as weights,
        count(rate_to_date) as reported_to_date, min(rate_to_date) as lowest_to_date,
        median(rate_to_date) as median_to_date, max(rate_to_date) as highest_to_date,
        sum(to_date) as to_date, sum(whole_to_date) as whole_to_date,
        count(whole_to_date) as wholes_to_date, sum(rate_to_date * weight) as product_to_date,
        sum(case when rate_to_date is not null then weight end) as weight_to_date,
        count(rate_to_date * weight) as weights_to_date
    from shown
    group by
        parent_code, indicator_code, frequency, period, period_start, period_end, real
),
answers as (
    select
        parent_code, indicator_code, frequency, period, period_start, period_end, real, without,
        illustrative, illustrative_to_date, reported, lowest, median, highest, value, whole,
        wholes, product, weight, weights, reported_to_date, lowest_to_date, median_to_date,
        highest_to_date, to_date, whole_to_date, wholes_to_date, product_to_date, weight_to_date,
        weights_to_date
    from summed
    union all
    select
        s.parent_code, s.indicator_code, s.frequency, s.period, s.period_start, s.period_end, true,
        s.without, s.illustrative, s.illustrative_to_date, s.reported, s.lowest, s.median,
        s.highest, s.value, s.whole, s.wholes, s.product, s.weight, s.weights, s.reported_to_date,
        s.lowest_to_date, s.median_to_date, s.highest_to_date, s.to_date, s.whole_to_date,
        s.wholes_to_date, s.product_to_date, s.weight_to_date, s.weights_to_date
    from summed as s
    left join touched as t
        on t.parent_code = s.parent_code and t.indicator_code = s.indicator_code
        and t.frequency = s.frequency and t.period = s.period
    where t.period is null
),
ends as (
    select distinct parent_code, period_end
    from summed
),
counted as (
    select e.parent_code, e.period_end, count(*) as communes
    from ends as e
    inner join areas as a
        on a.parent_code = e.parent_code and a.level = 'commune'
        and (a.valid_from is null or a.valid_from <= e.period_end)
        and (a.valid_to is null or a.valid_to >= e.period_end)
    group by e.parent_code, e.period_end
),
added as (
    select
        b.parent_code, b.indicator_code, b.frequency, b.period, b.period_start, b.period_end,
        b.real, c.communes, c.communes - b.without as applicable, b.reported,
        b.reported_to_date, b.illustrative, b.illustrative_to_date, b.lowest, b.median, b.highest,
        b.lowest_to_date, b.median_to_date, b.highest_to_date,
        case
            when i.over_areas = 'none' then 'none'
            when i.over_areas = 'weighted_mean' or i.denominator_code is not null then 'mean'
            else i.over_areas
        end as rule,
        case when b.weights = b.reported and b.weight > 0 then b.product / b.weight end as mean,
        case
            when b.weights_to_date = b.reported_to_date and b.weight_to_date > 0
                then b.product_to_date / b.weight_to_date
        end as mean_to_date,
        b.value, case when b.wholes = b.reported then b.whole end as whole, b.wholes, b.to_date,
        case when b.wholes_to_date = b.reported_to_date then b.whole_to_date end as whole_to_date,
        b.wholes_to_date
    from answers as b
    inner join counted as c
        on c.parent_code = b.parent_code and c.period_end = b.period_end
    inner join indicators as i on i.indicator_code = b.indicator_code
)
select
    parent_code, indicator_code, frequency, period, period_start, period_end, real,
    communes, applicable, reported, reported_to_date, illustrative, illustrative_to_date,
    lowest, median, highest, lowest_to_date, median_to_date, highest_to_date,
    case rule when 'mean' then mean when 'none' then null else value end as total,
    case when rule in ('sum', 'ratio_of_sums') then whole end as total_whole,
    case
        when rule = 'mean' then mean
        when rule = 'sum' and wholes = 0 then value
        when rule in ('sum', 'ratio_of_sums') and whole > 0 then 100 * value / whole
    end as total_rate,
    case rule when 'mean' then mean_to_date when 'none' then null else to_date end
        as total_to_date,
    case when rule in ('sum', 'ratio_of_sums') then whole_to_date end as total_whole_to_date,
    case
        when rule = 'mean' then mean_to_date
        when rule = 'sum' and wholes_to_date = 0 then to_date
        when rule in ('sum', 'ratio_of_sums') and whole_to_date > 0
            then 100 * to_date / whole_to_date
    end as total_rate_to_date
from added
order by parent_code, indicator_code, frequency, period_start, real
