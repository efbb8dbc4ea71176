"""A letter goes to each unit that is late, and to no other; it names what is overdue and asks for no more than that."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.reports.contents import letterhead, reminders
from emulation.reports.request import NotAsked
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.reports.contents.asked import documents, facts_of, filled

DAY = date(2026, 7, 15)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "plan": """
        year,issuer,unit_id,symbol
        2026,UBND phường A,VH,VHTT
        """,
    "units": """
        unit_id,name,bloc_id
        VH,Phòng Văn hoá - Xã hội,
        T/1,Thôn <Một>,K1
        t-1,Thôn Hai,K1
        Đ.3,Đội Ba,
        D4,Đơn vị Bốn,
        """,
    "tasks": """
        task_id,year,clause,quarter,title,due_on,measured_by
        N1,2026,II.1.a,1,Việc một,31/03/2026,nhập tay
        N2,2026,II.2.a,2,Việc hai,30/06/2026,nhập tay
        N3,2026,II.3.a,3,Việc ba,30/09/2026,nhập tay
        N4,2026,II.3.d,3,Giải quyết hồ sơ,30/09/2026,hồ sơ
        N5,2025,II.4.a,4,Việc năm trước,31/12/2025,nhập tay
        """,
    "assignments": """
        task_id,unit_id,role,due_on
        N1,T/1,Chủ trì,
        N2,T/1,Phối hợp,10/07/2026
        N3,T/1,Phối hợp,
        N1,t-1,Phối hợp,
        N4,VH,Chủ trì,
        N4,Đ.3,Phối hợp,
        N3,D4,Chủ trì,
        N5,D4,Chủ trì,
        """,
    "awards": """
        award_id,name,category,level,working_days
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã,5
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        H1,01/07/2026,T/1,Cá nhân,Kín Một,GK,Công trạng,31/07/2026
        H2,01/07/2026,D4,Cá nhân,Kín Hai,GK,Công trạng,12/07/2026
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        06/07/2026,H1,Yêu cầu bổ sung
        06/07/2026,H2,Thẩm định
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def letters(data: Warehouse, as_of: date = DAY, **choices) -> dict[str, dict]:
    """The values of each letter by the unit's name."""
    made = documents(facts_of(data, "reminders", as_of, **choices))
    return {values["don_doc"]["don_vi"]: dict(values) for _, values in made}


def test_each_late_unit_has_a_letter_in_the_order_of_the_file(data):
    assert list(letters(data)) == ["Phòng Văn hoá - Xã hội", "Thôn <Một>", "Thôn Hai", "Đội Ba"]


def test_file_names_suit_every_system_and_differ_without_capitals(data):
    names = [name for name, _ in documents(facts_of(data, "reminders", DAY))]
    assert names == [
        "cong-van-don-doc-vh",
        "cong-van-don-doc-t-1",
        "cong-van-don-doc-t-1-2",
        "cong-van-don-doc-d-3",
    ]


def test_a_letter_lists_what_is_overdue_with_the_units_own_deadline(data):
    letter = letters(data)["Thôn <Một>"]
    assert letter["don_doc"]["cau"] == [
        "Tính đến ngày 15/07/2026, còn 2 phần việc chưa hoàn thành và đã quá hạn, lâu nhất 106 ngày."
    ]
    assert [list(row.values()) for row in letter["don_doc"]["bang"]] == [
        ["1", "II.1.a", "Việc một", "Chủ trì", "31/03/2026", "106"],
        ["2", "II.2.a", "Việc hai", "Phối hợp", "10/07/2026", "5"],
    ]
    assert letter["so"] == {"duoc_giao": "3", "qua_han": "2", "lau_nhat": "106", "bo_sung": "1"}
    assert letter["don_doc"]["hoan_thanh"] == "Hoàn thành 2 phần việc quá hạn"
    assert (letter["don_doc"]["giai_quyet"], letter["don_doc"]["ghi_chu"]) == ("", [])


