-- question: what has ever been said of one indicator of an area, version by version?
-- grain: one row per period and version, those that count no more and those that take back too;
--   what is made up only where nothing else was ever said of the period
-- null: as in observations; replaced_on is null for the last version of a period
-- counts: whether it is the version that counts; known_from, replaced_on: in UTC
with
versions as (
    select
        period, value, whole, qualifier, resolution, status, source_code, note_vi, note_en, file,
        line, period_start, period_end, area_from, known_from, true as counts,
        case when status = 'illustrative' or file like 'illustrative/%' then 1 else 0 end as made_up
    from observations
    where area_code = $area and indicator_code = $indicator
    union all
    select
        period, value, whole, qualifier, resolution, status, source_code, note_vi, note_en, file,
        line, period_start, period_end, area_from, known_from, false,
        case when status = 'illustrative' or file like 'illustrative/%' then 1 else 0 end
    from superseded_observations
    where area_code = $area and indicator_code = $indicator
),
firm as (
    select period, min(made_up) as made_up
    from versions
    group by period
)
select
    v.period, v.value, v.whole, v.qualifier, v.resolution, v.status, v.source_code, v.note_vi,
    v.note_en, v.file, v.line, v.area_from, v.known_from,
    lead(v.known_from) over (
        partition by v.period order by v.known_from, v.file, v.line
    ) as replaced_on,
    v.counts
from versions as v
inner join firm as f on f.period = v.period and f.made_up = v.made_up
order by v.period_start, v.period_end, v.period, v.known_from, v.file, v.line
