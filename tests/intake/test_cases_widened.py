"""The intake cases of the widened contract and their relatives, on a small folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.test_checks import (
    AWARDS,
    BASE,
    CRITERIA,
    DOSSIERS,
    SCORES,
    UNITS,
    events,
    faults,
    progress,
    read,
)

EXTENSIONS = "Ngày gia hạn,Mã nhiệm vụ,Mã đơn vị,Hạn mới\n"
MOVEMENTS = "Mã phong trào,Tên phong trào,Cấp phát động,Ngày phát động\nPT1,Một,Tỉnh,01/01/2026\n"
RESULTS = "Ngày ghi nhận,Mã phong trào,Mã đơn vị,Chỉ tiêu,Kế hoạch,Thực hiện\n"


def cells(path: Path, **tables: str) -> list[str]:
    """File and cell of each problem."""
    return [f"{file} {cell}" for file, cell, _, _ in faults(read(path, **tables))]


def noted(path: Path, **tables: str) -> list[tuple[str, str]]:
    """File and cell of each note, of a folder without problems."""
    reading = read(path, **tables)
    assert reading.faults == []
    return [(p.file, p.cell) for p in reading.problems]


# ---- numbers


def test_a_comma_of_thousands_is_refused_between_commas(tmp_path: Path) -> None:
    rows = '31/03/2026,PT1,U1,A,"1,250","2,5"\n31/03/2026,PT1,U2,A,"0,125","-2,400"\n'
    found = cells(tmp_path, movements=MOVEMENTS, movement_results=RESULTS + rows)
    assert found == ["movement_results.csv E2", "movement_results.csv F3"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_three_decimals_are_decimals_where_the_comma_cannot_separate(separator: str, tmp_path: Path) -> None:
    rows = RESULTS + "31/03/2026,PT1,U1,A,38x500,0x500\n"
    text = rows.replace(",", separator).replace("x", ",")
    reading = read(tmp_path, movements=MOVEMENTS, movement_results=text)
    assert reading.faults == []
    (row,) = reading.records["movement_results"]
    assert (row["target"], row["actual"]) == (38.5, 0.5)


# ---- quarters, coded words


def tasks(quarter: str, year: int = 2026) -> str:
    return (
        f"Mã nhiệm vụ,Năm,Điều khoản,Quý,Nội dung,Hạn hoàn thành\nN1,{year},I.1,{quarter},Việc,31/03/2026\n"
    )


@pytest.mark.parametrize("quarter", ["II/2026", "Quý II/2026", "2/2026", "quy 2 - 2026", "Quý II năm 2026"])
def test_a_quarter_may_carry_its_rows_year(quarter: str, tmp_path: Path) -> None:
    reading = read(tmp_path, tasks=tasks(quarter), assignments="Mã nhiệm vụ,Mã đơn vị,Vai trò\n")
    assert reading.faults == []
    assert reading.records["tasks"][0]["quarter"] == 2


@pytest.mark.parametrize("quarter", ["II/2025", "Quý IV/2027", "V/2026", "II/26", "/2026"])
def test_a_quarter_of_another_year_is_a_problem(quarter: str, tmp_path: Path) -> None:
    assert cells(tmp_path, tasks=tasks(quarter), assignments="Mã nhiệm vụ,Mã đơn vị,Vai trò\n") == [
        "tasks.csv D2"
    ]


def test_a_quarter_is_not_blamed_for_a_wrong_year(tmp_path: Path) -> None:
    text = tasks("II/2026").replace("N1,2026", "N1,26")
    assert cells(tmp_path, tasks=text, assignments="Mã nhiệm vụ,Mã đơn vị,Vai trò\n") == ["tasks.csv B2"]


def test_words_of_a_province_and_a_ward_stay_as_typed(tmp_path: Path) -> None:
    awards = (
        AWARDS
        + "BK,Bằng khen,Hình thức khen thưởng,cấp TỈNH\nTP,Bằng khen,Hình thức khen thưởng,Cap phuong\n"
    )
    reading = read(tmp_path, awards=awards, movements=MOVEMENTS + "PT2,Hai,thành phố,01/01/2026\n")
    assert reading.faults == []
    assert [row["level"] for row in reading.records["awards"]] == ["Cấp xã", "Cấp tỉnh", "Cấp phường"]
    assert [row["launched_by"] for row in reading.records["movements"]] == ["Tỉnh", "Thành phố"]


# ---- several problems of a row


def test_all_problems_of_a_row_are_named_once(tmp_path: Path) -> None:
    found = cells(
        tmp_path,
        extensions=EXTENSIONS + "hôm qua,N9,U9,\n",
        progress=progress("31/02/2026,N1,U9,Xong", "01/02/2026,N2,U9,Xong"),
        dossiers=DOSSIERS + "H1,32/01/2026,U9,Cá nhân,A,XX,Công trạng\n",
        scores=SCORES + "x,2026-Q1,U9,C3,Tự chấm,-1\n",
    )
    assert [x for x in found if x.startswith("ext")] == [f"extensions.csv {c}2" for c in "ABCD"]
    assert [x for x in found if x.startswith("prog")] == [
        *(f"progress.csv {c}2" for c in "ACD"),
        *(f"progress.csv {c}3" for c in "BCD"),
    ]
    assert [x for x in found if x.startswith("dos")] == [f"dossiers.csv {c}3" for c in "ABCF"]
    assert [x for x in found if x.startswith("sco")] == [f"scores.csv {c}2" for c in "ACDF"]


def test_a_refused_row_is_quiet_about_another_refused_row(tmp_path: Path) -> None:
    units = UNITS.replace("Đơn vị một,K1", "Đơn vị một,K9")
    rows = progress("31/02/2026,N1,U1,Hoàn thành")
    reading = read(tmp_path, units=units, progress=rows, extensions=EXTENSIONS + "x,N1,U1,01/05/2026\n")
    assert [f"{p.file} {p.cell}" for p in reading.faults] == [
        "units.csv C2",
        "progress.csv A2",
        "extensions.csv A2",
    ]


def test_tasks_and_meetings_may_point_at_each_other(tmp_path: Path) -> None:
    columns = "Mã nhiệm vụ,Năm,Điều khoản,Nội dung,Hạn hoàn thành,Mã cuộc họp\n"
    rows = "N1,2026,I.1,Việc,31/03/2026,M1\nN2,2026,I.2,Việc,31/03/2026,M2\nN3,2026,I.3,Việc,31/03/2026,M9\n"
    meetings = "Mã cuộc họp,Ngày họp,Loại,Nội dung,Mã nhiệm vụ\nM1,01/02/2026,Khác,Họp,N1\nM2,x,Khác,Họp,N3\n"
    none = "Mã nhiệm vụ,Mã đơn vị,Vai trò\n"
    reading = read(tmp_path, tasks=columns + rows, meetings=meetings, assignments=none)
    assert [f"{p.file} {p.cell}" for p in reading.faults] == ["tasks.csv F4", "meetings.csv B3"]
    assert [row["task_id"] for row in reading.records["tasks"]] == ["N1"]
    assert [row["meeting_id"] for row in reading.records["meetings"]] == ["M1"]


@pytest.mark.parametrize(
    ("table", "text", "cell"),
    [
        ("plan", "Năm,Cơ quan ban hành,Mã đơn vị\n2026,UBND,U9\n", "C2"),
        (
            "criteria",
            CRITERIA.splitlines()[0] + ",Mã khen thưởng\nC1,2026,Nhóm,A,Thưởng,10,khen thưởng,2,XX\n",
            "I2",
        ),
        (
            "criteria",
            CRITERIA.splitlines()[0] + ",Cấp quyết định\nC1,2026,Nhóm,A,Thưởng,10,khen thưởng,2,Huyện\n",
            "I2",
        ),
        (
            "criteria",
            CRITERIA.splitlines()[0] + ",Mã khối\nC1,2026,Nhóm,A,Thưởng,10,khen thưởng,2,K9\n",
            "I2",
        ),
    ],
)
def test_new_columns_point_at_what_is_there(table: str, text: str, cell: str, tmp_path: Path) -> None:
    assert cells(tmp_path, **{table: text}) == [f"{table}.csv {cell}"]


@pytest.mark.parametrize(
    ("quantity", "wrong"), [("0", 1), ("-1", 1), ("2,5", 1), ("1.000", 1), ("hai", 1), ("12", 0), ("", 0)]
)
def test_a_quantity_is_a_whole_number_from_one(quantity: str, wrong: int, tmp_path: Path) -> None:
    heading, row = DOSSIERS.splitlines()
    reading = read(tmp_path, dossiers=f'{heading},Số lượng\n{row},"{quantity}"\n')
    assert [p.cell for p in reading.faults] == ["H2"] * wrong
    assert wrong or reading.records["dossiers"][0]["quantity"] == int(quantity or 1)


@pytest.mark.parametrize("period", ["2026-H1", "2026-h2", "2025-2026"])
def test_half_years_and_school_years_are_periods(period: str, tmp_path: Path) -> None:
    assert cells(tmp_path, scores=SCORES + f"01/06/2026,{period},U1,C1,Tự chấm,5\n") == []


@pytest.mark.parametrize("period", ["2026-H3", "2025-2027", "2026-2025", "H1/2026", "2026-N1"])
def test_other_words_are_no_periods(period: str, tmp_path: Path) -> None:
    assert cells(tmp_path, scores=SCORES + f"01/06/2026,{period},U1,C1,Tự chấm,5\n") == ["scores.csv B2"]


@pytest.mark.parametrize("day", ["31/12/1999", "01/01/2101", "30/12/9999"])
def test_nothing_is_looked_at_as_of_an_impossible_day(day: str, tmp_path: Path) -> None:
    assert cells(tmp_path, plan=f"Năm,Cơ quan ban hành,Ngày xem mặc định\n2026,UBND,{day}\n") == [
        "plan.csv C2"
    ]


# ---- names spelt alike


def test_an_indicator_has_its_first_spelling_throughout(tmp_path: Path) -> None:
    names = ["hòa giải, thuỷ lợi", "HOÀ GIẢI,  THỦY LỢI", "hoa giai", "Hòa\u00a0giải , thủy lợi"]
    rows = "".join(f'31/03/2026,PT1,U1,"{name}",1,1\n' for name in names)
    reading = read(tmp_path, movements=MOVEMENTS, movement_results=RESULTS + rows)
    assert reading.faults == []
    assert [row["indicator"] for row in reading.records["movement_results"]] == [
        names[0],
        names[0],
        names[2],
        names[0],
    ]


def test_units_of_one_short_name_are_noted(tmp_path: Path) -> None:
    units = "Mã đơn vị,Tên đơn vị,Tên gọn\nU1,Thôn Bảy,Thôn 7\nU2,THÔN  7,\nU3,Làng,thôn 7\nU4,Xóm,Xóm 7\n"
    assert noted(tmp_path, units=units) == [("units.csv", "B3"), ("units.csv", "C4")]


def test_a_unit_stays_whatever_stands_as_its_address(tmp_path: Path) -> None:
    units = "Mã đơn vị,Tên đơn vị,Thư điện tử\nU1,A,a@xa.vn; b@xa.vn\nU2,B,thôn b@xa\nU3,C,\n"
    assert noted(tmp_path, units=units) == [("units.csv", "C3")]
    assert len(read(tmp_path, units=units).records["units"]) == 3


# ---- dossier events


def test_an_event_before_the_reception_counts_and_is_noted(tmp_path: Path) -> None:
    rows = events("05/01/2026,H1,Tiếp nhận", "04/01/2026,H1,Thẩm định")
    assert noted(tmp_path, dossier_events=rows) == [("dossier_events.csv", "A3")]
    assert len(read(tmp_path, dossier_events=rows).records["dossier_events"]) == 2


def test_an_early_closing_closes_on_the_day_of_reception(tmp_path: Path) -> None:
    rows = events("01/01/2026,H1,Trả lại", "05/01/2026,H1,Tiếp nhận", "06/01/2026,H1,Thẩm định")
    assert cells(tmp_path, dossier_events=rows) == ["dossier_events.csv A4"]


def test_of_early_events_the_last_in_the_file_holds(tmp_path: Path) -> None:
    rows = events("02/01/2026,H1,Trả lại", "01/01/2026,H1,Thẩm định", "06/01/2026,H1,Họp Hội đồng")
    assert len(noted(tmp_path, dossier_events=rows)) == 2


# ---- letters lost


@pytest.mark.parametrize("name", ["Phòng Kinh t?", "Lê Th? H?", "VŨ T?", "Nguyễn V?, Trần T?"])
def test_words_of_which_only_the_beginning_is_left_are_a_problem(name: str, tmp_path: Path) -> None:
    assert cells(tmp_path, units=UNITS + f'U3,"{name}",K1\n') == ["units.csv B4"]


@pytest.mark.parametrize(
    ("name", "doubtful"), [("Trần Thị Hu?", 1), ("Hỏi UBND?", 1), ("a.vn?b", 0), ("?", 0)]
)
def test_a_question_in_a_name_is_noted(name: str, doubtful: int, tmp_path: Path) -> None:
    assert noted(tmp_path, units=UNITS + f"U3,{name},K1\n") == [("units.csv", "B4")] * doubtful


def test_a_question_in_a_note_is_none(tmp_path: Path) -> None:
    rows = progress("01/02/2026,N1,U1,Hoàn thành,Đã xong chưa?").replace("Trạng thái", "Trạng thái,Ghi chú")
    assert noted(tmp_path, progress=rows) == []


# ---- what stands around a table


def listed(**around: str) -> str:
    rows = "".join(f"H{n},05/01/2026,U1,Cá nhân,A,GK,Công trạng\n" for n in range(1, 26))
    return around.get("above", "") + DOSSIERS.splitlines()[0] + "\n" + rows + around.get("below", "")


SIGNED = ',,,,,,\n,,,,"Nghi Dương, ngày 25/6/2026",,\nNGƯỜI LẬP,,,,CHỦ TỊCH,,\n,,,,,,\nNguyễn A,,,,Trần B,,\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            listed(
                above="UBND XÃ,,,,,,\nDANH SÁCH,,,,,,\n,,,,,,\n", below="Tổng cộng: 25 hồ sơ,,,,,,\n" + SIGNED
            ),
            ["A1", "A30"],
        ),
        (listed(below=SIGNED), ["E28"]),
        (listed(below=SIGNED.rstrip(",\n")), ["E28"]),
        (listed(below="Cộng,,,,,,\n"), ["A27"]),
        (listed(below="\n\nGhi chú: hồ sơ nộp trễ,,,,,,\n"), ["A29"]),
        (listed(below="H26,05/01/2026,,,,,\n"), ["C27", "D27", "E27", "F27", "G27"]),
        (listed(below="H26,xx,U1,Người,A,GK,Khác\n"), ["B27", "D27", "G27"]),
    ],
)
def test_what_stands_around_a_table_is_a_problem_a_block(text: str, found: list[str], tmp_path: Path) -> None:
    reading = read(tmp_path, dossiers=text)
    assert [p.cell for p in reading.faults] == found
    assert len(reading.records["dossiers"]) == 25


@pytest.mark.parametrize(
    ("table", "below", "cell"),
    [
        ("units", "Tổng cộng: 2 đơn vị,,\n,,Ngày 1/1\n,Người lập,Chủ tịch\n,A,B\n", "A4"),
        ("units", ",,Ngày 1/1\n,Người lập,Chủ tịch\n,A,B\n", "C4"),
        ("blocs", "Tổng số: 1 khối,\nNgười lập,\nA,\n", "A3"),
        ("awards", "Tổng cộng 1,,,\n,,,Ngày 1/1\n,,,A\n", "A3"),
    ],
)
def test_signatures_stand_under_lists_of_every_kind(
    table: str, below: str, cell: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, **{table: BASE[table] + below})
    assert [f"{p.file} {p.cell}" for p in reading.faults] == [f"{table}.csv {cell}"]
    assert reading.rows[table] == len(reading.records[table])