def test_dossiers_sent_back_for_more_are_asked_for_without_naming_the_nominee(data):
    letter = letters(data)["Thôn <Một>"]
    assert letter["don_doc"]["bo_sung_cau"] == [
        "Ngoài ra, tính đến ngày 15/07/2026, 1 hồ sơ đề nghị khen thưởng của Thôn <Một> đã được yêu cầu bổ sung mà "
        "chưa bổ sung."
    ]
    assert [list(row.values()) for row in letter["don_doc"]["bo_sung"]] == [
        ["1", "H1", "Giấy khen", "06/07/2026", "31/07/2026"]
    ]
    assert "Kín" not in str(letter)
    assert letters(data)["Thôn Hai"]["don_doc"]["bo_sung"] == []


def test_a_single_task_is_said_in_the_singular(data):
    assert letters(data)["Thôn Hai"]["don_doc"]["cau"] == [
        "Tính đến ngày 15/07/2026, phần việc này chưa hoàn thành và đã quá hạn 106 ngày."
    ]
    assert letters(data, date(2026, 7, 5))["Thôn <Một>"]["don_doc"]["cau"] == [
        "Tính đến ngày 05/07/2026, còn 1 phần việc chưa hoàn thành và đã quá hạn 96 ngày."
    ]


def test_a_task_overdue_by_its_dossiers_is_no_task_to_complete_but_dossiers_to_settle(data):
    made = letters(data)
    lead, helper = made["Phòng Văn hoá - Xã hội"]["don_doc"], made["Đội Ba"]["don_doc"]
    # The dossier was due on 12/07/2026, a Sunday.
    assert [(row["han"], row["qua_han"]) for row in lead["bang"]] == [("theo hạn của hồ sơ", "2")]
    assert lead["ghi_chu"][0].startswith("Ghi chú: nhiệm vụ giải quyết hồ sơ được tính là quá hạn")
    assert (lead["hoan_thanh"], lead["giai_quyet"]) == (
        "",
        "Giải quyết xong các hồ sơ đề nghị khen thưởng quá hạn",
    )
    assert helper["giai_quyet"] == "Phối hợp giải quyết xong các hồ sơ đề nghị khen thưởng quá hạn"


def test_the_standing_body_does_not_report_to_itself(data):
    made = letters(data)
    assert made["Phòng Văn hoá - Xã hội"]["don_doc"]["bao_cao_ve"] == "Ủy ban nhân dân phường A"
    assert made["Đội Ba"]["don_doc"]["bao_cao_ve"] == (
        "Phòng Văn hoá - Xã hội (cơ quan thường trực Hội đồng Thi đua - Khen thưởng phường)"
    )


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"units": ("t-1", "D4")}, ["Thôn Hai"]),
        ({"blocs": ("K1",)}, ["Thôn <Một>", "Thôn Hai"]),
        ({"blocs": ("K1",), "units": ("T/1", "VH")}, ["Thôn <Một>"]),
        ({"year": 2025}, ["Đơn vị Bốn"]),
    ],
)
def test_the_filter_and_the_year_choose_the_letters(data, chosen, names):
    assert list(letters(data, **chosen)) == names


@pytest.mark.parametrize(
    ("as_of", "chosen"), [(date(2026, 3, 31), {}), (DAY, {"units": ("D4",)}), (DAY, {"year": 2024})]
)
def test_nobody_late_is_said(data, as_of, chosen):
    with pytest.raises(
        NotAsked, match=r"không có đơn vị nào.* có phần việc của năm .* quá hạn, nên không có công văn"
    ):
        letters(data, as_of, **chosen)


def test_every_tag_of_a_letter_is_explained(data):
    for letter in letters(data).values():
        tags = {f"{group}.{name}" for group in ("don_doc", "so") for name in letter[group]}
        assert tags == set(reminders.TAGS) - set(letterhead.TAGS)


