"""What the catalogue holds, and of which snapshot: one typed function a query. No figures."""

from dataclasses import dataclass
from datetime import date, datetime

from indicators.engine import Engine
from indicators.frames.rows import rows_of
from indicators.vocabulary import Language


@dataclass(frozen=True)
class Area:
    area_code: str
    valid_from: date | None
    valid_to: date | None
    level: str
    kind_vi: str
    kind_en: str
    name: str
    parent_code: str | None
    latitude: float | None
    longitude: float | None
    tile_row: int | None
    tile_column: int | None


@dataclass(frozen=True)
class Indicator:
    indicator_code: str
    sector_code: str
    exhibit_code: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    unit_code: str
    kind: str
    unit_vi: str
    unit_en: str
    decimals: int
    better: str
    over_areas: str
    over_time: str
    weight_code: str | None
    numerator_code: str | None
    denominator_code: str | None
    part_of: str | None
    definition_vi: str
    definition_en: str

    def name(self, language: Language) -> str:
        return self.name_vi if language == "vi" else self.name_en

    def short(self, language: Language) -> str:
        return self.short_vi if language == "vi" else self.short_en

    def unit(self, language: Language) -> str:
        return self.unit_vi if language == "vi" else self.unit_en

    def definition(self, language: Language) -> str:
        return self.definition_vi if language == "vi" else self.definition_en


@dataclass(frozen=True)
class ExhibitEntry:
    """A question of the catalogue: where it is asked and in which form it is answered."""

    exhibit_code: str
    sector_code: str
    form: str
    name_vi: str
    name_en: str
    tile_position: int | None
    short_vi: str | None
    short_en: str | None

    def name(self, language: Language) -> str:
        return self.name_vi if language == "vi" else self.name_en

    def short(self, language: Language) -> str:
        return (self.short_vi if language == "vi" else self.short_en) or self.name(language)


@dataclass(frozen=True)
class Assigner:
    assigner_code: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str

    def name(self, language: Language) -> str:
        return self.name_vi if language == "vi" else self.name_en

    def short(self, language: Language) -> str:
        return self.short_vi if language == "vi" else self.short_en


@dataclass(frozen=True)
class Source:
    source_code: str
    title_vi: str
    title_en: str
    publisher_vi: str
    publisher_en: str
    published_on: date
    reference: str | None
    standing_vi: str | None
    standing_en: str | None
    observations: int
    """How many recorded ones are its; illustrative ones are not among them."""
    illustrative: int

    def title(self, language: Language) -> str:
        return self.title_vi if language == "vi" else self.title_en

    def publisher(self, language: Language) -> str:
        return self.publisher_vi if language == "vi" else self.publisher_en

    def standing(self, language: Language) -> str:
        return (self.standing_vi if language == "vi" else self.standing_en) or ""


@dataclass(frozen=True)
class Edition:
    snapshot_id: str
    created_at: datetime
    """In UTC."""
    as_of: date


def areas(engine: Engine) -> list[Area]:
    return rows_of(Area, engine.query("areas"))


def indicators(engine: Engine) -> list[Indicator]:
    return rows_of(Indicator, engine.query("indicators"))


def exhibits(engine: Engine) -> list[ExhibitEntry]:
    return rows_of(ExhibitEntry, engine.query("exhibits"))


def assigners(engine: Engine) -> list[Assigner]:
    return rows_of(Assigner, engine.query("assigners"))


def sources(engine: Engine) -> list[Source]:
    return rows_of(Source, engine.query("sources"))


def edition(engine: Engine) -> Edition:
    return rows_of(Edition, engine.query("edition"))[0]
