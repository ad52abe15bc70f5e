-- question: how does every commune of an area stand against its plans at the end of one period?
-- grain: one row per commune and plan; a plan that nothing answers is a row too
-- null: completion is null where no percentage means anything; expected, where the plan is due or
--   where nothing can be expected on its way; it counts as achieved does: the value, or the change
with
ends as (
    -- A quarter or a year that was not recorded is judged by the last part of it.
    select $period as period, 0 as nearness
    union all
    select concat($period, '-12'), 1
    union all
    select concat($period, '-Q4'), 2
    union all
    select concat(substr($period, 1, 5), '03'), 1 where substr($period, 6) = 'Q1'
    union all
    select concat(substr($period, 1, 5), '06'), 1 where substr($period, 6) = 'Q2'
    union all
    select concat(substr($period, 1, 5), '09'), 1 where substr($period, 6) = 'Q3'
    union all
    select concat(substr($period, 1, 5), '12'), 1 where substr($period, 6) = 'Q4'
),
standings as (
    select
        p.area_code, p.area_from, p.period, p.plan_period, p.assigner_code, p.form, p.value,
        p.plan, p.band_high, p.baseline, p.baseline_used, p.achieved, p.completion,
        p.expected_completion, p.pace, p.margin, p.status, p.standing, p.plan_illustrative,
        p.plan_start, p.plan_end, i.better,
        row_number() over (
            partition by p.area_code, p.area_from, p.plan_period, p.assigner_code
            order by case when p.value is null then 1 else 0 end, e.nearness
        ) as choice
    from progress as p
    inner join ends as e on e.period = p.period
    inner join indicators as i on i.indicator_code = p.indicator_code
    inner join areas as a
        on a.area_code = p.area_code
        and coalesce(a.valid_from, date '0001-01-01') = p.area_from
    where
        p.indicator_code = $indicator and a.parent_code = $area and a.level = 'commune'
        and p.plan_period is not null and ($assigner = '' or p.assigner_code = $assigner)
        and (
            e.nearness = 0
            or (p.plan_period <> p.period and length(p.plan_period) <= length($period))
        )
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
    s.status, s.standing, s.plan_illustrative, s.plan_start, s.plan_end
from standings as s
left join assigners as g on g.assigner_code = s.assigner_code
where s.choice = 1
order by s.area_code, s.plan_end, s.plan_period, g.position, s.assigner_code