def test_the_template_asks_for_what_is_late_and_leaves_the_day_to_a_person(data):
    made = letters(data)
    text = filled("reminders", made["Thôn <Một>"])
    assert "Kính gửi: Trưởng thôn <Một>" in text
    assert "Thôn <Một> có 3 phần việc của năm 2026 theo Kế hoạch" in text
    assert "- Hoàn thành 2 phần việc quá hạn, chậm nhất ngày [… /… /…];" in text
    assert "- Bổ sung 1 hồ sơ đề nghị khen thưởng nêu trên, chậm nhất ngày [… /… /…];" in text
    assert "Giải quyết xong" not in text
    standing = filled("reminders", made["Phòng Văn hoá - Xã hội"])
    assert "về Ủy ban nhân dân phường A, chậm nhất ngày [… /… /…]./." in standing
    assert [said for said in ("Hoàn thành", "Hồ sơ cần bổ sung") if said in standing] == []


def test_a_part_of_a_task_that_is_done_as_a_whole_is_spoken_of_as_the_units_own(tmp_path):
    progress = """
        recorded_on,task_id,unit_id,status
        20/03/2026,N1,T/1,Hoàn thành
        20/03/2026,N1,t-1,Đang thực hiện
        """
    (letter,) = letters(warehouse(tmp_path, TABLES | {"progress": progress}), units=("t-1",)).values()
    assert letter["don_doc"]["cau"] == [
        "Tính đến ngày 15/07/2026, phần việc này chưa hoàn thành và đã quá hạn 106 ngày.",
        "Đây là phần việc của đơn vị trong nhiệm vụ II.1.a (nhiệm vụ đã hoàn thành ngày 20/03/2026).",
    ]


def test_the_partys_offices_the_front_and_its_organisations_are_asked_to_cooperate(tmp_path):
    units = (
        TABLES["units"].replace("Thôn Hai", "Văn phòng Đảng ủy").replace("Thôn <Một>", "Hội Nông dân phường")
    )
    made = letters(warehouse(tmp_path, TABLES | {"units": units}))
    for name in ("Văn phòng Đảng ủy", "Hội Nông dân phường"):
        text = filled("reminders", made[name])
        assert f"Kính gửi: {name}\n" in text
        assert "V/v đề nghị phối hợp thực hiện" in text
        assert f"đề nghị {name} phối hợp:" in text
        assert "- Thông tin kết quả thực hiện về Phòng Văn hoá - Xã hội" in text
        assert [said for said in ("nguyên nhân", "đôn đốc", "Hoàn thành") if said in text] == []
    told = filled("reminders", made["Đội Ba"])
    assert "V/v đôn đốc thực hiện" in told
    assert "nêu rõ nguyên nhân chậm, về" in told


def test_many_letters_ask_no_more_questions_than_one(data, tmp_path, monkeypatch):
    many = {
        **TABLES,
        "units": "unit_id,name\nVH,Phòng\n" + "".join(f"U{i},Đơn vị {i}\n" for i in range(40)),
        "assignments": "task_id,unit_id,role\n" + "".join(f"N1,U{i},Chủ trì\n" for i in range(40)),
        "dossiers": TABLES["dossiers"].replace(",T/1,", ",U1,").replace(",D4,", ",U2,"),
    }
    asked: list[str] = []
    for name in ("answer", "rows_of"):
        plain = getattr(Warehouse, name)
        monkeypatch.setattr(
            Warehouse,
            name,
            lambda self, what, *rest, _plain=plain: asked.append(what) or _plain(self, what, *rest),
        )
    crowd = warehouse(tmp_path, many)
    assert crowd.version != data.version  # both are known before the questions are counted
    asked.clear()
    assert len(letters(data, units=("T/1",))) == 1
    one = list(asked)
    asked.clear()
    assert len(letters(crowd)) == 40
    assert len(asked) == len(one) > 3
