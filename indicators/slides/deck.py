"""A deck: a small file that names a briefing and its slides, in order.

Read and checked here, against the catalogue too; laid out in arranging. What is wrong is named by
file and line, and nothing is guessed at.
"""

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from indicators.exhibits.facts import Catalogue
from indicators.vocabulary import Finding, Language, Period

FOLDER: Final = "decks"
"""Where the decks of a data folder stand."""
COMMUNE: Final = "commune"
"""In place of an area's code: whoever opens the deck names the commune."""

OVERVIEW: Final = "overview"
CHANGES: Final = "changes"
"""What changed since an earlier snapshot."""
DISTRICT: Final = (OVERVIEW, "attention", "progress", CHANGES)
"""What a slide may show besides the questions of the catalogue."""
COMPARED: Final = {"map": "map", "ranking": "rank", "trend": "trend", "gap": "gap", "pace": "pace"}
"""What a slide may show of one indicator over the communes, and what wording calls it."""
PROFILE: Final = "profile"
"""What a slide may show of one commune."""

ALONE: Final = (OVERVIEW, "progress", CHANGES, *COMPARED, PROFILE)
"""What needs a slide of its own."""

OWN: Final = "own"
"""What a page calls contents of one's own; no file may be called so."""

MOST: Final = 2
"""So many exhibits stand on one slide."""

_DECK_KEYS = ("title_vi", "title_en", "area", "period", "slides")
_SLIDE_KEYS = ("exhibit", "exhibits", "indicator", "period", "since")
_NUMBER = re.compile(r"[0-9]{6}")
_TABLE = re.compile(r"\s*\[\[\s*slides\s*\]\]")
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class DeckFault(Exception):
    """A deck that cannot be shown; ``findings`` say where and why, one sentence each."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(one.say("en") for one in findings))
        self.findings = tuple(findings)

    def say(self, language: Language) -> str:
        return "\n".join(one.say(language) for one in self.findings)


@dataclass(frozen=True)
class Item:
    """One slide as the deck asks for it: one exhibit, or two beside each other.

    ``indicator`` is what is compared over the communes. A blank ``period`` is that of the deck, a
    blank ``since`` the snapshot before.
    """

    exhibits: tuple[str, ...]
    indicator: str = ""
    period: str = ""
    line: int = 0
    since: str = ""
    """The number of a snapshot, six digits."""


@dataclass(frozen=True)
class Deck:
    """A briefing. ``area`` is a code, or ``commune`` where it takes one."""

    code: str
    title_vi: str
    title_en: str
    area: str
    period: str
    items: tuple[Item, ...]

    def title(self, language: Language) -> str:
        return self.title_vi if language == "vi" else self.title_en

    @property
    def takes_commune(self) -> bool:
        return self.area == COMMUNE


def decks(data: Path, known: Catalogue) -> dict[str, Deck | DeckFault]:
    """Every deck of a data folder by its code, the file's name; a faulty one as its fault."""
    found: dict[str, Deck | DeckFault] = {}
    for path in sorted((data / FOLDER).glob("*.toml")):
        try:
            found[path.stem] = read(path, known)
        except DeckFault as fault:
            found[path.stem] = fault
    return found


def read(path: Path, known: Catalogue) -> Deck:
    """The deck of a file; DeckFault when it does not read, or names what there is not."""
    name = f"{FOLDER}/{path.name}" if path.parent.name == FOLDER else str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        why = error.strerror or ""
        raise DeckFault(
            [
                Finding(
                    *(name, 0, "", ""),
                    vi=f"không mở được tệp ({why}); hãy xem lại đường dẫn và quyền đọc",
                    en=f"the file cannot be opened ({why}); check its path and who may read it",
                )
            ]
        ) from None
    except UnicodeDecodeError:
        raise DeckFault(
            [
                Finding(
                    *(name, 0, "", ""),
                    vi="tệp không phải văn bản UTF-8; hãy lưu lại bằng mã hóa UTF-8",
                    en="the file is not UTF-8 text; save it again as UTF-8",
                )
            ]
        ) from None
    try:
        typed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        raise DeckFault([_broken(name, line, "", _AT.sub("", str(error)))]) from None
    checked = _Checked(name, text.splitlines(), known)
    deck = checked.deck(path.stem, typed)
    if checked.findings:
        raise DeckFault(checked.findings)
    if deck.code == OWN:
        raise DeckFault(
            [
                Finding(
                    *(name, 0, "", OWN),
                    vi=f"tên {OWN}.toml đã dành cho bộ trang tự chọn; hãy đổi tên tệp",
                    en=f"{OWN}.toml is kept for contents of one's own; rename the file",
                )
            ]
        )
    return deck


