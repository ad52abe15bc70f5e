-- question: how did one indicator of one area stand against its plans in every period?
-- grain: one row per observation and plan
-- null: completion is null where no percentage means anything; plan, where there is none
select
    p.indicator_code, p.period, p.assigner_code, p.plan_period, p.form, p.value, p.whole, p.plan,
    p.completion, p.status, p.standing, p.qualifier, p.baseline, p.achieved, p.band_high,
    p.plan_low, p.plan_high, p.plan_derivation, p.published_completion, p.margin,
    p.expected_completion, p.pace, p.baseline_used, p.plan_based_on, p.area_from
from progress as p
left join assigners as a on a.assigner_code = p.assigner_code
where p.area_code = $area and p.indicator_code = $indicator
order by p.period, p.plan_period, a.position, p.assigner_code
