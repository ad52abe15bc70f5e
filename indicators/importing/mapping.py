"""A mapping file (TOML): how a table from elsewhere is cut to the columns of the data folder.

What the file may say is listed in data/README.md. Nothing is guessed: a heading, key or code that
the mapping names and that is not there is a finding.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from indicators.importing.asking import Notes, Place
from indicators.importing.known import COLUMNS, Known
from indicators.importing.tables import NEEDED, Part, cut, missing_of
from indicators.spelling import names
from indicators.spelling.numbers import Style
from indicators.workbook.outside import Outside, Sheet

_KEYS: Final = {
    "table": str,
    "sheet": str,
    "header": int,
    "numbers": str,
    "names": str,
    "columns": dict,
    "constants": dict,
    "wide": dict,
    "areas": dict,
    "indicators": dict,
    "only_areas": list,
}
_BESIDE: Final = ("area_name", "indicator_name", "unit")
_SEARCHED: Final = 100


@dataclass(frozen=True)
class Cutting:
    """What a mapping file says, sound in itself."""

    table: str = "observations"
    sheet: str = ""
    header: int = 0
    """The header's row in its sheet; 0: the first row that holds every heading."""
    style: Style | None = None
    bare_names: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    """Column of the data folder and heading in the file."""
    constants: tuple[tuple[str, str], ...] = ()
    wide: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Heading of a column of values, and the cells that all of its values have."""
    areas: tuple[tuple[str, str], ...] = ()
    indicators: tuple[tuple[str, str], ...] = ()
    only_areas: tuple[str, ...] | None = None
    """The keys of the names of the areas whose rows are taken; None: every row."""


class _Wrong(ValueError):
    """The mapping says something that cannot be meant; in both languages."""

    def __init__(self, key: str, vi: str, en: str) -> None:
        super().__init__(en)
        self.key = key
        self.vi = vi
        self.en = en


def read_mapping(path: Path, known: Known, notes: Notes) -> Cutting | None:
    """The mapping of a TOML file; None, and a finding, where it cannot be one."""
    place = Place(path.name, "", "", "", 0)
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        notes.error(
            place,
            "unreadable-mapping",
            str(problem),
            f"không đọc được tệp khớp cột ({problem}); hãy sửa tệp TOML.",
            f"the mapping cannot be read ({problem}); mend the TOML file.",
        )
        return None
    try:
        return _mapping(said, known)
    except _Wrong as wrong:
        notes.error(place, "wrong-mapping", wrong.key, wrong.vi, wrong.en)
        return None


def _mapping(said: Mapping[str, Any], known: Known) -> Cutting:
    for key, value in said.items():
        kind = _KEYS.get(key)
        if kind is None or type(value) is not kind:
            keys = ", ".join(_KEYS)
            raise _Wrong(
                key,
                f"«{key}» không dùng được như vậy; các khóa là: {keys}.",
                f"“{key}” cannot be used so; the keys are: {keys}.",
            )
    table = said.get("table", "observations")
    if table not in NEEDED:
        raise _Wrong(
            "table",
            f"không có bảng «{table}»; chọn: {', '.join(NEEDED)}.",
            f"there is no table “{table}”; choose from: {', '.join(NEEDED)}.",
        )
    for key, allowed in (("numbers", ("point", "comma")), ("names", ("exact", "bare"))):
        if said.get(key, allowed[0]) not in allowed:
            raise _Wrong(
                key,
                f"«{said[key]}» không dùng được; chọn: {', '.join(allowed)}.",
                f"“{said[key]}” cannot be used; choose from: {', '.join(allowed)}.",
            )
    found = Cutting(
        table,
        said.get("sheet", ""),
        said.get("header", 0),
        Style(said["numbers"]) if "numbers" in said else None,
        said.get("names") == "bare",
        _pairs(said, "columns", table),
        _pairs(said, "constants", table),
        tuple(
            (heading, (("indicator_code", cells),) if isinstance(cells, str)
             else _pairs({heading: cells}, heading, table))
            for heading, cells in said.get("wide", {}).items()
        ),
        _pairs(said, "areas", ""),
        _pairs(said, "indicators", ""),
        tuple(map(str, said["only_areas"])) if "only_areas" in said else None,
    )  # fmt: skip
    _codes(found, known)
    return found


def _pairs(said: Mapping[str, Any], key: str, table: str) -> tuple[tuple[str, str], ...]:
    pairs = said.get(key, {})
    if not isinstance(pairs, dict):
        raise _Wrong(
            key,
            f"«{key}» phải là mã chỉ tiêu hoặc một bảng cột = giá trị.",
            f"“{key}” must be an indicator's code or a table of column = value.",
        )
    for name, value in pairs.items():
        if type(value) not in (str, int):
            raise _Wrong(
                f"{key}.{name}",
                f"«{key}.{name}» phải viết trong nháy kép.",
                f"“{key}.{name}” must be written in double quotes.",
            )
        if table and name not in (*COLUMNS[table], *_BESIDE):
            raise _Wrong(
                f"{key}.{name}",
                f"bảng {table} không có cột «{name}»; các cột là: {', '.join(COLUMNS[table])}.",
                f"{table} has no column “{name}”; its columns are: {', '.join(COLUMNS[table])}.",
            )
    return tuple((str(name), str(value)) for name, value in pairs.items())


def _codes(mapping: Cutting, known: Known) -> None:
    """Every code that the mapping names must be known."""
    areas, indicators = frozenset(known.by_code), frozenset(known.indicators)
    given = [("areas", code, areas) for _, code in mapping.areas]
    given += [("indicators", code, indicators) for _, code in mapping.indicators]
    for _, cells in mapping.wide:
        given += [("wide", code, indicators) for key, code in cells if key == "indicator_code"]
    for where, code, codes in given:
        if code not in codes:
            raise _Wrong(
                where,
                f"mã «{code}» trong [{where}] không có trong danh mục; hãy sửa hoặc thêm vào.",
                f"the code “{code}” in [{where}] is not in the catalogue; correct it or add it.",
            )


def mapped(mapping: Cutting, outside: Outside, notes: Notes) -> list[Part]:
    """The tables of a file as the mapping cuts them: one for each column of values."""
    sheets = [sheet for sheet in outside.sheets if not mapping.sheet or sheet.name == mapping.sheet]
    headings = [*(heading for _, heading in mapping.columns), *(one for one, _ in mapping.wide)]
    for sheet in sheets:
        found = _header(mapping, sheet, headings)
        if found is not None:
            return _parts(mapping, outside.file, sheet, *found, notes)
    place = Place(outside.file, sheets[0].name if sheets else mapping.sheet, "", "", 0)
    missing = ", ".join(_missing(sheets, headings)) or mapping.sheet
    notes.error(
        place,
        "mapping-does-not-fit",
        missing,
        f"không có dòng nào đủ các tiêu đề mà tệp khớp cột nêu; thiếu: {missing}.",
        f"no row holds all headings that the mapping names; missing: {missing}.",
    )
    return []


def _header(
    mapping: Cutting, sheet: Sheet, headings: Sequence[str]
) -> tuple[int, dict[str, str]] | None:
    wanted = {names.key(heading): heading for heading in headings}
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        if mapping.header and row != mapping.header:
            continue
        letters: dict[str, str] = {}
        for letter, texts in sheet.columns.items():
            heading = wanted.get(names.key(texts[index]))
            if heading is not None:
                letters.setdefault(heading, letter)
        if len(letters) == len(wanted):
            return index, letters
    return None


def _missing(sheets: Sequence[Sheet], headings: Sequence[str]) -> list[str]:
    there = {
        names.key(text)
        for sheet in sheets
        for texts in sheet.columns.values()
        for text in texts[:_SEARCHED]
    }
    return [heading for heading in headings if names.key(heading) not in there]


def _parts(
    mapping: Cutting,
    file: str,
    sheet: Sheet,
    header: int,
    letters: Mapping[str, str],
    notes: Notes,
) -> list[Part]:
    rows = range(header + 1, len(sheet.rows))
    columns = {key: letters[heading] for key, heading in mapping.columns}
    parts = []
    for heading, cells in mapping.wide or (("", ()),):
        own = columns | ({"value": letters[heading]} if heading else {})
        part = cut(file, sheet, mapping.table, rows, own)
        fixed = {**dict(mapping.constants), **dict(cells)}
        part = replace(
            part,
            texts={**part.texts, **{key: [text] * len(part) for key, text in fixed.items()}},
            style=mapping.style,
            areas={names.key(name): code for name, code in mapping.areas},
            indicators={names.key(name): code for name, code in mapping.indicators},
            bare_names=mapping.bare_names,
            mapped=True,
        )
        lacking = missing_of(mapping.table, part.texts)
        if lacking:
            shown = ", ".join(group[0] for group in lacking)
            notes.error(
                Place(file, sheet.name, lacking[0][0], "", sheet.rows[header]),
                "missing-column",
                shown,
                f"tệp khớp cột chưa nói {shown} lấy từ đâu; hãy thêm vào [columns] hoặc "
                "[constants].",
                f"the mapping does not say where {shown} comes from; add it to [columns] or "
                "[constants].",
            )
            return []
        parts.append(part if mapping.only_areas is None else _only(part, mapping, notes))
    return parts


def _only(part: Part, mapping: Cutting, notes: Notes) -> Part:
    """The rows of the areas that the mapping names as the file does; one that is not there is an
    error: without its rows the file would seem to say nothing new."""
    spelt = names.bare if mapping.bare_names else names.key
    areas = {spelt(area): area for area in mapping.only_areas or ()}
    column = "area_code" if "area_code" in part.texts else "area_name"
    named = [spelt(text) for text in part.of(column)]
    for area in (areas[key] for key in areas.keys() - set(named)):
        notes.error(
            part.column(column),
            "area-not-in-file",
            area,
            f"only_areas có «{area}» mà tệp không có dòng nào như vậy; hãy viết đúng như trong "
            "tệp.",
            f"only_areas names “{area}” and no row of the file does; spell it as in the file.",
        )
    kept = [index for index, text in enumerate(named) if text in areas]
    again = {index: place for place, index in enumerate(kept)}
    return replace(
        part,
        rows=[part.rows[index] for index in kept],
        texts={key: [texts[index] for index in kept] for key, texts in part.texts.items()},
        numeric={
            key: frozenset(again[index] for index in places if index in again)
            for key, places in part.numeric.items()
        },
    )
