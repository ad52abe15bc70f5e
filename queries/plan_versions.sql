-- question: which plans were ever made for one indicator of an area, version by version?
-- grain: one row per period, assigner and version, those taken back and those that take back too;
--   what is made up only where there was never another plan
-- null: as in plans; replaced_on is null for the last version of a plan
-- counts: whether it is the version that counts; known_from, replaced_on: in UTC
with
versions as (
    select
        period, assigner_code, form, value, value_high, baseline, decision, version, source_code,
        note_vi, note_en, file, line, period_start, period_end, area_from, known_from,
        true as counts, case when file like 'illustrative/%' then 1 else 0 end as made_up
    from plans
    where area_code = $area and indicator_code = $indicator
    union all
    select
        period, assigner_code, form, value, value_high, baseline, decision, version, source_code,
        note_vi, note_en, file, line, period_start, period_end, area_from, known_from, false,
        case when file like 'illustrative/%' then 1 else 0 end
    from superseded_plans
    where area_code = $area and indicator_code = $indicator
),
firm as (
    select period, assigner_code, min(made_up) as made_up
    from versions
    group by period, assigner_code
)
select
    v.period, v.assigner_code, v.form, v.value, v.value_high, v.baseline, v.decision, v.version,
    v.source_code, v.note_vi, v.note_en, v.file, v.line, v.area_from, v.known_from,
    lead(v.known_from) over (
        partition by v.period, v.assigner_code order by v.known_from, v.file, v.line
    ) as replaced_on,
    v.counts
from versions as v
inner join firm as f
    on f.period = v.period and f.assigner_code = v.assigner_code and f.made_up = v.made_up
left join assigners as a on a.assigner_code = v.assigner_code
order by
    v.period_start, v.period_end, v.period, a.position, v.assigner_code, v.known_from, v.file,
    v.line
