"""Files that are no workbook, and workbooks whose zip or XML is not sound."""

import io
import random
import warnings
import zipfile
from pathlib import Path

from tests.bad_files import fault
from tests.bad_files.parts import ROWS, TEXTS, book, packed, parts, sheet

_NO = ("not-a-workbook", "", "")
_DAMAGED = ("damaged-workbook", "", "")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@fault(_NO)
def a_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n")


@fault(_NO)
def a_picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


@fault(_NO)
def an_old_xls(path: Path) -> None:
    path.write_bytes(_OLE + "Workbook".encode("utf-16-le") + bytes(100))


@fault(_NO)
def an_old_doc(path: Path) -> None:
    path.write_bytes(_OLE + "WordDocument".encode("utf-16-le") + bytes(100))


@fault(("locked-workbook", "", ""))
def a_workbook_with_a_password(path: Path) -> None:
    names = "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(_OLE + names + bytes(100))


@fault(_NO)
def an_xlsb(path: Path) -> None:
    packed(path, {"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01"})


@fault(_NO)
def an_ods(path: Path) -> None:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    packed(path, {"mimetype": kind, "content.xml": b"<office:document-content/>"})


@fault(_NO)
def a_word_document_named_xlsx(path: Path) -> None:
    packed(path, {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


@fault(_NO)
def a_zip_of_something_else(path: Path) -> None:
    packed(path, {"data.csv": b"a,b\n1,2\n"})


@fault(_NO)
def a_web_page_named_xls(path: Path) -> None:
    path.write_text("\n <HTML><body><table><tr><td>1</td></tr></table></body></HTML>")


@fault(_NO)
def an_xml_spreadsheet_of_2003(path: Path) -> None:
    path.write_text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office"/>')


@fault(_NO)
def a_gzip_named_csv(path: Path) -> None:
    path.write_bytes(b"\x1f\x8b\x08\x00" + bytes(40))


def _whole(path: Path) -> bytes:
    packed(path, parts())
    return path.read_bytes()


@fault(_DAMAGED)
def zip_cut_off(path: Path) -> None:
    path.write_bytes(_whole(path)[:-30])


@fault(_DAMAGED)
def zip_with_another_checksum(path: Path) -> None:
    packed(path, parts(), zipfile.ZIP_STORED)
    content = path.read_bytes()
    assert content.count(b"<v>18500</v>") == 1
    path.write_bytes(content.replace(b"<v>18500</v>", b"<v>18600</v>"))


@fault(("packed-too-densely", "", ""))
def zip_that_unpacks_a_thousand_times(path: Path) -> None:
    packed(path, {**parts(), "xl/worksheets/sheet1.xml": b" " * (150 << 20)})


@fault(_DAMAGED)
def zip_that_hides_its_size(path: Path) -> None:
    """A megabyte and a half of spaces that both headers say is a thousand bytes."""
    content = {**parts(), "xl/worksheets/sheet1.xml": b" " * (3 << 19)}
    packed(path, content)
    real, said = (3 << 19).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    packed_content = path.read_bytes()
    assert packed_content.count(real) == 2
    path.write_bytes(packed_content.replace(real, said))


@fault(("unpacked-too-large", "", ""))
def workbook_of_too_many_megabytes(path: Path) -> None:
    """As many as the limit, and in no way dense."""
    noise = random.Random(5).randbytes(3 << 20)
    said = (210 << 20).to_bytes(4, "little")
    packed(path, {**parts(), "xl/media/picture.png": noise}, zipfile.ZIP_STORED)
    real = len(noise).to_bytes(4, "little")
    content = path.read_bytes()
    # The unpacked size in the directory at the end alone: the last of the four.
    at = content.rfind(real)
    path.write_bytes(content[:at] + said + content[at + 4 :])


@fault(("too-many-parts", "", ""))
def zip_of_too_many_parts(path: Path) -> None:
    packed(path, {**parts(), **{f"xl/media/{number}": b"" for number in range(5001)}})


@fault(_DAMAGED)
def zip_with_a_part_twice(path: Path) -> None:
    with warnings.catch_warnings(action="ignore"):
        packed(path, parts())
        with zipfile.ZipFile(path, "a") as target:
            target.writestr("xl/worksheets/sheet1.xml", sheet(""))


@fault(_DAMAGED)
def zip_of_a_kind_that_no_office_program_writes(path: Path) -> None:
    packed(path, parts(), zipfile.ZIP_BZIP2)


@fault(("locked-workbook", "", ""))
def zip_with_a_password(path: Path) -> None:
    content = bytearray(_whole(path))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)


def _without(path: Path, name: str) -> None:
    packed(path, {each: content for each, content in parts().items() if each != name})


@fault(_DAMAGED)
def sheet_missing(path: Path) -> None:
    _without(path, "xl/worksheets/sheet1.xml")


@fault(_DAMAGED)
def shared_texts_missing(path: Path) -> None:
    _without(path, "xl/sharedStrings.xml")


@fault(_DAMAGED)
def relations_missing(path: Path) -> None:
    _without(path, "xl/_rels/workbook.xml.rels")


@fault(_DAMAGED)
def sheet_cut_off(path: Path) -> None:
    packed(path, parts(sheet()[:-60]))


@fault(_DAMAGED)
def sheet_with_entities_in_entities(path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))
    text = sheet(ROWS.replace("67.7", "&a39;"))
    head, _, rest = text.partition("\n")
    packed(path, parts(f'{head}<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>{rest}'))


