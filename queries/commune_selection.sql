-- question: what do some communes of an area come to together, by the indicator's own rule?
-- grain: one row; none where the period is not known
-- null: value is null where nobody reported, where the indicator may not be put together, or where
--   a commune that reported lacks what that takes; rate, where there is nothing to be a share of
with
asked as (
    select distinct period_end
    from spread
    where parent_code = $area and period = $period
),
chosen as (
    select a.area_code, coalesce(a.valid_from, date '0001-01-01') as area_from
    from areas as a
    inner join asked
        on (a.valid_from is null or a.valid_from <= asked.period_end)
        and (a.valid_to is null or a.valid_to >= asked.period_end)
    where
        a.parent_code = $area and a.level = 'commune'
        and position(concat(',', a.area_code, ',') in concat(',', $areas, ',')) > 0
),
figures as (
    select
        t.rate, t.weight, case when t.rate is not null then t.value end as value,
        case when t.rate is not null then t.whole end as whole,
        case when $illustrative <> '0' or t.status_to_date <> 'illustrative' then t.rate_to_date end
            as rate_to_date,
        t.to_date, t.whole_to_date, t.status, t.status_to_date
    from chosen as c
    inner join timelines as t
        on t.area_code = c.area_code and t.area_from = c.area_from
    where
        t.indicator_code = $indicator and t.period = $period
        and ($illustrative <> '0' or not t.illustrative)
),
summed as (
    select
        count(rate) as reported, sum(value) as value, sum(whole) as whole, count(whole) as wholes,
        count(case when rate is not null and status = 'illustrative' then 1 end) as illustrative,
        sum(rate * weight) as product, sum(case when rate is not null then weight end) as weight,
        count(rate * weight) as weights, count(rate_to_date) as reported_to_date,
        count(case when rate_to_date is not null and status_to_date = 'illustrative' then 1 end)
            as illustrative_to_date,
        sum(case when rate_to_date is not null then to_date end) as to_date,
        sum(case when rate_to_date is not null then whole_to_date end) as whole_to_date,
        count(case when rate_to_date is not null then whole_to_date end) as wholes_to_date,
        sum(rate_to_date * weight) as product_to_date,
        sum(case when rate_to_date is not null then weight end) as weight_to_date,
        count(rate_to_date * weight) as weights_to_date
    from figures
),
counted as (
    select count(*) as chosen
    from chosen
),
added as (
    select
        i.over_areas, c.chosen, s.reported, s.reported_to_date, s.illustrative,
        s.illustrative_to_date,
        case
            when i.over_areas = 'weighted_mean' or i.denominator_code is not null then 'mean'
            else i.over_areas
        end as rule,
        case when s.weights = s.reported and s.weight > 0 then s.product / s.weight end as mean,
        case
            when s.weights_to_date = s.reported_to_date and s.weight_to_date > 0
                then s.product_to_date / s.weight_to_date
        end as mean_to_date,
        s.value, case when s.wholes = s.reported then s.whole end as whole, s.wholes, s.to_date,
        case when s.wholes_to_date = s.reported_to_date then s.whole_to_date end as whole_to_date,
        s.wholes_to_date
    from indicators as i
    cross join asked
    cross join counted as c
    cross join summed as s
    where i.indicator_code = $indicator
)
select
    over_areas, chosen, reported, reported_to_date, illustrative, illustrative_to_date,
    case rule when 'mean' then mean when 'none' then null else value end as value,
    case when rule in ('sum', 'ratio_of_sums') then whole end as whole,
    case
        when rule = 'mean' then mean
        when rule = 'sum' and wholes = 0 then value
        when rule in ('sum', 'ratio_of_sums') and whole > 0 then 100 * value / whole
    end as rate,
    case rule when 'mean' then mean_to_date when 'none' then null else to_date end as to_date,
    case when rule in ('sum', 'ratio_of_sums') then whole_to_date end as whole_to_date,
    case
        when rule = 'mean' then mean_to_date
        when rule = 'sum' and wholes_to_date = 0 then to_date
        when rule in ('sum', 'ratio_of_sums') and whole_to_date > 0
            then 100 * to_date / whole_to_date
    end as rate_to_date
from added
order by over_areas
