-- question: how does an area stand against its plans at the end of a period?
-- grain: one row per observation and plan; a plan without an observation is a row too
-- null: completion (percent, unrounded) is null where no percentage means anything
select
    p.indicator_code, p.period, p.assigner_code, p.plan_period, p.form, p.value, p.whole, p.plan,
    p.completion, p.status, p.standing, p.qualifier, p.baseline, p.achieved, p.band_high,
    p.plan_low, p.plan_high, p.plan_derivation, p.published_completion, p.margin,
    p.expected_completion, p.pace, p.baseline_used, p.plan_based_on, p.area_from
from progress as p
inner join indicators as i on i.indicator_code = p.indicator_code
inner join exhibits as e on e.exhibit_code = i.exhibit_code
left join assigners as a on a.assigner_code = p.assigner_code
where p.area_code = $area and p.period = $period
order by
    e.sector_code, e.position, i.position, p.indicator_code, p.plan_period, a.position,
    p.assigner_code
