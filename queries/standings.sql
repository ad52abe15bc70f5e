-- question: how does every plan stand in every period, and by what was it judged?
-- grain: one row per area, indicator, period, plan (its own period and its assigner)
-- null: observed is null where no observation answers; typed_* and known_from, where a plan's path
--   or its own row says nothing; the rest as in progress
-- newest: of its plan: of the last figure, else of the plan that waits for one
-- area: blank for all of them; illustrative: 0 leaves made-up figures and plans out
select
    p.area_code, p.area_from, p.indicator_code, p.period, p.plan_period, p.assigner_code, p.form,
    p.value, p.whole, p.qualifier, p.standing, p.plan, p.band_high, p.baseline, p.completion,
    p.expected_completion, p.status, p.plan_derivation, a.value as typed_plan,
    a.baseline as typed_baseline, a.report_due,
    p.plan_illustrative or coalesce(p.standing = 'illustrative', false) as made_up,
    row_number() over (
        partition by p.indicator_code, p.area_code, p.plan_period, p.assigner_code
        order by p.standing is null, f.period_end desc, f.period_start
    ) = 1 as newest
from progress as p
inner join plans as a
    on a.area_code = p.area_code and a.indicator_code = p.indicator_code
    and a.period = p.plan_period and a.assigner_code = p.assigner_code
inner join assigners as s on s.assigner_code = p.assigner_code
left join series as f
    on f.area_code = p.area_code and f.indicator_code = p.indicator_code and f.period = p.period
where
    ($area = '' or p.area_code = $area)
    and (
        $illustrative = '1'
        or not (p.plan_illustrative or coalesce(p.standing = 'illustrative', false))
    )
order by
    p.indicator_code, p.area_code, p.plan_period, s.position, p.assigner_code, p.period
