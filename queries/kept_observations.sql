-- question: which version of each figure of some indicators is known last, cell by cell?
-- grain: one row per area, indicator and period that was ever recorded
-- null: a blank cell of the data folder; value too, where the figure was taken back
-- status: withdrawn where the figure was taken back and counts no more
-- made_up: whether it is illustrative
with
versions as (
    select
        area_code, area_from, indicator_code, period, value, whole, qualifier, resolution, status,
        source_code, note_vi, note_en, known_from, file,
        case when status = 'illustrative' or file like 'illustrative/%' then 1 else 0 end as standing
    from observations
    where position(concat(',', indicator_code, ',') in concat(',', $indicators, ',')) > 0
    union all
    select
        area_code, area_from, indicator_code, period, value, whole, qualifier, resolution, status,
        source_code, note_vi, note_en, known_from, file, 1
    from superseded_observations
    where
        status = 'withdrawn'
        and position(concat(',', indicator_code, ',') in concat(',', $indicators, ',')) > 0
),
placed as (
    select
        area_code, area_from, indicator_code, period, value, whole, qualifier, resolution, status,
        source_code, note_vi, note_en, known_from, file,
        row_number() over (
            partition by area_code, indicator_code, period
            -- As known on an earlier day, what counts may be taken back only later.
            order by standing, known_from desc
        ) as place
    from versions
)
select
    area_code, area_from, indicator_code, period, value, whole, qualifier, resolution, status,
    source_code, note_vi, note_en, known_from,
    status = 'illustrative' or file like 'illustrative/%' as made_up
from placed
where place = 1
order by indicator_code, area_code, period
