-- question: which tables does a snapshot hold before anything is computed?
-- grain: one table a table of the data folder; file and line say where a row was typed;
--   boundaries holds one row per point of an outline
--   files holds one row per file of the data folder that the snapshot was made from, byte for byte;
--   publications one row per publication up to this one; publication_files one row per file that
--   an import brought, or that another publication found changed
-- null: a blank cell: not known, or not said by the source; never zero
-- known_from: since when this version of a row is known; the superseded tables hold the versions that
--   count no more, and the marks that take one back
-- area_from: codes are used again, so it tells which area a row's code means: the first day of the
--   validity that its period falls into, 0001-01-01 where that is open
create table snapshot (
    snapshot_id varchar not null,
    created_at timestamp not null,
    as_of date not null,
    digest varchar not null,
    mark varchar not null
);
create table areas (
    area_code varchar not null, valid_from date, valid_to date, level varchar not null,
    kind_vi varchar not null, kind_en varchar not null, name varchar not null,
    parent_code varchar, latitude double, longitude double, tile_row integer, tile_column integer,
    source_code varchar not null, file varchar not null, line integer not null
);
create table units (
    unit_code varchar not null, name_vi varchar not null, name_en varchar not null,
    kind varchar not null, file varchar not null, line integer not null
);
create table assigners (
    assigner_code varchar not null, position integer not null, name_vi varchar not null,
    name_en varchar not null, short_vi varchar not null, short_en varchar not null,
    file varchar not null, line integer not null
);
create table sources (
    source_code varchar not null, title_vi varchar not null, title_en varchar not null,
    publisher_vi varchar not null, publisher_en varchar not null, published_on date not null,
    reference varchar, standing_vi varchar, standing_en varchar,
    file varchar not null, line integer not null
);
create table exhibits (
    exhibit_code varchar not null, sector_code varchar not null, position integer not null,
    form varchar not null, name_vi varchar not null, name_en varchar not null,
    tile_position integer, short_vi varchar, short_en varchar,
    file varchar not null, line integer not null
);
create table indicators (
    indicator_code varchar not null, exhibit_code varchar not null, position integer not null,
    name_vi varchar not null, name_en varchar not null, short_vi varchar not null,
    short_en varchar not null, unit_code varchar not null, decimals integer not null,
    better varchar not null, over_areas varchar not null, over_time varchar not null,
    weight_code varchar, numerator_code varchar, denominator_code varchar, part_of varchar,
    definition_vi varchar not null, definition_en varchar not null,
    file varchar not null, line integer not null
);
create table thresholds (
    threshold_code varchar not null, value double not null, meaning_vi varchar not null,
    meaning_en varchar not null, file varchar not null, line integer not null
);
create table observations (
    area_code varchar not null, indicator_code varchar not null, period varchar not null,
    value double, whole double, qualifier varchar, resolution double, status varchar not null,
    source_code varchar not null, note_vi varchar, note_en varchar,
    file varchar not null, line integer not null,
    period_start date not null, period_end date not null, frequency varchar not null,
    year_before varchar not null, area_from date not null, known_from timestamp not null
);
create table superseded_observations (
    area_code varchar not null, indicator_code varchar not null, period varchar not null,
    value double, whole double, qualifier varchar, resolution double, status varchar not null,
    source_code varchar not null, note_vi varchar, note_en varchar,
    file varchar not null, line integer not null,
    period_start date not null, period_end date not null, frequency varchar not null,
    year_before varchar not null, area_from date not null, known_from timestamp not null
);
create table plans (
    area_code varchar not null, indicator_code varchar not null, period varchar not null,
    form varchar not null, value double, value_high double, baseline double,
    assigner_code varchar not null, decision varchar, version varchar,
    source_code varchar not null, note_vi varchar, note_en varchar,
    file varchar not null, line integer not null,
    period_start date not null, period_end date not null, frequency varchar not null,
    year_before varchar not null, area_from date not null,
    report_due date not null, known_from timestamp not null
);
create table superseded_plans (
    area_code varchar not null, indicator_code varchar not null, period varchar not null,
    form varchar not null, value double, value_high double, baseline double,
    assigner_code varchar not null, decision varchar, version varchar,
    source_code varchar not null, note_vi varchar, note_en varchar,
    file varchar not null, line integer not null,
    period_start date not null, period_end date not null, frequency varchar not null,
    year_before varchar not null, area_from date not null,
    report_due date not null, known_from timestamp not null
);
create table published_figures (
    area_code varchar not null, indicator_code varchar not null, period varchar not null,
    measure varchar not null, assigner_code varchar, value double not null,
    resolution double not null,
    source_code varchar not null, note_vi varchar, note_en varchar,
    file varchar not null, line integer not null,
    period_start date not null, period_end date not null, frequency varchar not null,
    year_before varchar not null, area_from date not null,
    year_before_start date not null, year_before_end date not null,
    year_before_area_from date not null
);
create table boundaries (
    area_code varchar not null, area_from date not null, polygon integer not null,
    ring integer not null, place integer not null, longitude double not null,
    latitude double not null
);
create table files (
    path varchar not null, sha256 varchar not null, content blob not null
);
create table publications (
    snapshot_id varchar not null, published_at timestamp not null, action varchar not null,
    who varchar not null, of_snapshot varchar,
    observations_new integer, observations_changed integer, observations_withdrawn integer,
    plans_new integer, plans_changed integer, plans_withdrawn integer
);
create table publication_files (
    snapshot_id varchar not null, name varchar not null, sha256 varchar
);
