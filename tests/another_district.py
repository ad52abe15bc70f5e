"""A made-up district in a data folder of its own: every form of exhibit and of plan, small.

Nothing here is of the shipped district: other codes, other indicators, other exhibits, years with
quarters and months. The figures speak for 15 April 2025, so that 2024 is over and 2025 has begun.
"""

import csv
import shutil
from pathlib import Path

from indicators import snapshot
from indicators.vocabulary import TABLES

DISTRICT = "901"
COMMUNES = ("09011", "09014", "09017")
LATE = "clean_water"
NO_DATA = "insurance"

Rows = list[tuple[str, ...]]

AREAS: Rows = [
    ("90", "", "", "province", "tỉnh", "province", "Lam Sơn", "", "", "", "", "", "list"),
    ("901", "", "", "district", "huyện", "district", "Sông Trà", "90", "", "", "", "", "list"),
    ("09011", "", "", "commune", "xã", "commune", "Bến Gỗ", "901", "", "", "0", "0", "list"),
    ("09014", "", "", "commune", "xã", "commune", "Đồng Sậy", "901", "", "", "0", "1", "list"),
    ("09017", "2020-01-01", "", "commune", "thị trấn", "township", "Trà Thượng", "901", "", "",
     "1", "0", "list"),
]  # fmt: skip

UNITS: Rows = [
    ("billion", "tỷ đồng", "billion dong", "amount"),
    ("km", "km", "km", "amount"),
    ("ph", "độ pH", "pH", "amount"),
    ("percent", "%", "%", "percent"),
    ("rank", "thứ hạng", "place", "rank"),
    ("flag", "có/không", "yes/no", "flag"),
    ("household", "hộ", "households", "count"),
    ("accident", "vụ", "accidents", "count"),
    ("school", "trường", "schools", "count"),
    ("commune", "xã", "communes", "count"),
    ("criterion", "tiêu chí", "criteria", "count"),
    ("dossier", "hồ sơ", "dossiers", "count"),
    ("tree", "cây", "trees", "count"),
    ("prize", "giải", "prizes", "count"),
]

ASSIGNERS: Rows = [
    ("province", "1", "tỉnh giao", "assigned by the province", "Tỉnh giao", "Province"),
    ("council", "2", "HĐND huyện giao", "assigned by the council", "HĐND huyện giao", "Council"),
]

SOURCES: Rows = [
    ("list", "Danh mục", "List", "Sở Nội vụ", "Home Department", "2024-01-02", "", "", ""),
    ("year", "Báo cáo năm 2024", "Report of 2024", "UBND huyện Sông Trà",
     "People's Committee of Sông Trà", "2025-01-20", "", "", ""),
    ("quarter", "Báo cáo quý I", "Report of the quarter", "UBND huyện Sông Trà",
     "People's Committee of Sông Trà", "2025-04-15", "", "", ""),
]  # fmt: skip

# exhibit_code, sector_code, position, form, name_vi, name_en, tile_position, short_vi, short_en
EXHIBITS: Rows = [
    ("output", "economy", "1", "growth", "Giá trị sản lượng", "Output", "1", "Sản lượng", "Output"),
    ("roads", "economy", "2", "plan", "Đường được sửa", "Roads mended", "2", "Sửa đường", "Roads"),
    ("branches", "economy", "3", "structure", "Cơ cấu lao động", "Labour by branch", "3",
     "Lao động", "Labour"),
    ("hardship", "living", "1", "plan", "Hộ nghèo và tai nạn", "Poverty and accidents", "4",
     "Hộ nghèo", "Poverty"),
    ("water", "living", "2", "plan", "Nước và giường bệnh", "Water and beds", "", "", ""),
    ("schooling", "education", "1", "share", "Trường kiên cố", "Solid schools", "5",
     "Trường học", "Schools"),
    ("index", "administration", "1", "rank", "Chỉ số hài lòng", "Satisfaction index", "6",
     "Hài lòng", "Satisfaction"),
    ("office", "administration", "2", "figures", "Một cửa", "One-stop shop", "", "", ""),
    ("planting", "transition", "1", "communes", "Trồng cây", "Planting", "", "", ""),
    ("dumps", "transition", "2", "communes", "Bãi rác", "Landfills", "", "", ""),
    ("model", "transition", "3", "communes", "Xã kiểu mẫu", "Model communes", "", "", ""),
    ("prizes", "emulation", "1", "counts", "Giải thưởng", "Prizes", "", "", ""),
]  # fmt: skip

