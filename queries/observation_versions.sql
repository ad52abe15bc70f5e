-- question: what has ever been said of one indicator of an area, version by version?
-- grain: one row per period and version, those that count no more and those that take back too
-- null: as in observations; replaced_on is null for the last version of a period
-- counts: whether it is the version that counts; known_from, replaced_on: in UTC
with
versions as (
    select
        period, value, whole, qualifier, resolution, status, source_code, note_vi, note_en, file,
        line, period_start, period_end, area_from, known_from, true as counts
    from observations
    where area_code = $area and indicator_code = $indicator
    union all
    select
        period, value, whole, qualifier, resolution, status, source_code, note_vi, note_en, file,
        line, period_start, period_end, area_from, known_from, false
    from superseded_observations
    where area_code = $area and indicator_code = $indicator
)
select
    period, value, whole, qualifier, resolution, status, source_code, note_vi, note_en, file, line,
    area_from, known_from,
    lead(known_from) over (partition by period order by known_from, file, line) as replaced_on,
    counts
from versions
order by period_start, period_end, period, known_from, file, line
