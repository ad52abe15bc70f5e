-- question: which version of every plan counts, as known on a day, amended or as first assigned?
-- grain: one row per version, later ones too; of the indicators listed, of all where none is
-- null: as in plans; counts is never null
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
        area_code, indicator_code, period, form, value, value_high, baseline, assigner_code,
        decision, version, source_code, note_vi, note_en, file, line, period_start, period_end,
        frequency, year_before, report_due, known_from, 1 as standing
    from plans
    union all
    select
        area_code, indicator_code, period, form, value, value_high, baseline, assigner_code,
        decision, version, source_code, note_vi, note_en, file, line, period_start, period_end,
        frequency, year_before, report_due, known_from, 0
    from superseded_plans
),
numbered as (
    select
        v.area_code, v.indicator_code, v.period, v.form, v.value, v.value_high, v.baseline,
        v.assigner_code, v.decision, v.version, v.source_code, v.note_vi, v.note_en, v.file, v.line,
        v.period_start, v.period_end, v.frequency, v.year_before, v.report_due, v.known_from,
        v.known_from < cast($known_until as timestamp) as known,
        -- A plan that runs on is made for the area that has the code as it runs.
        greatest(v.period_start, least(v.period_end, cast($as_of as date))) as running,
        row_number() over (
            partition by
                v.area_code, v.indicator_code, v.period, v.assigner_code,
                v.known_from < cast($known_until as timestamp)
            -- What is made up stands in for a plan until there is one.
            order by
                case when v.file like 'illustrative/%' then 1 else 0 end,
                v.known_from desc, v.standing desc, v.file desc, v.line desc
        ) as from_last,
        row_number() over (
            partition by
                v.area_code, v.indicator_code, v.period, v.assigner_code,
                v.known_from < cast($known_until as timestamp)
            order by
                case when v.file like 'illustrative/%' then 1 else 0 end,
                v.known_from, v.standing, v.file, v.line
        ) as from_first
    from versions as v
    inner join wanted as w on w.indicator_code = v.indicator_code
),
begun as (
    select area_code, coalesce(valid_from, date '0001-01-01') as area_from
    from areas
),
placed as (
    select
        n.area_code, n.indicator_code, n.period, n.form, n.value, n.value_high, n.baseline,
        n.assigner_code, n.decision, n.version, n.source_code, n.note_vi, n.note_en, n.file, n.line,
        n.period_start, n.period_end, n.frequency, n.year_before, n.report_due, n.known_from,
        n.known, n.from_last, n.from_first, b.area_from,
        row_number() over (
            partition by
                n.area_code, n.indicator_code, n.period, n.assigner_code, n.known, n.from_last
            order by b.area_from desc
        ) as nearest
    from numbered as n
    left join begun as b on b.area_code = n.area_code and b.area_from <= n.running
)
select
    area_code, indicator_code, period, form, value, value_high, baseline, assigner_code, decision,
    version, source_code, note_vi, note_en, file, line, period_start, period_end, frequency,
    year_before, coalesce(area_from, date '0001-01-01') as area_from, report_due, known_from,
    known and form <> 'withdrawn'
        and case $chosen when 'first' then from_first else from_last end = 1 as counts
from placed
where nearest = 1
order by
    indicator_code, area_code, period_start, period_end, assigner_code, known_from, file, line