# indicator_code, exhibit_code, position, names, shorts, unit, decimals, better, over_areas,
# over_time, weight_code, part_of
INDICATORS: Rows = [
    ("gross_output", "output", "1", "Giá trị sản lượng", "Gross output", "Sản lượng", "Output",
     "billion", "1", "higher", "none", "sum", "", ""),
    ("roads_mended", "roads", "1", "Chiều dài đường được sửa", "Length of roads mended",
     "Đường được sửa", "Roads mended", "km", "1", "higher", "none", "sum", "", ""),
    ("labour", "branches", "1", "Lao động", "Labour", "Lao động", "Labour", "percent", "1", "none",
     "none", "none", "", ""),
    ("labour_farms", "branches", "2", "Lao động nông nghiệp", "Labour on farms", "Nông nghiệp",
     "Farms", "percent", "1", "none", "none", "none", "", "labour"),
    ("labour_other", "branches", "3", "Lao động khác", "Other labour", "Ngành khác", "Other",
     "percent", "1", "none", "none", "none", "", "labour"),
    ("poor", "hardship", "1", "Số hộ nghèo", "Poor households", "Hộ nghèo", "Poor households",
     "household", "0", "lower", "none", "last", "", ""),
    ("accidents", "hardship", "2", "Số vụ tai nạn chết người", "Fatal accidents", "Tai nạn",
     "Accidents", "accident", "0", "lower", "none", "sum", "", ""),
    ("new_arrivals", "hardship", "3", "Số hộ chuyển đến", "Households moving in", "Hộ chuyển đến",
     "Moving in", "household", "0", "higher", "none", "sum", "", ""),
    ("acidity", "water", "1", "Độ pH của nước cấp", "Acidity of tap water", "Độ pH", "Acidity",
     "ph", "1", "band", "none", "mean", "", ""),
    ("beds_used", "water", "2", "Công suất giường bệnh", "Hospital beds in use", "Giường bệnh",
     "Beds in use", "percent", "1", "band", "none", "mean", "", ""),
    (LATE, "water", "3", "Tỷ lệ hộ có nước sạch", "Households with clean water", "Nước sạch",
     "Clean water", "percent", "1", "higher", "none", "last", "", ""),
    (NO_DATA, "water", "4", "Tỷ lệ có bảo hiểm y tế", "People insured", "Bảo hiểm", "Insured",
     "percent", "1", "higher", "none", "last", "", ""),
    ("schools", "schooling", "1", "Số trường kiên cố", "Solid schools", "Trường kiên cố",
     "Solid schools", "school", "0", "higher", "ratio_of_sums", "last", "", ""),
    ("safe_schools", "schooling", "2", "Số trường an toàn", "Safe schools", "Trường an toàn",
     "Safe schools", "school", "0", "higher", "ratio_of_sums", "last", "", ""),
    ("pass_rate", "schooling", "3", "Tỷ lệ thi đỗ", "Pass rate", "Thi đỗ", "Pass rate", "percent",
     "1", "higher", "none", "last", "", ""),
    ("satisfaction", "index", "1", "Thứ hạng hài lòng", "Place in satisfaction", "Hài lòng",
     "Satisfaction", "rank", "0", "lower", "none", "last", "", ""),
    ("dossiers", "office", "1", "Số hồ sơ", "Dossiers", "Hồ sơ", "Dossiers", "dossier", "0", "none",
     "sum", "sum", "", ""),
    ("open_saturday", "office", "2", "Làm việc thứ bảy", "Open on Saturday", "Mở thứ bảy",
     "Open Saturday", "flag", "0", "none", "none", "last", "", ""),
    ("trees", "planting", "1", "Số cây đã trồng", "Trees planted", "Cây đã trồng", "Trees", "tree",
     "0", "none", "sum", "sum", "", ""),
    ("landfill", "dumps", "1", "Có bãi rác", "Has a landfill", "Có bãi rác", "Landfill", "flag",
     "0", "none", "none", "last", "", ""),
    ("model_criteria", "model", "1", "Số tiêu chí kiểu mẫu", "Model criteria", "Tiêu chí",
     "Criteria", "criterion", "0", "higher", "none", "last", "", ""),
    ("model_communes", "model", "2", "Số xã kiểu mẫu", "Model communes", "Xã kiểu mẫu",
     "Model communes", "commune", "0", "higher", "none", "last", "", ""),
    ("prizes_state", "prizes", "1", "Giải cấp Nhà nước", "Prizes of the State", "Cấp Nhà nước",
     "State", "prize", "0", "none", "sum", "sum", "", ""),
    ("prizes_province", "prizes", "2", "Giải cấp tỉnh", "Prizes of the province", "Cấp tỉnh",
     "Province", "prize", "0", "none", "sum", "sum", "", ""),
]  # fmt: skip


def _seen(
    indicator: str,
    period: str,
    value: str,
    whole: str = "",
    qualifier: str = "",
    resolution: str = "",
    status: str = "official",
    area: str = DISTRICT,
) -> tuple[str, ...]:
    source = "quarter" if period.startswith("2025") else "year"
    return (area, indicator, period, value, whole, qualifier, resolution, status, source, "", "")


