"""CSV that cannot be read, or not wholly."""

from pathlib import Path

from tests.bad_files import fault

GOOD = "area_code,indicator_code,period,value\n00640,income,2022,67.7\n00643,income,2022,18500\n"


@fault(("empty-file", "", ""), suffix=".csv")
def empty_file(path: Path) -> None:
    path.write_bytes(b"")


@fault(("empty-file", "", ""), suffix=".csv")
def only_blank_lines(path: Path) -> None:
    path.write_text(" \n\n\t\n")


@fault(("empty-file", "", ""), suffix=".csv")
def only_separators(path: Path) -> None:
    path.write_text(",,,\n,,,\n")


@fault(("not-utf-8", "", "B2"), suffix=".csv")
def text_in_tcvn3(path: Path) -> None:
    path.write_bytes(b"code,name\n00640,X\xb7 V\xa8n \xae\xd3n\n")


@fault(("not-utf-8", "", "C3"), suffix=".csv")
def text_in_windows_1258(path: Path) -> None:
    text = "code;note;name\n1;a;b\n2;'x;y';Thị trấn\n".replace("'", '"').replace("ị", "i\u0323")
    path.write_bytes(text.replace("ấ", "â\u0301").encode("cp1258"))


@fault(("not-utf-8", "", ""), suffix=".csv")
def utf_16_cut_off(path: Path) -> None:
    path.write_bytes(GOOD.encode("utf-16")[:-1])


@fault(("open-quote", "", "A3"), suffix=".csv")
def quote_left_open(path: Path) -> None:
    path.write_text('a,b\n1,2\n3,"4\n5,6\n')


@fault(("open-quote", "", "A4"), suffix=".csv")
def quote_closed_within_a_cell(path: Path) -> None:
    path.write_text('a,b\n1,"two\nlines"\n"3"x,4\n5,6\n')


@fault(("open-quote", "", "A2"), suffix=".csv")
def cell_without_end(path: Path) -> None:
    path.write_text('a,b\n1,"' + "2,3\n" * 50_000)


@fault(("cell-too-long", "", "B3"), suffix=".csv")
def cell_longer_than_any(path: Path) -> None:
    path.write_text("a,b\n1,2\n3," + "x" * 140_000 + "\n")


@fault(("ragged-row", "", "D3"), suffix=".csv")
def row_too_short(path: Path) -> None:
    path.write_text(GOOD.replace(",18500", ""))


@fault(("ragged-row", "", "E3"), suffix=".csv")
def row_too_long(path: Path) -> None:
    path.write_text(GOOD.replace("18500", "18,500"))


@fault(("ragged-row", "", "C4"), suffix=".csv")
def row_too_short_below_one_of_two_lines(path: Path) -> None:
    path.write_text('a,b,c\n1,"two\nlines",3\n4,5\n6,7,8\n')


@fault(("nul-character", "", "C3"), suffix=".csv")
def nul_in_a_cell(path: Path) -> None:
    path.write_text(GOOD.replace("income,2022,18500", "income,20\0 22,18500"))


@fault(("range-too-large", "", "KN1"), suffix=".csv")
def too_many_columns(path: Path) -> None:
    path.write_text((",".join(["x"] * 300) + "\n") * 3)


@fault(("not-a-workbook", "", ""), suffix=".csv")
def bytes_without_meaning(path: Path) -> None:
    path.write_bytes(b"\x01\x02\x00" * 1000)
