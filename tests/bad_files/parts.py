"""A small good workbook by its XML, so that a fault can be put into any byte of it."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

SHEET = "Số liệu"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMATS = ("General", "yyyy-mm-dd", "0.0%", "#,##0,", ";;;", "00000", "[h]:mm", "#,##0.0")
"""Number formats by style number."""
TEXTS = ("area_code", "indicator_code", "period", "value", "00640", "00643", "income_per_person")

ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" t="s"><v>6</v></c>'
    '<c r="C2"><v>2022</v></c><c r="D2"><v>67.7</v></c></row>'
    '<row r="3"><c r="A3" t="s"><v>5</v></c><c r="B3" t="s"><v>6</v></c>'
    '<c r="C3"><v>2022</v></c><c r="D3"><v>18500</v></c></row>'
)


def sheet(rows: str = ROWS, *, before: str = "", after: str = "") -> str:
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}'
        "</worksheet>"
    )


def book(inner: str = "", *, state: str = "") -> str:
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<sheets><sheet name="{SHEET}" sheetId="1"{state} r:id="rId1"/></sheets>{inner}'
        "</workbook>"
    )


def parts(sheet_xml: str | bytes = "", **changed: str | bytes) -> dict[str, bytes]:
    """The parts of the workbook; ``changed`` by ``book``, ``styles``, ``texts``."""
    formats = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode="{code}"/>'
        for number, code in enumerate(FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{164 + number}"/>' for number in range(len(FORMATS)))
    items = "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (
                ("worksheet", "worksheets/sheet1.xml"),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ),
            1,
        )
    )
    texts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"/>',
        "xl/workbook.xml": changed.get("book", book()),
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "xl/styles.xml": changed.get(
            "styles",
            f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts>'
            f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{styles}</cellXfs>'
            "</styleSheet>",
        ),
        "xl/sharedStrings.xml": changed.get(
            "texts", f'{_HEAD}<sst xmlns="{_MAIN}" count="7" uniqueCount="7">{items}</sst>'
        ),
        "xl/worksheets/sheet1.xml": sheet_xml or sheet(),
    }
    return {name: text.encode() if isinstance(text, str) else text for name, text in texts.items()}


def packed(path: Path, content: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", method) as target:
        for name, text in content.items():
            target.writestr(name, text)


def put(path: Path, row: str, **kind: str) -> None:
    """The good workbook with a row, or the text of some rows, below its own."""
    packed(path, parts(sheet(ROWS + row, **kind)))
