"""``boundaries.geojson`` → outlines and findings: what the file must be, and what it is not.

Outlines are of one time and codes are used again: a feature names its area by code and, where the
catalogue has that code more than once, by ``valid_from`` too. Nothing is repaired but the direction
that rings run in, which exporters do not agree upon.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from indicators.boundaries.outline import Outline, Point, Ring, box_of, doubled_area
from indicators.boundaries.thinning import thinned
from indicators.vocabulary import Finding

FILE: Final = "boundaries.geojson"

CODE_NAMES: Final = ("area_code", "code", "ma_xa", "ma_dvhc")
"""The properties that may hold an area's code, in any case; the first that is there does."""
FROM_NAME: Final = "valid_from"
"""The property that may hold the first day of the area's validity, ISO; blank: open."""

Area = Mapping[str, object]
"""A record of areas.csv as validation makes it."""

_OPEN = date(1, 1, 1)
_SHOWN = 60
"""Of what was typed, so many characters are shown."""
_NAMED = 20
"""Communes without an outline are named up to so many."""


class _Wrong(Exception):
    """What is wrong with a feature, in both languages."""

    def __init__(self, typed: object, vi: str, en: str) -> None:
        super().__init__(en)
        self.typed = "" if typed is None else str(typed)[:_SHOWN]
        self.vi = vi
        self.en = en

    def finding(self, number: int, code: str) -> Finding:
        """What is wrong with the feature of that number, counted from 1; its code where known."""
        known = f" ({code})" if code else ""
        vi = f"đối tượng {number}{known}: {self.vi}"
        return Finding(FILE, 0, "", self.typed, vi, f"feature {number}{known}: {self.en}")


def read_boundaries(
    data: Path, areas: Sequence[Area]
) -> tuple[tuple[Outline, ...], tuple[Finding, ...]]:
    """The outlines of the areas, thinned and in the order of the file, and every finding.

    Both are empty without a file. Features with a finding are left out.
    """
    try:
        features = _features(data / FILE)
    except FileNotFoundError:
        return (), ()
    except _Wrong as wrong:
        return (), (Finding(FILE, 0, "", wrong.typed, wrong.vi, wrong.en),)
    outlines: list[Outline] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, date], int] = {}
    for number, feature in enumerate(features, start=1):
        found: list[_Wrong] = []
        area: Area = {}
        code, area_from = "", _OPEN
        try:
            area = _area(feature, areas)
            code, area_from = _key(area)
            earlier = seen.setdefault((code, area_from), number)
            if earlier != number:
                raise _Wrong(
                    code,
                    f"mã «{code}» đã có ở đối tượng {earlier}; hãy gộp thành một MultiPolygon "
                    "hoặc bỏ một.",
                    f"code “{code}” is that of feature {earlier} too; join the two into one "
                    "MultiPolygon or remove one.",
                )
        except _Wrong as wrong:
            found.append(wrong)
        try:
            polygons = tuple(_polygons(feature))
            _lies_where_it_should(polygons, area)
            if not found:
                outlines.append(Outline(code, area_from, polygons))
        except _Wrong as wrong:
            found.append(wrong)
        findings.extend(each.finding(number, code) for each in found)
    return thinned(outlines), tuple(findings)


def without_outline(outlines: Sequence[Outline], areas: Sequence[Area]) -> tuple[Finding, ...]:
    """One warning that names the communes without an outline; none where there are no outlines.

    A warning, since a file may be of one time and the catalogue of more. A map shows outlines only
    where every commune of its time has one: a gap would read as land of somebody else.
    """
    known = {(outline.area_code, outline.area_from) for outline in outlines}
    communes = [area for area in areas if area["level"] == "commune"]
    lacking = [area for area in communes if _key(area) not in known]
    if not outlines or not lacking:
        return ()
    names = ", ".join(f"{area['name']} ({area['area_code']})" for area in lacking[:_NAMED])
    rest = len(lacking) - _NAMED
    counted = f"{len(lacking)}/{len(communes)}"
    return (
        Finding(
            FILE,
            0,
            "",
            ", ".join(str(area["area_code"]) for area in lacking[:_NAMED]),
            f"{counted} xã, thị trấn chưa có ranh giới: {names}"
            f"{f' và {rest} đơn vị nữa' if rest > 0 else ''}; "
            "bản đồ của thời kỳ đó dùng ô vuông cho mọi xã; hãy bổ sung.",
            f"{counted} communes have no outline: {names}"
            f"{f' and {rest} more' if rest > 0 else ''}; "
            "maps of their time show tiles for all communes; add the missing ones.",
        ),
    )


