"""What the data lack for a report: said in a sentence, weighed, and with the way to mend it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from emulation.intake import read_folder
from emulation.intake.problems import Problem
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.missing import BETTER, BLANK, EMPTY, Gap, missing
from emulation.reports.request import Request
from emulation.scope import VIETNAM
from emulation.warehouse import Warehouse
from tests.folders import write_folder
from tests.reports.filled import MEETINGS
from tests.reports.full import FULL

MADE_AT = datetime(2026, 7, 1, 9, tzinfo=VIETNAM)
DAY = date(2026, 7, 1)
EXTENDED = {"quarter": "15/07/2026", "reminders": "29/06/2026"}
"""The due date of an extension that a report of the kind shows: letters are about what is overdue."""


def asked(kind: str) -> Request:
    about = KINDS[kind].about
    return Request.of(
        KINDS[kind],
        DAY,
        quarter=2 if KINDS[kind].has_quarters else None,
        level="Cấp xã" if "level" in about else "",
        meeting="M1" if kind in MEETINGS else "",
    )


def gaps(
    folder: Path, kind: str = "quarter", problems: tuple[Problem, ...] = (), **changed: str
) -> list[Gap]:
    """The gaps in the full data but for the changed files."""
    write_folder(folder, FULL | changed)
    return gaps_of(Warehouse(read_folder(folder)[0]), kind, problems)


def gaps_of(data: Warehouse, kind: str, problems: tuple[Problem, ...] = ()) -> list[Gap]:
    return missing(Facts(data, asked(kind), MADE_AT), problems)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return Warehouse(read_folder(write_folder(tmp_path_factory.mktemp("empty")))[0])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lacking_where_all_is_there(full: Warehouse, kind: str):
    of_the_year = {"year", "forms"}  # which is not over
    assert [gap.sentence for gap in gaps_of(full, kind)] == [
        "Số liệu tính đến 01/07/2026, khi kỳ báo cáo chưa kết thúc (31/12/2026): con số còn đổi."
    ] * (kind in of_the_year)


def test_of_an_empty_folder_all_is_lacking_the_weightiest_first(empty: Warehouse):
    assert [(gap.weight, gap.sentence, gap.page) for gap in gaps_of(empty, "quarter")] == [
        (
            EMPTY,
            "Chưa có kế hoạch năm 2026: tên cơ quan, số kế hoạch, địa danh, người ký, ký hiệu để trống.",
            "data",
        ),
        (EMPTY, "Chưa có nhiệm vụ nào cho quý II năm 2026 trong dữ liệu.", "data"),
        (BLANK, "Chưa có đơn vị nào trong các khối thi đua.", "data"),
        (BLANK, "Chưa có hồ sơ nào được ghi Đã khen thưởng trong quý II năm 2026.", "entry"),
        (BETTER, "Chưa ghi cuộc họp Hội đồng nào trong quý II năm 2026.", "data"),
    ]


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("ranking", ["Chưa có kế hoạch năm", "đơn vị"]),
        ("proposal", ["Chưa có kế hoạch năm"]),
        ("minutes", ["Chưa có kế hoạch năm", "cuộc họp Hội đồng"]),
        ("reminders", ["Chưa có kế hoạch năm"]),
        ("forms", ["Chưa có kế hoạch năm", "Đã khen thưởng", "chưa kết thúc"]),
    ],
)
def test_only_what_matters_for_the_report_is_said(empty: Warehouse, kind: str, lacking: list[str]):
    found = gaps_of(empty, kind)
    assert len(found) == len(lacking)
    assert all(words in gap.sentence for words, gap in zip(lacking, found, strict=True))


def test_what_the_frame_of_a_document_wants_is_named(tmp_path: Path):
    (gap,) = gaps(
        tmp_path, plan="year,number,issued_on,title,issuer,place\n2026,1/KH,01/01/2026,K,UBND xã A,Xã A\n"
    )
    assert gap.sentence == (
        "Kế hoạch năm 2026 chưa ghi Chức vụ người ký, Người ký, Cấp trên trực tiếp và Ký hiệu văn bản: chỗ ấy trong văn "
        "bản để trống."
    )


def test_tasks_that_nobody_wrote_enough_about_open_their_form(tmp_path: Path):
    progress = "recorded_on,task_id,unit_id,status,evidence\n20/06/2026,T1,A,Hoàn thành,\n20/06/2026,T3,A,Hoàn thành,1/BC\n"
    found = gaps(tmp_path, progress=progress)
    assert {gap.sentence: gap.links for gap in found} == {
        "1 nhiệm vụ làm cả năm chưa có ghi nhận nào: II.5.a.": {
            "II.5.a": {"task": "T2", "unit": ("A",), "status": ""}
        },
        "1 nhiệm vụ Hoàn thành chưa ghi văn bản, minh chứng: II.2.a.": {
            "II.2.a": {"task": "T1", "unit": ("A",), "status": "Hoàn thành"}
        },
    }
    assert all(gap.params == {"form": "tien-do", "year": 2026} for gap in found)


def test_a_late_task_without_a_reason_is_named(tmp_path: Path):
    tasks = FULL["tasks"].replace("Việc quý,30/06/2026", "Việc quý,01/06/2026")
    progress = FULL["progress"].replace("Hoàn thành,12/BC", "Đang thực hiện,")
    (gap,) = gaps(tmp_path, tasks=tasks, progress=progress)
    assert (gap.sentence, gap.weight) == ("1 nhiệm vụ quá hạn hoặc trễ hạn chưa ghi lý do: II.2.a.", BLANK)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        (
            FULL["scores"].replace("Hội đồng chấm", "Khối chấm"),
            "1 đơn vị có điểm tạm tính quý II năm 2026, chưa qua Hội đồng chấm: Đơn vị A.",
        ),
        (
            FULL["scores"].replace("2026-Q2", "2026-Q1"),
            "1/1 đơn vị chưa chấm điểm quý II năm 2026: Đơn vị A.",
        ),
    ],
)
def test_a_ranking_wants_final_scores_of_all(tmp_path: Path, scores: str, said: str):
    (gap,) = gaps(tmp_path, "ranking", scores=scores)
    assert gap.sentence == said
    stage = "Hội đồng chấm" if "tạm tính" in said else "Tự chấm"
    assert gap.params == {"form": "cham-diem", "year": 2026, "period": "2026-Q2", "stage": stage}
    assert gap.links == {"Đơn vị A": {"unit": "A"}}


def test_movements_want_results_and_targets(tmp_path: Path):
    (gap,) = gaps(tmp_path, movement_results="recorded_on,movement_id,unit_id,indicator\n")
    assert gap.sentence == "1 phong trào chưa có kết quả: “Xanh sạch đẹp”."
    (gap,) = gaps(tmp_path, movement_results=FULL["movement_results"].replace(",4,3", ",,3"))
    assert gap.sentence.startswith("1 phong trào chưa có kế hoạch (chỉ tiêu)")


def test_dossiers_want_a_deadline(tmp_path: Path):
    (gap,) = gaps(tmp_path, awards=FULL["awards"].replace("Cấp xã,10", "Cấp xã,"))
    assert gap.sentence == (
        "1 hồ sơ đang giải quyết không có hạn, vì danh mục chưa ghi số ngày làm việc của Giấy khen."
    )


def test_errors_are_told_of_files_that_the_report_reads(full: Warehouse):
    problems = (Problem("scores.csv", "sai", "sửa", "D2"), Problem("awards.csv", "lạ", "xem", note=True))
    (gap,) = gaps_of(full, "ranking", problems)
    assert (gap.sentence, gap.page) == ("Dữ liệu có lỗi ở scores.csv (1): dòng lỗi không được tính.", "data")
    assert gaps_of(full, "proposal", problems) == []


def test_a_file_that_cannot_be_read_is_the_gap(tmp_path: Path):
    folder = write_folder(tmp_path, FULL)
    (folder / "scores.csv").write_bytes(b"\x00")
    found = gaps_of(Warehouse(read_folder(folder)[0]), "ranking", (Problem("scores.csv", "hỏng", "sửa"),))
    assert [gap.sentence for gap in found] == [
        "Không đọc được scores.csv: phần ấy của báo cáo không có số liệu."
    ]


@pytest.mark.parametrize("kind", ["quarter", "reminders"])
def test_an_extension_without_its_document_is_a_gap(tmp_path: Path, kind: str):
    head = "decided_on,task_id,unit_id,due_on,document_no\n"
    progress = FULL["progress"].replace("Hoàn thành,12/BC", "Đang thực hiện,12/BC")
    for document, lacking in (("12/TB", 0), ("", 1)):
        extensions = f"{head}01/06/2026,T1,,{EXTENDED[kind]},{document}\n"
        found = gaps(tmp_path / kind, kind, extensions=extensions, progress=progress)
        said = [gap for gap in found if "gia hạn" in gap.sentence]
        assert [(gap.weight, gap.sentence) for gap in said] == [
            (BETTER, "1 nhiệm vụ gia hạn chưa ghi Số văn bản: II.2.a.")
        ] * lacking


def test_a_letter_wants_nothing_of_extensions_that_it_does_not_show(tmp_path: Path):
    extensions = "decided_on,task_id,unit_id,due_on,document_no\n01/06/2026,T1,,15/07/2026,\n"
    assert gaps(tmp_path, "reminders", extensions=extensions) == []


def test_of_the_plan_only_what_the_document_shows_is_asked_for(tmp_path: Path):
    plan = "year,issuer\n2026,UBND xã A\n"
    folder = write_folder(tmp_path, FULL | {"plan": plan})
    data = Warehouse(read_folder(folder)[0])
    said = {kind: gaps_of(data, kind)[0].sentence for kind in ("quarter", "minutes", "proposal")}
    assert "Người ký" in said["quarter"]
    assert "Cấp trên trực tiếp" in said["quarter"]
    assert said["minutes"].startswith(
        "Kế hoạch năm 2026 chưa ghi Mã đơn vị của cơ quan thường trực và Ký hiệu văn bản:"
    )
    assert "Người ký" not in said["proposal"], "within the commune the standing body's head signs"
    assert "Cấp trên trực tiếp" not in said["proposal"]


def test_only_the_filtered_units_are_asked_for(tmp_path: Path):
    more = {
        "units": FULL["units"] + "B,Đơn vị B,K1\n",
        "assignments": FULL["assignments"] + "T1,B,Phối hợp\n",
        "progress": FULL["progress"] + "        20/06/2026,T1,B,Hoàn thành,,\n",
        "scores": FULL["scores"] + "        25/06/2026,2026-Q2,B,C1,Hội đồng chấm,80\n",
    }
    data = Warehouse(read_folder(write_folder(tmp_path, FULL | more))[0])

    def found(*units: str) -> list[str]:
        request = Request.of(KINDS["quarter"], DAY, quarter=2, units=units)
        return [gap.sentence for gap in missing(Facts(data, request, MADE_AT))]

    assert found() == []
    said = "1 phần việc Hoàn thành chưa ghi văn bản, minh chứng: II.2.a."
    assert said not in found("A")
    assert said in found("B")


def test_dossiers_that_are_not_yet_ripe_are_named_by_their_step(tmp_path: Path):
    events = FULL["dossier_events"].replace("10/06/2026,H2,Họp Hội đồng", "10/06/2026,H2,Thẩm định")
    (gap,) = gaps(tmp_path, "proposal", dossier_events=events)
    assert gap.sentence == "1 hồ sơ cùng cấp chưa qua thẩm định, không có trong danh sách."
    assert gap.links == {"Thẩm định (1)": {"dossier": ("H2",), "stage": ""}}


def test_a_meeting_without_a_conclusion_opens_its_form(tmp_path: Path):
    meetings = FULL["meetings"] + "M2,11/06/2026,Họp UBND,Giao ban,Phòng họp\n"
    (gap,) = gaps(tmp_path, "conclusions", meetings=meetings)
    assert gap.sentence == "Cuộc họp ngày 11/06/2026 chưa ghi kết luận nào."
    assert (gap.page, gap.params) == ("entry", {"form": "cuoc-hop", "meeting": "M2"})
    tasks = FULL["tasks"].replace(",M1\n", ",\n")
    (gap,) = gaps(tmp_path, "minutes", tasks=tasks)
    assert (gap.page, gap.params) == ("entry", {"form": "cuoc-hop", "meeting": "M1"})


def test_a_conclusion_that_nobody_leads_is_named(tmp_path: Path):
    assignments = FULL["assignments"].replace("T3,A,Chủ trì", "T3,A,Phối hợp")
    (gap,) = gaps(tmp_path, "conclusions", assignments=assignments)
    assert gap.sentence == "1 kết luận chưa giao đơn vị chủ trì: KL.1."
    assert (gap.page, gap.params) == ("entry", {"form": "cuoc-hop", "meeting": "M1"})
