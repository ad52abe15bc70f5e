-- question: how does every observation stand against every plan made for it?
-- grain: one row per observation and plan; an observation without a plan is a row too, and so is a
--   plan, of its own period, that no observation answers or that is over without one of its end
-- null: completion is null where no percentage means anything; plan, where there is none
with
limits as (
    select
        max(case threshold_code when 'on_track' then value end) as on_track,
        max(case threshold_code when 'at_risk' then value end) as at_risk
    from thresholds
),
assigned as (
    select
        t.area_code, t.area_from, t.indicator_code, t.period, t.period_start, t.period_end,
        t.year_before, t.assigner_code, t.form, t.value, t.band_high, t.value_low, t.value_high,
        t.baseline, t.derivation, t.published, t.based_on, t.report_due, t.plan_illustrative,
        i.better, i.over_time,
        -- Whatever ends before this day has a nearer plan ahead.
        max(t.period_start) over (
            partition by t.area_code, t.area_from, t.indicator_code, t.assigner_code
            order by t.period_end, t.period_start desc
            rows between unbounded preceding and 1 preceding
        ) as since
    from targets as t
    inner join indicators as i on i.indicator_code = t.indicator_code
    where not t.waypoint
),
planned as (
    -- Nothing else is judged: of what nobody planned there may be a hundred times as much.
    select
        s.area_code, s.area_from, s.indicator_code, s.period, s.period_start, s.period_end,
        s.frequency, s.value, s.value_low, s.value_high, s.whole, s.qualifier, s.status,
        s.derivation
    from series as s
    inner join (select distinct area_code, area_from, indicator_code from assigned) as p
        on p.area_code = s.area_code and p.area_from = s.area_from
        and p.indicator_code = s.indicator_code
),
candidates as (
    select
        s.area_code, s.indicator_code, s.period, p.period as plan_period, p.assigner_code,
        s.period_start, s.period_end, s.frequency, s.status, s.value is not null as stated,
        p.period_start as plan_start, p.period_start <= s.period_start as around,
        row_number() over (
            partition by s.area_code, s.indicator_code, s.period, p.assigner_code
            order by case when p.period_start <= s.period_start then 0 else 1 end,
                p.period_end, p.period_start desc
        ) as nearest
    from planned as s
    inner join assigned as p
        on p.area_code = s.area_code and p.area_from = s.area_from
        and p.indicator_code = s.indicator_code
        and p.period_end >= s.period_end
        and (
            p.period_start <= s.period_start
            or (
                p.period_start > s.period_end and (p.since is null or p.since <= s.period_end)
                -- What is to grow from the year before has not begun to.
                and (p.form not in ('change', 'growth') or p.baseline is not null)
            )
        )
),
matched as (
    -- Every plan around the observation, and where an assigner has none, the next one ahead.
    select
        area_code, indicator_code, period, plan_period, assigner_code, period_start, period_end,
        frequency, status, stated, plan_start
    from candidates
    where around or nearest = 1
),
answered as (
    select area_code, indicator_code, plan_period, assigner_code, max(period_end) as until
    from matched
    group by area_code, indicator_code, plan_period, assigner_code
),
pairs as (
    select
        area_code, indicator_code, period, period as observed_period, plan_period, assigner_code
    from matched
    union all
    select
        p.area_code, p.indicator_code, p.period, cast(null as varchar), p.period, p.assigner_code
    from assigned as p
    cross join snapshot as n
    left join answered as a
        on a.area_code = p.area_code and a.indicator_code = p.indicator_code
        and a.plan_period = p.period and a.assigner_code = p.assigner_code
    where a.until is null or (a.until < p.period_end and p.period_end < n.as_of)
),
within as (
    select
        p.area_code, p.indicator_code, p.period as plan_period, p.assigner_code,
        p.plan_illustrative, part.period as part, part.period_start, part.period_end, part.value,
        part.frequency, part.status,
        case part.frequency when 'A' then 12 when 'S' then 6 when 'Q' then 3 else 1 end as months
    from assigned as p
    inner join planned as part
        on part.area_code = p.area_code and part.area_from = p.area_from
        and part.indicator_code = p.indicator_code
        and part.period_start >= p.period_start and part.period_end <= p.period_end
    where p.over_time in ('sum', 'mean') and part.value is not null
),
parts as (
    select
        m.area_code, m.indicator_code, m.period, m.plan_period, m.assigner_code,
        w.part, w.period_start, w.period_end, w.value, w.frequency = m.frequency as alike, w.months,
        12 * (extract(year from m.period_end) - extract(year from m.plan_start))
            + extract(month from m.period_end) - extract(month from m.plan_start) + 1 as needed
    from matched as m
    inner join within as w
        on w.area_code = m.area_code and w.indicator_code = m.indicator_code
        and w.plan_period = m.plan_period and w.assigner_code = m.assigner_code
        and w.period_end <= m.period_end
    where
        m.plan_period <> m.period and m.plan_start <= m.period_start and m.stated
        -- What is made up is never a part of what is real.
        and (w.status <> 'illustrative' or m.status = 'illustrative' or w.plan_illustrative)
),
alike as (
    select
        area_code, indicator_code, period, plan_period, assigner_code, sum(value) as total,
        avg(value) as mean, sum(months) as months
    from parts
    where alike
    group by area_code, indicator_code, period, plan_period, assigner_code
    having sum(months) = max(needed)
),
unlike as (
    select
        p.area_code, p.indicator_code, p.period, p.plan_period, p.assigner_code, p.part,
        p.period_start, p.period_end, p.value, p.months
    from parts as p
    left join alike as a
        on a.area_code = p.area_code and a.indicator_code = p.indicator_code
        and a.period = p.period and a.plan_period = p.plan_period
        and a.assigner_code = p.assigner_code
    where a.period is null
),
longest as (
    -- A quarter and the months after it: the parts that lie in no other one lie side by side.
    select
        a.area_code, a.indicator_code, a.period, a.plan_period, a.assigner_code,
        sum(a.value) as total, sum(a.value * a.months) / sum(a.months) as mean,
        sum(a.months) as months
    from unlike as a
    left join unlike as around
        on around.area_code = a.area_code and around.indicator_code = a.indicator_code
        and around.period = a.period and around.plan_period = a.plan_period
        and around.assigner_code = a.assigner_code and around.part <> a.part
        and around.period_start <= a.period_start and around.period_end >= a.period_end
    where around.part is null
    group by a.area_code, a.indicator_code, a.period, a.plan_period, a.assigner_code
),
paths as (
    select
        m.area_code, m.indicator_code, m.period, m.plan_period, m.assigner_code,
        case p.over_time when 'sum' then sum(way.value) else avg(way.value) end as path_to_date,
        count(way.value) as path_parts,
        max(case when way.period = m.period then way.value end) as path_here
    from matched as m
    inner join planned as s
        on s.area_code = m.area_code and s.indicator_code = m.indicator_code
        and s.period = m.period
    inner join assigned as p
        on p.area_code = m.area_code and p.indicator_code = m.indicator_code
        and p.period = m.plan_period and p.assigner_code = m.assigner_code
    inner join targets as way
        on way.area_code = p.area_code and way.area_from = p.area_from
        and way.indicator_code = m.indicator_code
        and way.assigner_code = m.assigner_code and way.waypoint
        and way.frequency = s.frequency and way.period_start >= p.period_start
        and way.period_end <= s.period_end
        and (p.plan_illustrative or not way.plan_illustrative)
    group by
        m.area_code, m.indicator_code, m.period, m.plan_period, m.assigner_code, p.over_time
),
grown_from as (
    select
        p.area_code, p.indicator_code, p.period as plan_period, p.assigner_code, s.value, s.status
    from assigned as p
    inner join planned as s
        on s.area_code = p.area_code and s.area_from = p.area_from
        and s.indicator_code = p.indicator_code and s.period = p.year_before
    where p.form in ('change', 'growth') and p.baseline is null
),
paired as (
    select
        t.area_code, t.indicator_code, t.period, t.observed_period,
        coalesce(s.area_from, p.area_from) as area_from,
        s.status as standing, s.value as stated, s.value_low, s.value_high, s.whole, s.qualifier,
        s.derivation, p.period as plan_period, p.assigner_code, p.form, p.value as plan,
        p.band_high, p.value_low as plan_low, p.value_high as plan_high,
        p.derivation as plan_derivation, p.published as published_completion,
        p.based_on as plan_based_on, p.better, p.over_time, p.period_start as plan_start,
        p.period_end as plan_end, p.report_due, p.plan_illustrative,
        coalesce(p.baseline, before.value) as baseline,
        p.period_start > s.period_end as ahead,
        p.period <> s.period and p.period_start <= s.period_start as partial,
        p.period_end > s.period_end and p.period_start <= s.period_start as inside,
        12 * (extract(year from s.period_end) - extract(year from p.period_start))
            + extract(month from s.period_end) - extract(month from p.period_start) + 1 as months,
        12 * (extract(year from p.period_end) - extract(year from p.period_start))
            + extract(month from p.period_end) - extract(month from p.period_start) + 1
            as plan_months,
        case s.frequency when 'A' then 12 when 'S' then 6 when 'Q' then 3 else 1 end as part_months,
        w.path_to_date, w.path_parts, w.path_here,
        case p.over_time when 'sum' then e.total else e.mean end as alike_to_date,
        e.months as alike_months,
        case p.over_time when 'sum' then l.total else l.mean end as longest_to_date,
        l.months as longest_months
    from pairs as t
    left join planned as s
        on s.area_code = t.area_code and s.indicator_code = t.indicator_code
        and s.period = t.observed_period
    left join assigned as p
        on p.area_code = t.area_code and p.indicator_code = t.indicator_code
        and p.period = t.plan_period and p.assigner_code = t.assigner_code
    left join alike as e
        on e.area_code = t.area_code and e.indicator_code = t.indicator_code
        and e.period = t.observed_period and e.plan_period = t.plan_period
        and e.assigner_code = t.assigner_code
    left join longest as l
        on l.area_code = t.area_code and l.indicator_code = t.indicator_code
        and l.period = t.observed_period and l.plan_period = t.plan_period
        and l.assigner_code = t.assigner_code
    left join paths as w
        on w.area_code = t.area_code and w.indicator_code = t.indicator_code
        and w.period = t.observed_period and w.plan_period = t.plan_period
        and w.assigner_code = t.assigner_code
    left join grown_from as before
        on before.area_code = t.area_code and before.indicator_code = t.indicator_code
        and before.plan_period = t.plan_period and before.assigner_code = t.assigner_code
        and (
            before.status <> 'illustrative' or s.status = 'illustrative' or p.plan_illustrative
        )
),
reached as (
    select
        area_code, indicator_code, period, observed_period, area_from, standing, stated, value_low,
        value_high, whole, qualifier, derivation, plan_period, assigner_code, form, plan, band_high,
        plan_low, plan_high, plan_derivation, published_completion, plan_based_on, better,
        over_time, plan_start, plan_end, report_due, plan_illustrative, baseline, ahead, inside,
        case
            when partial and over_time in ('sum', 'mean')
                then case
                    when alike_months = months then alike_to_date
                    when longest_months = months then longest_to_date
                end
            when partial and over_time = 'none' and not inside then null
            else stated
        end as value,
        case
            when over_time in ('sum', 'mean')
                then case when path_parts * part_months = months then path_to_date end
            else path_here
        end as waypoint,
        -- How much of a sum over the plan's period belongs to the part that is over.
        baseline
            * case when inside and over_time = 'sum' then 1.0 * months / plan_months else 1.0 end
            as baseline_used,
        -- How far a straight line has come: a mean or a rate does not pile up, it holds throughout.
        case
            when over_time = 'mean' or (over_time = 'sum' and form = 'growth') then 1.0
            else 1.0 * months / plan_months
        end as line
    from paired
),
measured as (
    select
        area_code, indicator_code, period, observed_period, area_from, standing, stated, value_low,
        value_high, whole, qualifier, derivation, plan_period, assigner_code, form, plan, band_high,
        plan_low, plan_high, plan_derivation, published_completion, plan_based_on, better,
        over_time, plan_start, plan_end, report_due, plan_illustrative, baseline, ahead, inside,
        value, waypoint, baseline_used, line,
        case form
            when 'change' then value - baseline_used
            when 'growth'
                then case
                    when baseline_used <> 0
                        then 100 * (value - baseline_used) / abs(baseline_used)
                end
            else value
        end as achieved
    from reached
),
compared as (
    select
        area_code, indicator_code, period, observed_period, area_from, standing, stated, value_low,
        value_high, whole, qualifier, derivation, plan_period, assigner_code, form, plan, band_high,
        plan_low, plan_high, plan_derivation, published_completion, plan_based_on, better,
        plan_start, plan_end, report_due, plan_illustrative, baseline, ahead, inside, value,
        baseline_used, achieved,
        case
            when form = 'level' and better = 'higher' and plan > 0 then 100 * value / plan
            when form = 'level' and better = 'lower' and baseline > plan
                then 100 * (baseline_used - value) / (baseline - plan)
            when form in ('change', 'growth') and plan <> 0 then 100 * achieved / plan
        end as completion,
        case
            when form in ('change', 'growth') and plan < 0 then plan - achieved
            when form in ('change', 'growth') and plan > 0 then achieved - plan
            when form = 'band' and value < plan then value - plan
            when form = 'band' and value > band_high then band_high - value
            when form = 'band' and value is not null then 0
            when better = 'lower' then plan - achieved
            when better = 'higher' then achieved - plan
            else 0 - abs(achieved - plan)
        end as margin,
        1e-9 * greatest(1.0, abs(coalesce(plan, 0.0)), abs(coalesce(value, 0.0))) as tolerance,
        case
            when not inside then null
            when form in ('change', 'growth') then 100 * line
            when form = 'level' and better = 'higher' and plan > 0
                then case
                    when waypoint is not null then 100 * waypoint / plan
                    when over_time in ('sum', 'mean') then 100 * line
                    else 100 * (baseline + (plan - baseline) * line) / plan
                end
            when form = 'level' and better = 'lower' and baseline > plan
                then case
                    when waypoint is not null
                        then 100 * (baseline_used - waypoint) / (baseline - plan)
                    else 100 * line
                end
        end as expected_completion
    from measured
),
judged as (
    select
        area_code, indicator_code, period, observed_period, area_from, standing, stated, value_low,
        value_high, whole, qualifier, derivation, plan_period, assigner_code, form, plan, band_high,
        plan_low, plan_high, plan_derivation, published_completion, plan_based_on, better,
        plan_start, plan_end, report_due, plan_illustrative, baseline, ahead, inside, value,
        baseline_used, achieved,
        completion, margin, tolerance, expected_completion,
        case
            when inside and expected_completion > 0 then completion / expected_completion
            when inside and completion >= expected_completion then 1.0
            when inside and completion < expected_completion then 0.0
        end as pace
    from compared
)
select
    j.area_code, j.area_from, j.indicator_code, j.period, j.plan_period, j.assigner_code, j.form,
    j.value, j.value_low, j.value_high, j.whole, j.qualifier, j.standing, j.derivation, j.baseline,
    j.baseline_used, j.achieved, j.plan, j.band_high, j.plan_low, j.plan_high, j.plan_derivation,
    j.published_completion, j.plan_based_on, j.completion, j.margin, j.expected_completion, j.pace,
    case
        when j.standing = 'not_applicable' then 'not_applicable'
        when j.observed_period is null or j.stated is null then
            case
                when n.as_of <= j.plan_end then 'not_due'
                when n.as_of <= j.report_due then 'no_data'
                else 'late'
            end
        when j.ahead then 'not_due'
        when j.margin is null then 'no_data'
        when j.inside then
            case
                when j.pace is null then 'not_due'
                when j.pace >= l.on_track - 1e-9 then 'on_track'
                when j.pace >= l.at_risk - 1e-9 then 'at_risk'
                else 'behind'
            end
        when j.form in ('band', 'maintain') or j.better in ('band', 'none') then
            case when j.margin >= 0 - j.tolerance then 'met' else 'missed' end
        when j.margin > j.tolerance then 'exceeded'
        when j.margin >= 0 - j.tolerance then 'met'
        else 'missed'
    end as status,
    j.plan_start, j.plan_end, j.plan_illustrative
from judged as j
cross join limits as l
cross join snapshot as n
union all
select
    s.area_code, s.area_from, s.indicator_code, s.period, cast(null as varchar),
    cast(null as varchar), cast(null as varchar), s.value, s.value_low, s.value_high, s.whole,
    s.qualifier, s.status, s.derivation, cast(null as double), cast(null as double), s.value,
    cast(null as double), cast(null as double), cast(null as double), cast(null as double),
    cast(null as varchar), cast(null as double), cast(null as double), cast(null as double),
    cast(null as double), cast(null as double), cast(null as double),
    case
        when s.status = 'not_applicable' then 'not_applicable'
        when s.value is null then 'no_data'
        else 'no_plan'
    end,
    cast(null as date), cast(null as date), false
from series as s
left join matched as m
    on m.area_code = s.area_code and m.indicator_code = s.indicator_code and m.period = s.period
where m.period is null
-- By period, as pages ask for all communes of one: each lies together.
order by 3, 4, 1, 5, 6