# The file and its features


def _refused(constant: str) -> None:
    """NaN and Infinity, which Python reads and JSON has not."""
    raise ValueError(constant)


def _features(path: Path) -> list[Any]:
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_refused)
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise _Wrong("", f"không đọc được tệp ({reason}).", f"cannot be read ({reason}).") from None
    except (ValueError, RecursionError):
        raise _Wrong(
            "",
            "không phải là JSON mã UTF-8; hãy xuất lại tệp dưới dạng GeoJSON.",
            "is not JSON in UTF-8; export the file again as GeoJSON.",
        ) from None
    kind = content.get("type") if isinstance(content, dict) else None
    features = content.get("features") if isinstance(content, dict) else None
    if kind != "FeatureCollection" or not isinstance(features, list):
        raise _Wrong(
            kind,
            "không phải là một FeatureCollection; hãy xuất lại cả lớp bản đồ dưới dạng GeoJSON.",
            "is not a FeatureCollection; export the whole layer again as GeoJSON.",
        )
    if not features:
        raise _Wrong(
            "",
            "không có đối tượng nào; hãy xuất lại tệp, hoặc xóa nó đi.",
            "holds no feature; export the file again, or delete it.",
        )
    return features


def _key(area: Area) -> tuple[str, date]:
    first = area["valid_from"]
    return str(area["area_code"]), first if isinstance(first, date) else _OPEN


