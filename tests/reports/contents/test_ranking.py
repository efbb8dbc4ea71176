"""Who leads, who is last, what is provisional, who is not scored, who shares a rank."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.reports.contents import ranking
from tests.folders import warehouse
from tests.reports.contents.asked import the_one
from tests.reports.contents.told import WARD, Told, rows

BLOC = "rank bloc_id name members scored_members mean_total completion_rate on_time_rate awards"
UNIT = "rank bloc_rank unit_id name bloc_id total stage band rank_change"
COMPARED = "comparable why_not ranked previous_ranked provisional previous_provisional"
STAGES = "members council_scored bloc_scored self_scored reckoned not_scored"
COUNCIL, BLOC_STAGE, SELF = "Hội đồng chấm", "Khối chấm", "Tự chấm"


def bloc(rank, name, mean, scored=2, members=2):
    return rows(BLOC, (rank, name, name, members, scored, mean, 0.5, None, 3))[0]


def unit(rank, name, total, stage=COUNCIL, bloc_id="Khối A", change=None):
    return rows(
        UNIT, (rank, rank, name, name, bloc_id, total, stage if rank else "Chưa chấm", "Tốt", change)
    )[0]


def told(blocs=(), ranked=(), bands=(), why_not=None, **asked):
    tables = {"bands": rows("name from_points", *bands), "units": rows("unit_id name", ("X", "Thôn X"))}
    tables["plan"] = [WARD]
    unsure = sum(row.stage in (SELF, BLOC_STAGE) for row in ranked)
    why_not, stages = ("đang tạm tính" if unsure else why_not), [one.stage for one in ranked]
    compared = (why_not is None, why_not, len(ranked), len(ranked) + 1, unsure, 0)
    counted = (
        len(ranked),
        *(stages.count(stage) for stage in (COUNCIL, BLOC_STAGE, SELF, None, "Chưa chấm")),
    )
    answers = {
        "bloc_ranking": blocs,
        "unit_ranking": ranked,
        "rank_comparison": rows(COMPARED, compared),
        "scoring_stages": rows(STAGES, counted),
    }
    facts = Told("ranking", rows=answers, tables=tables, quarter=2, **asked)
    return ranking.SECTION.values(facts) | ranking.BANDS.values(facts)


def said(*args, **asked):
    return told(*args, **asked)["xep_hang.cau"]


A, B = unit(1, "A", 98.25), unit(2, "B", 70)


@pytest.mark.parametrize(
    ("blocs", "units", "sentences"),
    [
        (
            [bloc(1, "Khối A", 95.5), bloc(2, "Khối B", 80)],
            [A, B],
            [
                "Xếp hạng khối thi đua quý II năm 2026: Khối A xếp hạng nhất với điểm trung bình 95,5; Khối B hạng 2 "
                "với điểm trung bình 80.",
                "Xếp hạng đơn vị quý II năm 2026: A xếp hạng nhất với 98,25 điểm; B hạng 2 với 70 điểm.",
                "Đã chấm cả 2 đơn vị.",
            ],
        ),
        (
            [bloc(1, "Khối A", 95.5), bloc(1, "Khối B", 95.5), bloc(None, "Khối C", None, 0)],
            [unit(1, "A", 90), unit(1, "B", 90), unit(3, "C", 80), unit(3, "D", 80), unit(None, "E", None)],
            [
                "Xếp hạng khối thi đua quý II năm 2026: Khối A và Khối B đồng hạng nhất với điểm trung bình 95,5. Chưa có "
                "điểm: Khối C.",
                "Xếp hạng đơn vị quý II năm 2026: A và B đồng hạng nhất với 90 điểm; C và D đồng hạng 3 với 80 "
                "điểm.",
                "Đã chấm 4/5 đơn vị. Chưa chấm nên chưa xếp hạng: E.",
            ],
        ),
        (
            [bloc(None, "Khối A", None, 0)],
            [unit(None, "A", None), unit(None, "B", None)],
            [
                "Đến ngày 30/06/2026, chưa có đơn vị nào được chấm điểm quý II năm 2026, nên chưa có xếp hạng đơn vị.",
            ],
        ),
        ([], [], ["Chưa có số liệu về các đơn vị của khối thi đua."]),
        (
            [bloc(1, "Khối A", 85)],
            [unit(1, "A", 90, BLOC_STAGE), unit(2, "B", 80, SELF), unit(None, "C", None)],
            [
                "Quý II/2026 đang tạm tính: khối đã chấm 1, mới tự chấm 1, chưa chấm 1 trong 3 đơn vị.",
                "Chưa chấm nên chưa xếp hạng: C.",
            ],
        ),
    ],
    ids=["final", "ties, not scored", "nobody scored", "nobody known", "provisional: nobody leads"],
)  # fmt: skip
def test_the_sentences(blocs, units, sentences):
    assert said(blocs, units) == sentences


@pytest.mark.parametrize(
    ("units", "sentences"),
    [
        (
            [unit(5, "X", 80, BLOC_STAGE)],
            [
                "Xếp hạng đơn vị quý II năm 2026, tạm tính: X, hạng 5 toàn phường, hạng 5 trong khối với 80 điểm.",
                "Quý II/2026 đang tạm tính: khối đã chấm 1 đơn vị.",
            ],
        ),
        (
            [unit(None, "X", None)],
            [
                "Xếp hạng khối thi đua quý II năm 2026: Khối A, hạng 3 trong các khối với điểm trung bình 85.",
                "Đến ngày 30/06/2026, chưa có đơn vị nào thuộc phạm vi số liệu được chấm điểm quý II năm 2026, nên chưa có "
                "xếp hạng đơn vị.",
            ],
        ),
        ([], ["Không có đơn vị nào của khối thi đua thuộc phạm vi số liệu."]),
    ],
    ids=["ranked", "not scored", "outside every bloc"],
)
def test_a_filter_keeps_the_ranks_of_the_whole(units, sentences):
    assert said([bloc(3, "Khối A", 85)], units, units=("X",)) == sentences


def test_of_several_chosen_units_the_first_and_the_last_are_told():
    units = [unit(2, "A", 95), unit(5, "B", 80), unit(9, "C", 70), unit(9, "D", 70)]
    assert said([], units, units=("A", "B"))[0] == (
        "Xếp hạng đơn vị quý II năm 2026: cao nhất trong phạm vi số liệu là A, hạng 2 toàn phường, hạng 2 trong khối với 95 "
        "điểm; thấp nhất là C và D, hạng 9 toàn phường với 70 điểm."
    )


def test_shared_ranks_are_told():
    blocs = [bloc(1, "Khối A", 90), bloc(1, "Khối B", 90)]
    units = [
        unit(1, "A", 90),
        unit(2, "B", 80),
        unit(2, "C", 80),
        unit(None, "D", None),
        unit(None, "E", None),
    ]
    assert told(blocs, units)["xep_hang.dong_hang"] == [
        "Các khối bằng điểm được xếp đồng hạng: hạng 1 gồm Khối A và Khối B.",
        "Các đơn vị bằng điểm được xếp đồng hạng: hạng 2 gồm B và C.",
    ]
    assert told(blocs[:1], units[:2])["xep_hang.dong_hang"] == []


def test_many_shared_ranks_are_cut_in_the_sentence():
    units = [unit(rank, f"{rank}{name}", 90 - rank) for rank in range(1, 17, 2) for name in "ab"]
    (sentence,) = told([], units)["xep_hang.dong_hang"]
    assert sentence.endswith("hạng 11 gồm 11a và 11b; và 2 thứ hạng khác nêu trong bảng.")


@pytest.mark.parametrize(
    ("stage", "why_not", "reason", "note"),
    [
        (BLOC_STAGE, None, "Quý II/2026 đang tạm tính nên chưa so với kỳ trước.", "tạm tính"),
        (COUNCIL, "khác đơn vị", "Không so với Quý I/2026: khi đó xếp 3 đơn vị, nay 2.", ""),
    ],
)
def test_ranks_that_do_not_compare_have_no_change_and_once_the_reason(stage, why_not, reason, note):
    units = [unit(1, "A", 90, stage, change=3), unit(2, "B", 80, change=-2)]
    found = told([bloc(1, "Khối A", 90)], units, why_not=why_not)
    assert found["xep_hang.dong_hang"] == [reason]
    changes = [(line["tang_giam"], line["ghi_chu"]) for line in found["xep_hang.nhom"][0]["bang"]]
    assert changes == [("–", note), ("–", "")]
    assert found["xep_hang.khoi"][0]["ghi_chu"] == note


def test_the_rows_say_what_changed_and_what_is_not_scored():
    blocs = [bloc(1, "Khối A", 90), bloc(None, "Khối B", None, 0)]
    units = [
        unit(1, "A", 90.125, change=3),
        unit(2, "B", 80, change=-2),
        unit(3, "C", 80, change=0),
        unit(None, "D", None, bloc_id="Khối B"),
    ]
    found = told(blocs, units)
    assert [list(line.values()) for line in found["xep_hang.khoi"]] == [
        ["1", "Khối A", "2/2", "90", "50%", "–", "3", ""],
        ["–", "Khối B", "0/2", "–", "50%", "–", "3", "chưa chấm"],
    ]
    first, second = found["xep_hang.nhom"]
    assert (first["ten"], second["ten"]) == ("Khối A", "Khối B")
    assert [list(line.values()) for line in [*first["bang"], *second["bang"]]] == [
        ["1", "1", "A", "90,13", "Tốt", "tăng 3", ""],
        ["2", "2", "B", "80", "Tốt", "giảm 2", ""],
        ["3", "3", "C", "80", "Tốt", "giữ nguyên", ""],
        ["–", "–", "D", "–", "Tốt", "–", "chưa chấm"],
    ]


def test_without_a_rank_there_is_no_table_of_ranks():
    found = told([bloc(None, "Khối A", None, 0)], [unit(None, "A", None)])
    assert (found["xep_hang.khoi"], found["xep_hang.nhom"]) == ([], [])


def test_bands_are_called_an_assumption():
    assert told(bands=[("Khá", 70.0), ("Xuất sắc", 95.5)])["xep_loai.cau"] == [
        "† Mức xếp loại (Xuất sắc từ 95,5 điểm; Khá từ 70 điểm) là giả định của số liệu, cần đối chiếu với quy định chấm "
        "điểm của phường."
    ]
    assert told()["xep_loai.cau"] == ["Chưa có mức xếp loại trong số liệu."]


def test_a_school_year_judges_the_blocs_in_which_someone_is_scored(tmp_path):
    data = warehouse(
        tmp_path,
        {
            "blocs": "bloc_id,name\nK1,Khối trường\nK2,Khối thôn\n",
            "units": "unit_id,name,bloc_id\nA,Trường A,K1\nB,Trường B,K1\nC,Thôn C,K2\n",
            "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,10\n",
            "scores": """
                recorded_on,period,unit_id,criterion_id,stage,points
                20/08/2026,2025-2026,A,C1,Hội đồng chấm,9
                20/08/2026,2026-Q3,A,C1,Hội đồng chấm,9
                """,
        },
    )
    day = date(2026, 9, 1)
    _, values = the_one(data, "ranking", day, period="2025-2026")
    text = " ".join(values["xep_hang"]["cau"])
    assert values["ky_cham"] == "năm học 2025-2026"
    assert "Trường B" in text
    assert "Thôn C" not in text
    assert "Khối thôn" not in text
    assert [row["khoi"] for row in values["xep_hang"]["khoi"]] == ["Khối trường"]
    _, values = the_one(data, "ranking", day, period="2026-Q3")
    assert "Thôn C" in " ".join(values["xep_hang"]["cau"])


def test_a_half_year_is_reported_with_its_own_ranks_where_it_was_scored(tmp_path):
    data = warehouse(
        tmp_path,
        {
            "blocs": "bloc_id,name\nK1,Khối một\n",
            "units": "unit_id,name,bloc_id\nA,Thôn A,K1\nB,Thôn B,K1\n",
            "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,10\n",
            "scores": """
                recorded_on,period,unit_id,criterion_id,stage,points
                30/06/2026,2026-Q2,A,C1,Hội đồng chấm,9
                05/07/2026,2026-H1,B,C1,Hội đồng chấm,8
                """,
        },
    )
    said = {}
    for day in (date(2026, 7, 1), date(2026, 7, 6)):
        _, values = the_one(data, "half-year", day, ranked=data.ranked_periods(day))
        said[day.day] = values["xep_hang"]["cau"][0]
    assert said[1].startswith("Xếp hạng khối thi đua quý II năm 2026: Khối một xếp hạng nhất")
    assert said[6].startswith("Xếp hạng khối thi đua 6 tháng đầu năm 2026: Khối một xếp hạng nhất")


def test_a_year_without_scores_of_its_own_is_ranked_by_its_last_final_period(tmp_path):
    data = warehouse(
        tmp_path,
        {
            "blocs": "bloc_id,name\nK1,Khối một\n",
            "units": "unit_id,name,bloc_id\nA,Thôn A,K1\nB,Thôn B,K1\n",
            "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,10\n",
            "scores": """
                recorded_on,period,unit_id,criterion_id,stage,points
                01/10/2026,2026-Q3,A,C1,Hội đồng chấm,9
                20/12/2026,2026-Q4,B,C1,Tự chấm,8
                04/01/2027,2026-Q4,B,C1,Hội đồng chấm,7
                20/01/2027,2026,A,C1,Hội đồng chấm,6
                """,
        },
    )
    instead = (
        "Điểm thi đua năm 2026 được chấm riêng và chưa có; thứ hạng dưới đây là của kỳ chính thức gần nhất, "
    )
    for day, first, when in (
        (date(2026, 12, 31), f"{instead}quý III năm 2026.", "quý III năm 2026"),
        (date(2027, 1, 5), f"{instead}quý IV năm 2026.", "quý IV năm 2026"),
        (date(2027, 1, 20), None, "năm 2026"),
    ):
        _, values = the_one(data, "year", day, year=2026)
        said = values["xep_hang"]["cau"]
        assert values["ky_cham"] == when
        assert f"Xếp hạng khối thi đua {when}: Khối một xếp hạng nhất" in " ".join(said)
        assert [line["hang"] for line in values["xep_hang"]["khoi"]] == ["1"]
        assert first is None or said[0] == first
        assert "chưa có đơn vị nào" not in " ".join(said)


def test_beside_a_provisional_quarter_stands_the_last_final_one(tmp_path):
    data = warehouse(
        tmp_path,
        {
            "blocs": "bloc_id,name\nK1,Khối một\n",
            "units": "unit_id,name,bloc_id\nA,Thôn A,K1\nB,Thôn B,K1\n",
            "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,10\n",
            "scores": """
                recorded_on,period,unit_id,criterion_id,stage,points
                01/10/2026,2026-Q3,A,C1,Hội đồng chấm,9
                20/12/2026,2026-Q4,B,C1,Tự chấm,8
                """,
        },
    )
    before = "Kỳ chính thức gần nhất, Quý III/2026: Thôn A dẫn đầu với 9 điểm."
    for kind in ("ranking", "quarter"):
        _, values = the_one(data, kind, date(2026, 12, 31), period="2026-Q4")
        text = " ".join(values["xep_hang"]["cau"])
        assert "Quý IV/2026 đang tạm tính: mới tự chấm 1, chưa chấm 1 trong 2 đơn vị." in text
        assert before in text
        assert "xếp hạng nhất" not in text
    _, values = the_one(data, "quarter", date(2026, 11, 30), period="2026-Q4")
    assert values["xep_hang"]["cau"][-1] == before
    _, values = the_one(data, "quarter", date(2026, 12, 31), period="2026-Q4", units=("A",))
    found = values["xep_hang"]["cau"][-1]
    assert (
        found
        == "Kỳ chính thức gần nhất, Quý III/2026: Thôn A, hạng 1 toàn địa phương, hạng 1 trong khối với 9 điểm."
    )
