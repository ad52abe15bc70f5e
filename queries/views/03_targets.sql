-- question: what was asked for, and where the source hides the number, what must it have been?
-- grain: one row per plan (area, indicator, period, assigner)
-- null: value is null where neither the plan nor a published completion gives it
with
completions as (
    select
        area_code, indicator_code, period, assigner_code, measure, source_code,
        value as published, resolution / 2 as half,
        case measure when 'excess' then 100 + value else value end as completion,
        row_number() over (
            partition by area_code, indicator_code, period, assigner_code
            order by resolution, measure
        ) as choice
    from published_figures
    where measure in ('completion', 'excess')
),
waypoints as (
    select distinct p.area_code, p.indicator_code, p.period, p.assigner_code
    from plans as p
    inner join plans as longer
        on longer.area_code = p.area_code and longer.area_from = p.area_from
        and longer.indicator_code = p.indicator_code
        and longer.assigner_code = p.assigner_code and longer.period <> p.period
        and longer.period_start <= p.period_start and longer.period_end >= p.period_end
    -- A change, a band or a thing kept is no step on the way to a level: it is judged itself.
    where p.form = 'level' and longer.form = 'level'
),
derived as (
    select
        p.area_code, p.indicator_code, p.period, p.assigner_code, c.measure, c.published,
        c.completion, u.kind, s.value as based_on,
        100 * s.value / c.completion as value,
        least(
            100 * s.value_low / (c.completion + c.half), 100 * s.value_low / (c.completion - c.half)
        ) as value_low,
        greatest(
            100 * s.value_high / (c.completion + c.half),
            100 * s.value_high / (c.completion - c.half)
        ) as value_high
    from plans as p
    inner join completions as c
        on c.area_code = p.area_code and c.indicator_code = p.indicator_code
        and c.period = p.period and c.assigner_code = p.assigner_code and c.choice = 1
    -- As it was when that was printed: what was asked for is not moved by a later revision.
    inner join printed as s
        on s.area_code = p.area_code and s.indicator_code = p.indicator_code
        and s.period = p.period and s.printed_in = c.source_code
    inner join indicators as i on i.indicator_code = p.indicator_code
    inner join units as u on u.unit_code = i.unit_code
    where
        p.value is null and p.form = 'level' and i.better = 'higher' and c.completion > c.half
),
whole_numbers as (
    select
        area_code, indicator_code, period, assigner_code, measure, published, completion, kind,
        based_on, value, value_low, value_high,
        ceil(value_low - 1e-9 * greatest(1.0, abs(value_low))) as lowest,
        floor(value_high + 1e-9 * greatest(1.0, abs(value_high))) as highest
    from derived
),
counted as (
    select
        area_code, indicator_code, period, assigner_code, measure, published, completion, based_on,
        case when kind = 'count' and lowest = highest then lowest else value end as value,
        case when kind = 'count' and lowest <= highest then lowest else value_low end as value_low,
        case when kind = 'count' and lowest <= highest then highest else value_high end
            as value_high
    from whole_numbers
)
select
    p.area_code, p.area_from, p.indicator_code, p.period, p.period_start, p.period_end, p.frequency,
    p.year_before, p.assigner_code, p.form, coalesce(p.value, d.value) as value,
    p.value_high as band_high,
    case when p.value is null then d.value_low end as value_low,
    case when p.value is null then d.value_high end as value_high,
    p.baseline, case when p.value is null then d.measure end as derivation,
    d.published, d.based_on, p.decision, p.version, p.report_due, p.source_code, p.note_vi,
    p.note_en, p.file, p.line, w.period is not null as waypoint,
    p.file like 'illustrative/%' as plan_illustrative
from plans as p
left join counted as d
    on d.area_code = p.area_code and d.indicator_code = p.indicator_code
    and d.period = p.period and d.assigner_code = p.assigner_code
left join waypoints as w
    on w.area_code = p.area_code and w.indicator_code = p.indicator_code
    and w.period = p.period and w.assigner_code = p.assigner_code
order by p.indicator_code, p.area_code, p.period_start, p.period_end, p.assigner_code