def _properties(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return {}
    return {str(name).casefold(): value for name, value in properties.items()}


def _area(feature: Any, areas: Sequence[Area]) -> Area:
    """The area that the feature is of; _Wrong where it names none or does not say which."""
    properties = _properties(feature)
    typed = next((properties[name] for name in CODE_NAMES if name in properties), None)
    code = "" if typed is None else str(typed).strip()
    if not code:
        names = ", ".join(CODE_NAMES)
        raise _Wrong(
            "",
            f"thiếu mã; hãy ghi mã của areas.csv vào một trong các thuộc tính: {names}.",
            f"has no code; put the code of areas.csv into one of the properties: {names}.",
        )
    alike = [area for area in areas if area["area_code"] == code]
    if not alike:
        known = (str(area["area_code"]) for area in areas)
        close = next((each for each in known if each.lstrip("0") == code.lstrip("0")), None)
        vi, en = "hãy sửa mã.", "correct the code."
        if close:
            vi = f"có phải là «{close}»? Mã là chữ, giữ số 0 ở đầu."
            en = f"is it “{close}”? A code is text and keeps its leading zeros."
        raise _Wrong(
            code,
            f"mã «{code}» không có trong areas.csv; {vi}",
            f"code “{code}” is not in areas.csv; {en}",
        )
    if all(area["level"] != "commune" for area in alike):
        raise _Wrong(
            code,
            f"mã «{code}» không phải của xã, thị trấn; tệp này chỉ giữ ranh giới xã, hãy bỏ đi.",
            f"code “{code}” is no commune's; this file holds communes only, remove it.",
        )
    if FROM_NAME in properties:
        day = str(properties[FROM_NAME] or "").strip()
        alike = [
            area
            for area in alike
            if day == ("" if area["valid_from"] is None else str(area["valid_from"]))
        ]
        if not alike:
            raise _Wrong(
                day,
                f"areas.csv không có đơn vị mã «{code}» với {FROM_NAME} «{day}»; "
                "hãy ghi đúng như ở đó, để trống nếu ở đó trống.",
                f"areas.csv has no area “{code}” with {FROM_NAME} “{day}”; "
                "type it as it stands there, blank where it is blank.",
            )
    if len(alike) > 1:
        raise _Wrong(
            code,
            f"mã «{code}» chỉ nhiều đơn vị qua các thời kỳ; hãy thêm thuộc tính {FROM_NAME} như "
            "ở areas.csv.",
            f"code “{code}” means several areas over time; add the property {FROM_NAME} as in "
            "areas.csv.",
        )
    return alike[0]


# Geometry


def _polygons(feature: Any) -> Iterator[tuple[Ring, ...]]:
    """The feature's polygons, closed and turned alike; _Wrong at the first fault."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict):
        raise _Wrong(
            "",
            "không có hình; hãy vẽ ranh giới hoặc bỏ đối tượng này.",
            "has no geometry; draw its outline or remove the feature.",
        )
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Wrong(
            kind,
            f"hình là «{kind}»; phải là Polygon hoặc MultiPolygon.",
            f"its geometry is “{kind}”; it must be a Polygon or a MultiPolygon.",
        )
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise _empty()
    for rings in polygons:
        if not isinstance(rings, list) or not rings:
            raise _empty()
        yield tuple(
            _turned(_ring(points), counter_clockwise=place == 0)
            for place, points in enumerate(rings)
        )


def _empty() -> _Wrong:
    return _Wrong(
        "",
        "hình rỗng; hãy vẽ ranh giới hoặc bỏ đối tượng này.",
        "its geometry is empty; draw its outline or remove the feature.",
    )


def _ring(typed: Any) -> Ring:
    if not isinstance(typed, list) or not typed:
        raise _empty()
    ring = tuple(_point(each) for each in typed)
    if len(ring) < 4:
        raise _Wrong(
            len(ring),
            f"một vòng chỉ có {len(ring)} điểm; cần ít nhất 4, điểm cuối trùng điểm đầu.",
            f"a ring has {len(ring)} points only; it needs 4 at least, the last being the first.",
        )
    if ring[0] != ring[-1]:
        raise _Wrong(
            f"{ring[0]} … {ring[-1]}",
            "một vòng chưa khép kín; điểm cuối phải trùng điểm đầu.",
            "a ring is not closed; its last point must be its first.",
        )
    if not doubled_area(ring):
        raise _Wrong(
            ring[0],
            "một vòng không bao quanh diện tích nào; hãy vẽ lại.",
            "a ring encloses nothing; draw it again.",
        )
    return ring


def _point(typed: Any) -> Point:
    shown = str(typed)[:_SHOWN]
    numbers = typed[:2] if isinstance(typed, list) else []
    if len(numbers) < 2 or not all(type(each) in (int, float) for each in numbers):
        raise _Wrong(
            shown,
            f"«{shown}» không phải là một điểm; phải là [kinh độ, vĩ độ].",
            f"“{shown}” is no point; it must be [longitude, latitude].",
        )
    first, second = numbers
    if abs(first) <= 180 and abs(second) <= 90:
        return float(first), float(second)
    place = f"[{first}, {second}]"[:_SHOWN]
    if abs(first) <= 90 and abs(second) <= 180:
        raise _Wrong(
            place,
            f"tọa độ {place} bị đảo; phải là [kinh độ, vĩ độ].",
            f"coordinates {place} are swapped; they must be [longitude, latitude].",
        )
    raise _Wrong(
        place,
        f"tọa độ {place} không phải là độ, có lẽ là mét (VN-2000, UTM); hãy xuất lại theo "
        "WGS 84 (EPSG:4326).",
        f"coordinates {place} are no degrees, metres perhaps (VN-2000, UTM); export again in "
        "WGS 84 (EPSG:4326).",
    )


def _lies_where_it_should(polygons: Sequence[Sequence[Ring]], area: Area) -> None:
    """_Wrong where the centre point of the catalogue is far off: another code, another place."""
    longitude, latitude = area.get("longitude"), area.get("latitude")
    if not isinstance(longitude, float) or not isinstance(latitude, float):
        return
    box = box_of([ring for rings in polygons for ring in rings])

    def near(first: float, second: float) -> bool:
        west, south, east, north = box
        # A centre may lie outside a bent outline, but not by half its size.
        wide, high = (east - west) / 2, (north - south) / 2
        return west - wide <= first <= east + wide and south - high <= second <= north + high

    if near(longitude, latitude):
        return
    centre = f"[{longitude}, {latitude}]"
    if near(latitude, longitude):
        raise _Wrong(
            centre,
            "tọa độ bị đảo; phải là [kinh độ, vĩ độ].",
            "its coordinates are swapped; they must be [longitude, latitude].",
        )
    raise _Wrong(
        centre,
        f"nằm xa tâm {centre} mà areas.csv ghi cho mã này; hãy xem lại mã hoặc tọa độ.",
        f"lies far from the centre {centre} that areas.csv has for this code; check the code or "
        "the coordinates.",
    )


def _turned(ring: Ring, *, counter_clockwise: bool) -> Ring:
    return ring if (doubled_area(ring) > 0) == counter_clockwise else ring[::-1]
