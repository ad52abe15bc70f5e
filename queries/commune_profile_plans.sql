-- question: how does one commune stand against every plan of its newest yearly figures?
-- grain: one row per indicator and plan, of whoever assigned it; those that lie ahead are there too
-- null: completion is null where no percentage means anything; expected, where the plan is due or
--   where nothing can be expected on its way; it counts as achieved does: the value, or the change
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
own as (
    select t.area_code, t.area_from, t.indicator_code, max(t.period) as period
    from timelines as t
    inner join here as h on h.area_code = t.area_code and h.area_from = t.area_from
    where
        t.frequency = 'A' and t.period <= $period and t.area_code = $area
        and (t.value is not null or t.status = 'not_applicable')
        and ($illustrative <> '0' or not t.illustrative)
    group by t.area_code, t.area_from, t.indicator_code
),
ends as (
    -- A year that was not recorded is judged by the last part of it.
    select area_code, area_from, indicator_code, period, 0 as nearness
    from own
    union all
    select area_code, area_from, indicator_code, concat(period, '-12'), 1
    from own
    union all
    select area_code, area_from, indicator_code, concat(period, '-Q4'), 2
    from own
),
standings as (
    select
        p.area_code, p.area_from, p.period, p.plan_period, p.assigner_code, p.form, p.value,
        p.plan, p.band_high, p.baseline, p.baseline_used, p.achieved, p.completion,
        p.expected_completion, p.pace, p.margin, p.status, p.standing, p.plan_illustrative,
        p.plan_start, p.plan_end, p.indicator_code, i.better,
        row_number() over (
            partition by p.indicator_code, p.plan_period, p.assigner_code
            order by case when p.value is null then 1 else 0 end, e.nearness
        ) as choice
    from progress as p
    inner join ends as e
        on e.area_code = p.area_code and e.area_from = p.area_from
        and e.indicator_code = p.indicator_code and e.period = p.period
    inner join indicators as i on i.indicator_code = p.indicator_code
    where
        p.area_code = $area and p.plan_period is not null
        and (e.nearness = 0 or length(p.plan_period) = 4)
        and (
            $illustrative <> '0'
            or (not p.plan_illustrative and coalesce(p.standing, '') <> 'illustrative')
        )
)
select
    s.area_code, s.area_from, s.period, s.plan_period, s.assigner_code, s.form, s.value, s.plan,
    s.band_high, s.baseline, s.baseline_used, s.achieved, s.completion, s.expected_completion,
    s.pace, s.margin,
    case
        when s.form = 'level' and s.better = 'lower'
            then s.baseline_used - (s.baseline - s.plan) * s.expected_completion / 100
        else s.plan * s.expected_completion / 100
    end as expected,
    s.status, s.standing, s.plan_illustrative, s.plan_start, s.plan_end, s.indicator_code
from standings as s
left join assigners as g on g.assigner_code = s.assigner_code
where s.choice = 1
order by s.indicator_code, s.plan_end, s.plan_period, g.position, s.assigner_code
