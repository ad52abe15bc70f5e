-- question: does what the source prints agree with what its own figures give?
-- grain: one row per area, indicator, period, measure and assigner
-- null: recomputed is null where the source gives no parts to compute from
with
asked as (
    -- Whatever was asked for, and since when: amended later, it is not what was printed against.
    select
        f.area_code, f.indicator_code, f.period, f.assigner_code, f.source_code, f.measure,
        p.value, p.known_from, p.file, p.line, s.published_on
    from published_figures as f
    inner join sources as s on s.source_code = f.source_code
    inner join (
        select area_code, indicator_code, period, assigner_code, form, value, known_from, file, line
        from plans
        union all
        select area_code, indicator_code, period, assigner_code, form, value, known_from, file, line
        from superseded_plans
    ) as p
        on p.area_code = f.area_code and p.indicator_code = f.indicator_code
        and p.period = f.period and p.assigner_code = f.assigner_code
    where p.form <> 'withdrawn'
),
assigned as (
    select
        area_code, indicator_code, period, assigner_code, source_code, measure, value,
        row_number() over (
            partition by area_code, indicator_code, period, assigner_code, source_code, measure
            order by
                case when cast(known_from as date) <= published_on then 0 else 1 end,
                case when cast(known_from as date) <= published_on then known_from end desc,
                known_from, file, line
        ) as place
    from asked
),
stated as (
    select
        f.area_code, f.indicator_code, f.period, f.measure, f.assigner_code,
        f.value as published, f.resolution / 2 as half, f.source_code, f.note_vi, f.note_en,
        f.file, f.line,
        -- What is recorded is compared as it was when that was printed, not as revised since.
        coalesce(p.value, s.value) as value, coalesce(p.value_low, s.value_low) as value_low,
        coalesce(p.value_high, s.value_high) as value_high,
        case when p.value is null then s.whole else p.whole end as whole,
        coalesce(b.value, before.value) as before_value, before.derivation as before_derivation,
        coalesce(b.value_low, before.value_low) as before_low,
        coalesce(b.value_high, before.value_high) as before_high,
        case
            when a.value is not null then a.value
            -- Amended by a number since: what was hidden then is not had from it.
            when a.place is null or t.derivation is not null then t.value
        end as plan,
        case when a.value is null then t.derivation end as plan_derivation
    from published_figures as f
    left join printed as p
        on p.area_code = f.area_code and p.indicator_code = f.indicator_code
        and p.period = f.period and p.printed_in = f.source_code
    left join series as s
        on s.area_code = f.area_code and s.indicator_code = f.indicator_code
        and s.period = f.period
    left join printed as b
        on b.area_code = f.area_code and b.indicator_code = f.indicator_code
        and b.period = f.year_before and b.printed_in = f.source_code
        and f.year_before_area_from = f.area_from
    left join series as before
        on before.area_code = f.area_code and before.area_from = f.area_from
        and before.indicator_code = f.indicator_code and before.period = f.year_before
    left join targets as t
        on t.area_code = f.area_code and t.indicator_code = f.indicator_code
        and t.period = f.period and t.assigner_code = f.assigner_code
    left join assigned as a
        on a.area_code = f.area_code and a.indicator_code = f.indicator_code
        and a.period = f.period and a.assigner_code = f.assigner_code
        and a.source_code = f.source_code and a.measure = f.measure and a.place = 1
),
computed as (
    select
        area_code, indicator_code, period, measure, assigner_code, published, half, source_code,
        note_vi, note_en, file, line,
        case measure
            when 'share' then case when whole <> 0 then 100 * value / whole end
            when 'change' then value - before_value
            when 'growth'
                then case
                    when before_low > 0 or before_high < 0
                        then 100 * (value - before_value) / abs(before_value)
                end
            when 'completion' then case when plan <> 0 then 100 * value / plan end
            when 'excess' then case when plan <> 0 then 100 * value / plan - 100 end
        end as recomputed,
        case measure
            when 'share' then case when whole <> 0 then 100 * value_low / whole end
            when 'change' then value_low - before_high
            when 'growth'
                then case
                    when before_low > 0 or before_high < 0 then 100 * least(
                        (value_low - before_low) / abs(before_low),
                        (value_low - before_high) / abs(before_high)
                    )
                end
            when 'completion'
                then case when plan <> 0 then 100 * least(value_low / plan, value_high / plan) end
            when 'excess'
                then case
                    when plan <> 0 then 100 * least(value_low / plan, value_high / plan) - 100
                end
        end as recomputed_low,
        case measure
            when 'share' then case when whole <> 0 then 100 * value_high / whole end
            when 'change' then value_high - before_low
            when 'growth'
                then case
                    when before_low > 0 or before_high < 0 then 100 * greatest(
                        (value_high - before_low) / abs(before_low),
                        (value_high - before_high) / abs(before_high)
                    )
                end
            when 'completion'
                then case
                    when plan <> 0 then 100 * greatest(value_low / plan, value_high / plan)
                end
            when 'excess'
                then case
                    when plan <> 0 then 100 * greatest(value_low / plan, value_high / plan) - 100
                end
        end as recomputed_high,
        coalesce(before_derivation = measure, false)
            or coalesce(plan_derivation = measure, false) as circular
    from stated
),
parts as (
    select
        r.area_code, i.part_of as indicator_code, r.period, r.value, r.value_low, r.value_high,
        r.source_code, r.file, r.line,
        row_number() over (
            partition by r.area_code, i.part_of, r.period order by r.file, r.line
        ) as place
    from recorded as r
    inner join indicators as i on i.indicator_code = r.indicator_code
    where i.part_of is not null
),
components as (
    select
        area_code, indicator_code, period, sum(value) as recomputed,
        sum(value_low) as recomputed_low, sum(value_high) as recomputed_high,
        count(value) as reported,
        max(case when place = 1 then source_code end) as source_code,
        max(case when place = 1 then file end) as file,
        max(case when place = 1 then line end) as line
    from parts
    group by area_code, indicator_code, period
),
expected as (
    select part_of as indicator_code, count(*) as parts
    from indicators
    where part_of is not null
    group by part_of
),
sums as (
    select
        c.area_code, c.indicator_code, c.period, 'sum' as measure,
        cast(null as varchar) as assigner_code,
        coalesce(r.value, case when u.kind = 'percent' then 100.0 end) as published,
        coalesce(r.step, 0) / 2 as half, c.source_code, cast(null as varchar) as note_vi,
        cast(null as varchar) as note_en, coalesce(r.file, c.file) as file,
        coalesce(r.line, c.line) as line, c.recomputed, c.recomputed_low, c.recomputed_high,
        false as circular
    from components as c
    inner join expected as e
        on e.indicator_code = c.indicator_code and e.parts = c.reported
    inner join indicators as i on i.indicator_code = c.indicator_code
    inner join units as u on u.unit_code = i.unit_code
    left join recorded as r
        on r.area_code = c.area_code and r.indicator_code = c.indicator_code
        and r.period = c.period
),
compared as (
    select
        area_code, indicator_code, period, measure, assigner_code, published, half, source_code,
        note_vi, note_en, file, line, recomputed, recomputed_low, recomputed_high, circular
    from computed
    union all
    select
        area_code, indicator_code, period, measure, assigner_code, published, half, source_code,
        note_vi, note_en, file, line, recomputed, recomputed_low, recomputed_high, circular
    from sums
    where published is not null
)
select
    area_code, indicator_code, period, measure, assigner_code, published, recomputed,
    recomputed_low, recomputed_high,
    case
        when recomputed is null then 'not_checkable'
        when circular then 'used'
        when recomputed_high < published - half - 1e-9 then 'differs'
        when recomputed_low > published + half + 1e-9 then 'differs'
        else 'agrees'
    end as verdict,
    half, source_code, note_vi, note_en, file, line
from compared
order by indicator_code, area_code, period, measure, assigner_code
