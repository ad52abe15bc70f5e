"""A data folder for another district, ready to be filled in: every file with its header.

What the files mean stands in the README that it gets. Nothing of another district is in it but what
holds for all: units and thresholds.
"""

import csv
import io
import shutil
import tempfile
from pathlib import Path
from typing import Final

from indicators.vocabulary import TABLES, Table

_KEPT: Final = ("units", "thresholds")
"""The tables that hold for every district: their rows are taken over."""
_OWN: Final = (
    "## illustrative/",
    "## Where each figure of the report stands",
    "## Other figures",
    "## Making the folder of another district",
)
"""The chapters of the README that only speak of the folder that they were written for."""
_TITLE: Final = """\
# Thư mục số liệu

Mọi số liệu của một huyện mà các màn hình hiện ra, dưới dạng tệp CSV. Chương trình không biết sẵn
huyện nào: chương trình đọc thư mục này.

**Bắt đầu** theo thứ tự dưới đây; xong bước nào công bố được bước ấy (lệnh
`python -m indicators publish --data THƯ_MỤC`), còn thiếu gì chương trình nêu tên:

1. `catalogue/sources.csv`: mỗi tài liệu một dòng; trước hết là tài liệu làm căn cứ cho danh sách
   địa bàn, các tài liệu khác thêm dần.
2. `catalogue/areas.csv`: một dòng có `level` là `district`, rồi các xã, thị trấn, theo mã của
   Tổng cục Thống kê. Công bố luôn được: các trang đã có, còn trống.
3. `catalogue/assigners.csv`, `exhibits.csv`, `indicators.csv`: ai giao kế hoạch, hỏi những câu
   nào, chỉ tiêu nào trả lời. Câu hỏi giống huyện khác thì giữ mã của huyện ấy để so sánh được.
4. Số liệu và kế hoạch: `python -m indicators template` làm mẫu Excel để điền, `import` nhập vào;
   hoặc làm cả hai trên trang *Số liệu*.

Ô trống nghĩa là chưa có số, không bao giờ là 0. Tên cột, tên tệp và quy tắc của từng tệp: xem phần
tiếng Anh dưới đây.

# The data folder

Everything that the screens show of one district, as plain CSV. The program knows no district: it
knows this folder.

**To begin**, in this order; each step can be published, and what is missing is named:

1. `catalogue/sources.csv`: one row for the document that areas are taken from, others as they
   come.
2. `catalogue/areas.csv`: the one row with the level `district`, then its communes, with codes of
   the General Statistics Office. Publish now: the pages are there, and empty.
3. `catalogue/assigners.csv`, `exhibits.csv`, `indicators.csv`: who assigns plans, which questions
   are asked, which indicators answer them. Keep the codes of another district where the question
   is the same, so that districts can be compared.
4. Figures and plans: `python -m indicators template` makes a workbook to fill in, `import` takes
   it.
"""


class CannotStart(Exception):
    """No folder was made; in both languages, each one sentence."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


def start(target: Path, model: Path) -> list[Path]:
    """Make the data folder ``target`` in the likeness of ``model``; the files made, in order.

    All of it or nothing: CannotStart where something is there already, where the model lacks what
    is taken over, and where the disk stands in the way.
    """
    try:
        if not _free(target):
            raise CannotStart(
                f"{target} đã có và không trống; hãy chọn một thư mục mới.",
                f"{target} is there already and is not empty; choose a new folder.",
            )
        texts = _texts(model)
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            for name, text in texts.items():
                path = aside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="")
            # What mkdtemp makes is open to nobody else.
            aside.chmod(target.parent.stat().st_mode & 0o777)
            if target.exists():
                target.rmdir()
            aside.rename(target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotStart(
            f"Không tạo được {target} ({reason}).", f"{target} could not be made ({reason})."
        ) from error
    return [target / name for name in texts]


def _free(target: Path) -> bool:
    if target.is_symlink() or target.is_file():
        return False
    return not target.exists() or not any(target.iterdir())


def _texts(model: Path) -> dict[str, str]:
    """The text of each file of a new folder, by its path in it."""
    texts = {"README.md": _readme(_read(model / "README.md"))}
    for table in TABLES:
        if table.name in _KEPT:
            texts[table.path] = _read(model / table.path)
        else:
            single = table.path.endswith(".csv")
            texts[table.path if single else f"{table.path}/{table.name}.csv"] = _header(table)
    return texts


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise CannotStart(
            f"Không đọc được {path}; hãy nêu một thư mục số liệu đầy đủ với --data.",
            f"{path} cannot be read; name a whole data folder with --data.",
        ) from error


def _header(table: Table) -> str:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerow(table.names)
    return lines.getvalue()


def _readme(text: str) -> str:
    """The README without what it says of its own district only."""
    _, *chapters = f"\n{text}".split("\n## ")
    kept = [f"## {chapter.strip()}" for chapter in chapters if not f"## {chapter}".startswith(_OWN)]
    return "\n\n".join([_TITLE.strip(), *(_without_files(chapter) for chapter in kept)]) + "\n"


def _without_files(chapter: str) -> str:
    """A chapter without the table of the files that are there."""
    lines: list[str] = []
    listing = False
    for line in chapter.split("\n"):
        listing = line.startswith("| file |") or (listing and line.startswith("|"))
        if not listing:
            lines.append(line)
    return "\n".join(lines).strip()
