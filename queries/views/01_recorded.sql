-- question: within which interval does the source place every number that it prints?
-- grain: one row per area, indicator and period that a source states
-- null: value, value_low and value_high are null where the source states no value
with
steps as (
    select
        o.area_code, o.area_from, o.indicator_code, o.period, o.period_start, o.period_end,
        o.frequency, o.year_before, o.value, o.whole, o.qualifier, o.status, o.source_code, o.note_vi,
        o.note_en, o.file, o.line,
        case
            when o.resolution is not null then o.resolution
            when u.kind in ('count', 'rank', 'flag') and o.qualifier is null then 0
            else power(10.0, 0 - i.decimals)
        end as step
    from observations as o
    inner join indicators as i on i.indicator_code = o.indicator_code
    inner join units as u on u.unit_code = i.unit_code
)
select
    area_code, area_from, indicator_code, period, period_start, period_end, frequency, year_before,
    value,
    case
        when qualifier = 'above' then value
        when qualifier = 'nearly' then value - step
        else value - step / 2
    end as value_low,
    case
        when qualifier = 'above' then value + step
        when qualifier = 'nearly' then value
        else value + step / 2
    end as value_high,
    step, whole, qualifier, status, source_code, note_vi, note_en, file, line
from steps
order by indicator_code, area_code, period