OBSERVATIONS: Rows = [
    _seen("gross_output", "2023", "900"),
    _seen("gross_output", "2024", "1000", status="estimated"),
    _seen("gross_output", "2025-Q1", "260", status="provisional"),
    _seen("roads_mended", "2023", "80"),
    _seen("roads_mended", "2024", "92"),
    _seen("roads_mended", "2024-Q1", "20"),
    _seen("roads_mended", "2024-Q2", "24"),
    _seen("roads_mended", "2024-Q3", "25"),
    _seen("roads_mended", "2024-Q4", "23"),
    _seen("roads_mended", "2025-01", "5"),
    _seen("roads_mended", "2025-02", "4"),
    _seen("roads_mended", "2025-03", "6"),
    _seen("roads_mended", "2025-Q1", "15"),
    _seen("labour_farms", "2024", "60"),
    _seen("labour_other", "2024", "40"),
    _seen("poor", "2023", "100"),
    _seen("poor", "2024", "35"),
    _seen("accidents", "2023", "4"),
    _seen("accidents", "2024", "2"),
    _seen("new_arrivals", "2024", "3"),
    _seen("acidity", "2024", "9.1"),
    _seen("beds_used", "2024", "90"),
    _seen(LATE, "2024", ""),
    _seen(NO_DATA, "2024", ""),
    _seen("schools", "2024", "12", "20"),
    _seen("safe_schools", "2024", "1", "20"),
    _seen("pass_rate", "2024", "97.5", resolution="0.1"),
    _seen("satisfaction", "2023", "6", "11"),
    _seen("satisfaction", "2024", "4", "11"),
    _seen("dossiers", "2024", "12000", qualifier="nearly", resolution="1000"),
    _seen("open_saturday", "2024", "1"),
    _seen("trees", "2024", "1200", area="09011"),
    _seen("trees", "2024", "0", area="09014"),
    _seen("trees", "2024", "800", area="09017"),
    _seen("landfill", "2024", "0", area="09011"),
    _seen("landfill", "2024", "0", area="09014"),
    _seen("model_criteria", "2024", "7", "9", area="09011"),
    _seen("model_criteria", "2024", "", status="not_applicable", area="09017"),
    _seen("model_communes", "2024", "2"),
    _seen("prizes_state", "2024", "1"),
    _seen("prizes_province", "2024", "12"),
]


def _asked(
    indicator: str,
    period: str,
    form: str,
    value: str,
    by: str = "province",
    high: str = "",
    baseline: str = "",
) -> tuple[str, ...]:
    return (DISTRICT, indicator, period, form, value, high, baseline, by, "", "", "year", "", "")


PLANS: Rows = [
    _asked("gross_output", "2024", "growth", "12.5"),
    _asked("roads_mended", "2024", "level", "100"),
    _asked("roads_mended", "2024", "level", "", by="council"),
    _asked("roads_mended", "2025", "level", "120"),
    _asked("poor", "2024", "level", "40", baseline="100"),
    _asked("poor", "2024", "change", "-60", by="council"),
    _asked("accidents", "2024", "level", "0"),
    _asked("new_arrivals", "2024", "level", "0"),
    _asked("acidity", "2024", "band", "6.5", high="8.5"),
    _asked("beds_used", "2024", "band", "85", high="95"),
    _asked(LATE, "2024", "level", "95"),
    _asked("schools", "2026", "level", "15"),
    _asked("safe_schools", "2024", "level", "20"),
    _asked("satisfaction", "2024", "level", "3"),
    _asked("model_communes", "2024", "maintain", "2"),
]

PUBLISHED: Rows = [
    (DISTRICT, "roads_mended", "2024", "completion", "council", "102.2", "0.1", "year", "", ""),
    (DISTRICT, "schools", "2024", "share", "", "61", "1", "year", "", ""),
]


def write(folder: Path) -> Path:
    """The data folder of the made-up district below ``folder``; nothing is published."""
    data = folder / "another"
    named = [
        (*row[:13], "", "", row[13], f"{row[3]}, cách đếm.", f"{row[4]}, how it is counted.")
        for row in INDICATORS
    ]
    rows = {
        "areas": AREAS,
        "units": UNITS,
        "assigners": ASSIGNERS,
        "sources": SOURCES,
        "exhibits": EXHIBITS,
        "indicators": named,
        "observations": OBSERVATIONS,
        "plans": PLANS,
        "published_figures": PUBLISHED,
    }
    for table in TABLES:
        path = data / table.path
        if table.name == "thresholds":
            shutil.copy(Path(__file__).parents[1] / "data" / table.path, path)
            continue
        if path.suffix != ".csv":
            path = path / "all.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, lineterminator="\n")
            # A column that files may leave out is left out.
            writer.writerow([column.name for column in table.columns if not column.spared])
            writer.writerows(rows[table.name])
    return data


def published(folder: Path) -> Path:
    """The data folder of the made-up district, published."""
    data = write(folder)
    done = snapshot.publish(data)
    assert [finding.say("en") for finding in done.findings] == []
    return data