@fault(_DAMAGED)
def sheet_with_an_unknown_entity(path: Path) -> None:
    packed(path, parts(sheet(ROWS.replace("67.7", "&six;"))))


@fault(_DAMAGED)
def texts_with_bytes_that_are_not_utf_8(path: Path) -> None:
    texts = parts()["xl/sharedStrings.xml"].replace(b"00640", b"\xae\xd3")
    packed(path, parts(texts=texts))


@fault(_DAMAGED)
def texts_with_a_control_character(path: Path) -> None:
    packed(path, parts(texts=parts()["xl/sharedStrings.xml"].replace(b"00640", b"\x01")))


@fault(_DAMAGED)
def rows_out_of_order(path: Path) -> None:
    packed(path, parts(sheet(ROWS + '<row r="2"><c r="A2"><v>1</v></c></row>')))


@fault(_DAMAGED)
def cell_twice(path: Path) -> None:
    row = '<row r="4"><c r="A4"><v>1</v></c><c r="A4"><v>2</v></c></row>'
    packed(path, parts(sheet(ROWS + row)))


@fault(_DAMAGED)
def cell_in_the_row_of_another(path: Path) -> None:
    packed(path, parts(sheet(ROWS + '<row r="4"><c r="A5"><v>1</v></c></row>')))


@fault(_DAMAGED)
def cell_of_an_unknown_type(path: Path) -> None:
    packed(path, parts(sheet(ROWS + '<row r="4"><c r="A4" t="q"><v>1</v></c></row>')))


@fault(_DAMAGED)
def workbook_part_without_its_end(path: Path) -> None:
    packed(path, parts(book=book()[:-5]))


@fault(("empty-sheet", "Số liệu", ""), ("empty-workbook", "", ""))
def workbook_without_a_cell(path: Path) -> None:
    packed(path, parts(sheet("")))


@fault(("empty-workbook", "", ""))
def workbook_without_a_sheet(path: Path) -> None:
    text = book()
    start, end = text.index("<sheet "), text.index("</sheets>")
    packed(path, parts(book=text[:start] + text[end:]))


def good() -> bytes:
    """The workbook that the faults here are put into."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts().items():
            opened.writestr(name, content)
    assert all(TEXTS)
    return target.getvalue()