def _broken(name: str, line: int, column: str, why: str) -> Finding:
    return Finding(
        *(name, line, column, ""),
        vi=f"không đọc được theo cú pháp TOML ({why}); hãy sửa dòng này",
        en=f"does not read as TOML ({why}); mend this line",
    )


class _Checked:
    """One file being checked; collects every finding rather than the first."""

    def __init__(self, name: str, lines: Sequence[str], known: Catalogue) -> None:
        self.name = name
        self.lines = lines
        self.known = known
        self.findings: list[Finding] = []
        self._starts = [n for n, line in enumerate(lines, 1) if _TABLE.match(line)]

    def deck(self, code: str, typed: Mapping[str, Any]) -> Deck:
        head = (1, self._starts[0] if self._starts else len(self.lines) + 1)
        self._only(typed, _DECK_KEYS, head)
        titles = [self._text(typed, key, head) for key in ("title_vi", "title_en")]
        period = self._period(typed, head)
        if not period and "period" not in typed:
            self._missing("period", head)
        area = self._text(typed, "area", head)
        codes = {one.area_code for one in self.known.areas}
        if area and area not in {COMMUNE, *codes}:
            self._unknown(area, "area", self._line("area", area, head), {COMMUNE, *codes})
        slides = typed.get("slides")
        tables = (
            [one for one in slides if isinstance(one, dict)] if isinstance(slides, list) else []
        )
        if not tables:
            self._say(
                *(head[0], "slides", ""),
                "chưa có trang nào; hãy thêm ít nhất một bảng [[slides]]",
                "there is no slide; add at least one table [[slides]]",
            )
        items = tuple(self._item(one, at, area) for at, one in enumerate(tables))
        return Deck(code, titles[0], titles[1], area, period, items)

    def _item(self, typed: Mapping[str, Any], at: int, area: str) -> Item:
        start = self._starts[at] if at < len(self._starts) else 1
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self.lines) + 1
        block = (start, end)
        self._only(typed, _SLIDE_KEYS, block)
        shown = typed.get("exhibits", [typed["exhibit"]] if "exhibit" in typed else [])
        named = [one for one in shown if isinstance(one, str)] if isinstance(shown, list) else []
        if not 1 <= len(named) <= MOST or ("exhibit" in typed) == ("exhibits" in typed):
            self._say(
                *(start, "exhibit", ""),
                f'mỗi trang cần exhibit = "mã", hoặc exhibits = [...] với 1 đến {MOST} mã',
                f'a slide needs exhibit = "code", or exhibits = [...] with 1 to {MOST} codes',
            )
        whole = [one for one in named if one in ALONE]
        if whole and len(named) > 1:
            self._say(
                *(self._line("exhibits", whole[0], block), "exhibits", whole[0]),
                f"«{whole[0]}» cần cả một trang; hãy cho nó một bảng [[slides]] riêng",
                f"“{whole[0]}” needs a slide of its own; give it a table [[slides]]",
            )
        if typed.get("indicator") and not {*named} & {*COMPARED}:
            self._say(
                *(self._line("indicator", "", block), "indicator", str(typed["indicator"])),
                f"chỉ dùng với {', '.join(COMPARED)}; hãy bỏ dòng này",
                f"goes with {', '.join(COMPARED)} only; leave this line out",
            )
        there = {*self.known.entries, *DISTRICT, *COMPARED}
        if area == COMMUNE:
            there.add(PROFILE)
        for one in named:
            if one not in there:
                self._unknown(one, "exhibit", self._line("exhibit", one, block), there)
        indicator = self._text(typed, "indicator", block, required=False)
        if indicator and indicator not in self.known.indicators:
            line = self._line("indicator", indicator, block)
            self._unknown(indicator, "indicator", line, self.known.indicators)
        if not indicator and (compared := [one for one in named if one in COMPARED]):
            self._say(
                *(self._line("exhibit", compared[0], block), "indicator", ""),
                f'«{compared[0]}» cần một chỉ tiêu; hãy thêm indicator = "mã"',
                f'“{compared[0]}” needs an indicator; add indicator = "code"',
            )
        since = self._since(typed, named, block)
        return Item(tuple(named), indicator, self._period(typed, block), start, since)

    def _since(self, typed: Mapping[str, Any], named: Sequence[str], block: tuple[int, int]) -> str:
        text = self._text(typed, "since", block, required=False)
        if text and CHANGES not in named:
            self._say(
                *(self._line("since", "", block), "since", text),
                f"chỉ dùng với {CHANGES}; hãy bỏ dòng này",
                f"goes with {CHANGES} only; leave this line out",
            )
        elif text and not _NUMBER.fullmatch(text):
            self._say(
                *(self._line("since", text, block), "since", text),
                f"«{text}» không phải số của một bản số liệu; hãy ghi sáu chữ số như 000041",
                f"“{text}” is no number of a snapshot; write six digits like 000041",
            )
        return text

    def _period(self, typed: Mapping[str, Any], block: tuple[int, int]) -> str:
        text = self._text(typed, "period", block, required=False)
        if not text:
            return ""
        try:
            Period.parse(text)
        except ValueError:
            self._say(
                *(self._line("period", text, block), "period", text),
                f"«{text}» không phải một kỳ; hãy ghi như 2022, 2022-S1, 2022-Q3 hoặc 2022-07",
                f"“{text}” is not a period; write it like 2022, 2022-S1, 2022-Q3 or 2022-07",
            )
            return ""
        return text

    def _text(
        self, typed: Mapping[str, Any], key: str, block: tuple[int, int], required: bool = True
    ) -> str:
        value = typed.get(key)
        if value is None and not required:
            return ""
        if value is None or value == "":
            self._missing(key, block)
            return ""
        if not isinstance(value, str):
            self._say(
                *(self._line(key, "", block), key, str(value)),
                f'phải là một chuỗi trong dấu ngoặc kép, như {key} = "{value}"',
                f'must be a text in quotes, like {key} = "{value}"',
            )
            return ""
        return value

    def _missing(self, key: str, block: tuple[int, int]) -> None:
        self._say(
            *(block[0], key, ""),
            f'còn thiếu {key}; hãy thêm một dòng {key} = "..."',
            f'{key} is missing; add a line {key} = "..."',
        )

    def _only(
        self, typed: Mapping[str, Any], known: Collection[str], block: tuple[int, int]
    ) -> None:
        for key in typed:
            if key not in known:
                self._unknown(key, key, self._line(key, "", block), known)

    def _unknown(self, typed: str, column: str, line: int, there: Collection[str]) -> None:
        near = difflib.get_close_matches(typed, there, 1)
        hint = {"vi": f"; có phải «{near[0]}»?", "en": f"; is it “{near[0]}”?"} if near else {}
        listed = ", ".join(sorted(there)) if len(there) <= len(_DECK_KEYS) else ""
        self._say(
            *(line, column, typed),
            f"không có «{typed}»" + hint.get("vi", f"; có: {listed}" if listed else ""),
            f"there is no “{typed}”" + hint.get("en", f"; there are: {listed}" if listed else ""),
        )

    def _say(self, line: int, column: str, typed: str, vi: str, en: str) -> None:
        self.findings.append(Finding(self.name, line, column, typed, vi, en))

    def _line(self, key: str, value: str, block: tuple[int, int]) -> int:
        """The line of a block where a key gets that value; the block's first where none does."""
        for number in range(block[0], block[1]):
            line = self.lines[number - 1] if number <= len(self.lines) else ""
            if (
                (f'"{value}"' in line or f"'{value}'" in line)
                if value
                else (line.split("=")[0].strip(" []") == key)
            ):
                return number
        return block[0]
