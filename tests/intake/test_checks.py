"""What rows must satisfy together, on folders written out here."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.intake import Reading, read_folder
from tests.folders import write_folder

BLOCS = "Mã khối,Tên khối\nK1,Khối một\n"
UNITS = "Mã đơn vị,Tên đơn vị,Mã khối\nU1,Đơn vị một,K1\nU2,Đơn vị hai,\n"
TASKS = """\
Mã nhiệm vụ,Năm,Điều khoản,Nội dung,Cách theo dõi,Hạn hoàn thành
N1,2026,I.1,Việc một,,31/03/2026
N2,2026,I.2,Giải quyết hồ sơ,hồ sơ,31/03/2026
"""
ASSIGNMENTS = "Mã nhiệm vụ,Mã đơn vị,Vai trò\nN1,U1,Chủ trì\nN2,U1,Chủ trì\n"
AWARDS = "Mã khen thưởng,name,Nhóm,Cấp quyết định\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n"
DOSSIERS = """\
Mã hồ sơ,Ngày tiếp nhận,Mã đơn vị,Đối tượng,Tên đối tượng,Mã khen thưởng,Loại khen thưởng
H1,05/01/2026,U1,Cá nhân,A,GK,Công trạng
"""
CRITERIA = """\
Mã tiêu chí,Năm,Nhóm tiêu chí,Tiêu chí,Loại điểm,Điểm tối đa,Nguồn điểm,Điểm mỗi lần
C1,2026,Nhóm,Chấm tay,Chuẩn,"20,5",,
C2,2026,Nhóm,Theo tiến độ,Chuẩn,40,tiến độ,
C3,2026,Nhóm,Theo khen thưởng,Thưởng,10,khen thưởng,2
"""
SCORES = "Ngày chấm,Kỳ,Mã đơn vị,Mã tiêu chí,Bước chấm,Điểm\n"
BASE = {
    "blocs": BLOCS,
    "units": UNITS,
    "tasks": TASKS,
    "assignments": ASSIGNMENTS,
    "awards": AWARDS,
    "dossiers": DOSSIERS,
    "criteria": CRITERIA,
}


def read(path: Path, **tables: str) -> Reading:
    reading, _ = read_folder(write_folder(path, BASE | tables))
    return reading


def faults(reading: Reading) -> list[tuple[str, str, str, str]]:
    assert all(problem.remedy for problem in reading.problems)
    return [(p.file, p.cell, p.label, p.value) for p in reading.faults]


def progress(*rows: str) -> str:
    return "Ngày ghi nhận,Mã nhiệm vụ,Mã đơn vị,Trạng thái\n" + "".join(row + "\n" for row in rows)


def events(*rows: str) -> str:
    return "Ngày,Mã hồ sơ,Bước xử lý\n" + "".join(row + "\n" for row in rows)


def test_a_well_formed_folder_has_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path).problems == []


def test_the_later_row_with_a_key_is_refused_and_names_the_first(tmp_path: Path) -> None:
    reading = read(tmp_path, blocs=BLOCS + "K2,Khối hai\nK1,Khối một nữa\n")
    assert faults(reading) == [("blocs.csv", "A4", "Mã khối", "K1")]
    assert reading.faults[0].reason == "trùng Mã khối với dòng 2"
    assert [record["name"] for record in reading.records["blocs"]] == ["Khối một", "Khối hai"]


def test_a_key_of_two_columns_may_repeat_in_each(tmp_path: Path) -> None:
    reading = read(tmp_path, assignments=ASSIGNMENTS + "N1,U2,Phối hợp\nN1,U1,Phối hợp\n")
    assert faults(reading) == [("assignments.csv", "A5", "Mã nhiệm vụ", "N1")]
    assert reading.faults[0].reason == "trùng Mã nhiệm vụ, Mã đơn vị với dòng 2"


def test_an_unknown_reference_offers_a_near_id(tmp_path: Path) -> None:
    reading = read(tmp_path, units=UNITS + "U3,Đơn vị ba,K2\n")
    assert faults(reading) == [("units.csv", "C4", "Mã khối", "K2")]
    assert reading.faults[0].reason == "mã không có trong blocs.csv"


def test_ids_are_compared_exactly(tmp_path: Path) -> None:
    rows = "Đ,Khối đ\n007,Khối bảy\n"
    units = UNITS + "U3,Ba,D\nU4,Bốn,đ\nU5,Năm,7\nU6,Sáu,007\nU7,Bảy,Đ\n"
    reading = read(tmp_path, blocs=BLOCS + rows, units=units)
    assert [cell for _, cell, _, _ in faults(reading)] == ["C4", "C5", "C6"]


def test_progress_needs_an_assignment(tmp_path: Path) -> None:
    reading = read(tmp_path, progress=progress("01/02/2026,N1,U2,Hoàn thành", "01/02/2026,N1,U1,Hoàn thành"))
    assert faults(reading) == [("progress.csv", "C2", "Mã đơn vị", "U2")]
    assert reading.faults[0].reason == "không có phân công này (N1 – U2) trong assignments.csv"
    assert len(reading.records["progress"]) == 1


def test_progress_of_a_task_measured_by_dossiers_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, progress=progress("01/02/2026,N2,U1,Hoàn thành"))
    assert faults(reading) == [("progress.csv", "B2", "Mã nhiệm vụ", "N2")]
    assert reading.records["progress"] == []


def test_rows_that_point_at_a_refused_row_follow_it_and_are_counted_there(tmp_path: Path) -> None:
    units = UNITS.replace("Đơn vị một,K1", "Đơn vị một,K9")
    rows = progress("01/02/2026,N1,U1,Hoàn thành", "02/02/2026,N1,U1,Hoàn thành")
    reading = read(tmp_path, units=units, progress=rows, dossier_events=events("05/01/2026,H1,Tiếp nhận"))
    assert faults(reading) == [("units.csv", "C2", "Mã khối", "K9")]
    assert reading.faults[0].reason == (
        "mã không có trong blocs.csv (kéo theo 2 dòng ở assignments.csv, 2 dòng ở progress.csv, "
        "1 dòng ở dossiers.csv, 1 dòng ở dossier_events.csv)"
    )
    assert reading.refused["progress"] == 2
    assert reading.records["dossier_events"] == []


def test_rows_that_point_at_a_row_refused_by_a_rule_follow_it_too(tmp_path: Path) -> None:
    criteria = CRITERIA.replace("khen thưởng,2", "khen thưởng,")
    reading = read(tmp_path, criteria=criteria, scores=SCORES + "01/02/2026,2026-Q1,U1,C3,Tự chấm,5\n")
    assert faults(reading) == [("criteria.csv", "H4", "Điểm mỗi lần", "")]
    assert reading.faults[0].reason.endswith("(kéo theo 1 dòng ở scores.csv)")


def test_a_row_that_repeats_a_refused_row_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, units="Mã đơn vị,Tên đơn vị\nU1,\nU1,Đơn vị một\n", assignments=ASSIGNMENTS)
    assert [cell for file, cell, _, _ in faults(reading) if file == "units.csv"] == ["B2", "A3"]


def test_references_into_an_unreadable_or_missing_file_are_not_reported(tmp_path: Path) -> None:
    write_folder(tmp_path, BASE | {"scores": SCORES + "01/02/2026,2026-Q1,U1,C1,Tự chấm,5\n"})
    (tmp_path / "criteria.csv").unlink()
    (tmp_path / "blocs.csv").write_bytes(b"")
    reading, _ = read_folder(tmp_path)
    assert faults(reading) == [("blocs.csv", "", "", "")]
    assert len(reading.records["scores"]) == 1
    assert reading.unreadable == {"blocs"}
    assert reading.absent == {"criteria"}


@pytest.mark.parametrize(("criterion", "source"), [("C2", "tiến độ"), ("C3", "khen thưởng")])
def test_only_criteria_scored_by_hand_take_scores(criterion: str, source: str, tmp_path: Path) -> None:
    reading = read(tmp_path, scores=SCORES + f"01/02/2026,2026-Q1,U1,{criterion},Tự chấm,5\n")
    assert faults(reading) == [("scores.csv", "D2", "Mã tiêu chí", criterion)]
    assert source in reading.faults[0].reason


def test_points_above_the_maximum_are_a_note_and_count(tmp_path: Path) -> None:
    reading = read(tmp_path, scores=SCORES + '01/02/2026,2026-Q1,U1,C1,Tự chấm,"20,75"\n')
    assert faults(reading) == []
    assert [p.line() for p in reading.problems] == [
        "Lưu ý: scores.csv F2 [Điểm] “20,75”: quá điểm tối đa 20,5, chỉ tính 20,5. Xem lại điểm."
    ]
    assert len(reading.records["scores"]) == 1


@pytest.mark.parametrize("closing", ["Đã khen thưởng", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ"])
def test_an_event_after_a_closing_one_is_refused_wherever_it_stands(closing: str, tmp_path: Path) -> None:
    rows = events("08/01/2026,H1,Thẩm định", "05/01/2026,H1,Tiếp nhận", f"07/01/2026,H1,{closing}")
    reading = read(tmp_path, dossier_events=rows)
    assert faults(reading) == [("dossier_events.csv", "A2", "Ngày", "08/01/2026")]


def test_of_one_day_only_the_last_event_closes(tmp_path: Path) -> None:
    rows = events("07/01/2026,H1,Trả lại", "07/01/2026,H1,Thẩm định", "08/01/2026,H1,Họp Hội đồng")
    assert faults(read(tmp_path, dossier_events=rows)) == []


def test_not_arising_needs_no_conditional_task(tmp_path: Path) -> None:
    assert faults(read(tmp_path, progress=progress("01/02/2026,N1,U1,Không phát sinh"))) == []
