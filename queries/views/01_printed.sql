-- question: what stood beside the numbers that a source prints, when it printed them?
-- grain: one row per area, indicator, period and source that prints something of it, or of the year after
-- null: qualifier and whole are null where the source states none; no other column is null
-- A figure revised later is not what a completion or a growth was printed beside: what the same
-- source says of it is meant, the last that was typed; else of its versions the last one that was
-- known when the source came out, or else the first one.
with
asked as (
    select f.area_code, f.indicator_code, f.period, f.source_code as printed_in, s.published_on
    from published_figures as f
    inner join sources as s on s.source_code = f.source_code
    union
    select f.area_code, f.indicator_code, f.year_before, f.source_code, s.published_on
    from published_figures as f
    inner join sources as s on s.source_code = f.source_code
    -- A year before, the code may have been another area's.
    where f.year_before_area_from = f.area_from
),
counting as (
    select
        o.area_code, o.indicator_code, o.period, a.printed_in, a.published_on, o.value, o.whole,
        o.qualifier, o.resolution, o.source_code, o.file, o.line, o.known_from,
        o.status = 'illustrative' or o.file like 'illustrative/%' as made_up
    from observations as o
    inner join asked as a
        on a.area_code = o.area_code and a.indicator_code = o.indicator_code
        and a.period = o.period
),
versions as (
    select
        area_code, indicator_code, period, printed_in, published_on, value, whole, qualifier,
        resolution, source_code, file, line, known_from
    from counting
    union all
    select
        o.area_code, o.indicator_code, o.period, c.printed_in, c.published_on, o.value, o.whole,
        o.qualifier, o.resolution, o.source_code, o.file, o.line, o.known_from
    from superseded_observations as o
    inner join counting as c
        on c.area_code = o.area_code and c.indicator_code = o.indicator_code
        and c.period = o.period
        -- Not what is known later than what counts, nor what is made up beside what is not.
        and o.known_from <= c.known_from
        and (o.status = 'illustrative' or o.file like 'illustrative/%') = c.made_up
    where o.status <> 'withdrawn'
),
placed as (
    select
        area_code, indicator_code, period, printed_in, value, whole, qualifier, resolution,
        source_code, file, line,
        row_number() over (
            partition by area_code, indicator_code, period, printed_in
            order by
                case when source_code = printed_in then 0 else 1 end,
                case when source_code = printed_in then known_from end desc,
                case when cast(known_from as date) <= published_on then 0 else 1 end,
                case when cast(known_from as date) <= published_on then known_from end desc,
                known_from, file, line
        ) as place
    from versions
    where value is not null
),
steps as (
    select
        p.area_code, p.indicator_code, p.period, p.printed_in, p.value, p.whole, p.qualifier,
        p.source_code, p.file, p.line,
        case
            when p.resolution is not null then p.resolution
            when u.kind in ('count', 'rank', 'flag') and p.qualifier is null then 0
            else power(10.0, 0 - i.decimals)
        end as step
    from placed as p
    inner join indicators as i on i.indicator_code = p.indicator_code
    inner join units as u on u.unit_code = i.unit_code
    where p.place = 1
)
select
    area_code, indicator_code, period, printed_in, value,
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
    step, whole, qualifier, source_code, file, line
from steps
order by indicator_code, area_code, period, printed_in
