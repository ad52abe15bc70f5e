-- question: which version of every observation counts, as known on a day?
-- grain: one row per version, later ones too; of the indicators listed, of all where none is
-- null: as in observations; counts is never null
with
wanted as (
    select indicator_code
    from indicators
    where
        $indicators = ''
        or position(concat(',', indicator_code, ',') in concat(',', $indicators, ',')) > 0
),
versions as (
    select
        area_code, indicator_code, period, value, whole, qualifier, resolution, status, source_code,
        note_vi, note_en, file, line, period_start, period_end, frequency, year_before, area_from,
        known_from, 1 as standing
    from observations
    union all
    select
        area_code, indicator_code, period, value, whole, qualifier, resolution, status, source_code,
        note_vi, note_en, file, line, period_start, period_end, frequency, year_before, area_from,
        known_from, 0
    from superseded_observations
),
numbered as (
    select
        v.area_code, v.indicator_code, v.period, v.value, v.whole, v.qualifier, v.resolution,
        v.status, v.source_code, v.note_vi, v.note_en, v.file, v.line, v.period_start, v.period_end,
        v.frequency, v.year_before, v.area_from, v.known_from,
        v.known_from < cast($known_until as timestamp) as known,
        row_number() over (
            partition by
                v.area_code, v.indicator_code, v.period,
                v.known_from < cast($known_until as timestamp)
            -- What is made up stands in for a figure until there is one.
            order by
                case when v.status = 'illustrative' or v.file like 'illustrative/%' then 1 else 0 end,
                v.known_from desc, v.standing desc, v.file desc, v.line desc
        ) as from_last
    from versions as v
    inner join wanted as w on w.indicator_code = v.indicator_code
)
select
    area_code, indicator_code, period, value, whole, qualifier, resolution, status, source_code,
    note_vi, note_en, file, line, period_start, period_end, frequency, year_before, area_from,
    known_from, known and from_last = 1 and status <> 'withdrawn' as counts
from numbered
order by indicator_code, area_code, period_start, period_end, known_from, file, line
