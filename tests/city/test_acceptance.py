"""A signed package of a faulty program, or of a hostile hand that holds the key: refused with the cell that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emulation.city import communes
from emulation.city.acceptance import examine
from emulation.publish.contents import PUBLISHED
from emulation.publish.files import written
from emulation.publish.manifest import Entry
from emulation.publish.package import Refused
from tests.city.cities import ROWS, city, entries, package, sealed, texts
from tests.hostile import STRINGS


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    return communes.read(city(tmp_path_factory.mktemp("city")))


@pytest.fixture
def why(known):
    """Why a package is refused."""

    def refused(sent: tuple[str, bytes]) -> str:
        with pytest.raises(Refused) as refusal:
            examine(*sent, known)
        return str(refusal.value)

    return refused


def test_every_row_of_a_sound_package_is_accepted(known):
    accepted = examine(*package(), known)
    assert accepted.commune.name == "Xã A"
    assert {name: len(rows) for name, rows in accepted.rows.items()} == {k: len(v) for k, v in ROWS.items()}
    assert accepted.rows["unit_ranking"][0]["total"] == 86.125


def test_texts_come_in_as_they_were_whatever_they_are(known):
    tasks = next(table for table in PUBLISHED if table.name == "tasks")
    titles = [*STRINGS, "Một dòng\nvà một dòng", "a,b;c", '"', "'", "-0,5", "+84 912"]
    rows = [
        (f"T{i}';--", "I", 0, title, "CAX", "Hoàn thành", None, None, None, None)
        for i, title in enumerate(titles)
    ]
    files = texts() | {tasks.file: written(tasks, rows)}
    stated = entries(files) | {tasks.file: replace(entries(files)[tasks.file], rows=len(rows))}
    accepted = examine(*sealed(files, files=stated), known)
    assert accepted.rows["tasks"].column("title") == titles
    assert accepted.rows["tasks"].column("task_id") == [row[0] for row in rows]


WRONG_ROWS = {
    "a date that is none": (
        ("tasks", "T1,I.1,0,Tuyên truyền,CAX,Đang thực hiện,2026-02-30,,Quá hạn,29"),
        "tasks.csv G2 [Hạn hoàn thành] “2026-02-30”: không có ngày này trong lịch.",
    ),
    "an unknown word": (
        ("tasks", "T1,I.1,0,Tuyên truyền,CAX,Xong,2026-06-30,,Quá hạn,29"),
        "tasks.csv F2 [Trạng thái] “Xong”: không phải giá trị cho phép.",
    ),
    "no number": (
        ("unit_ranking", "1,1,CAX,Công an xã,K1,NaN,80.0,6.125,0.0,Hội đồng chấm,Tốt,2,1"),
        "unit_ranking.csv F2 [Tổng điểm] “NaN”: không phải số của máy tính.",
    ),
    "an infinite number": (
        ("unit_ranking", "1,1,CAX,Công an xã,K1,1e999,80.0,6.125,0.0,Hội đồng chấm,Tốt,2,1"),
        "unit_ranking.csv F2 [Tổng điểm] “1e999”: số quá lớn.",
    ),
    "a negative count": (
        ("quarterly_progress", "0,-1,0,0,1,0,0,1,0,0.0,"),
        "quarterly_progress.csv B2 [Nhiệm vụ] “-1”: số nhỏ hơn 0.",
    ),
    "a fifth quarter": (
        ("quarterly_progress", "5,1,0,0,1,0,0,1,0,0.0,"),
        "quarterly_progress.csv A2 [Quý] “5”: không phải quý: 1 đến 4, hoặc 0 là cả năm.",
    ),
    "a formula": (
        ("tasks", """T1,I.1,0,"=HYPERLINK(""http://x"")",CAX,Đang thực hiện,2026-06-30,,Quá hạn,29"""),
        'tasks.csv D2 [Nội dung] “=HYPERLINK("http://x")”: ô là công thức, không phải giá trị.',
    ),
    "an unseen character in an id": (
        ("tasks", "T\x1b1,I.1,0,Tuyên truyền,CAX,Đang thực hiện,2026-06-30,,Quá hạn,29"),
        "tasks.csv A2 [Mã nhiệm vụ] “T 1”: mã có ký tự không nhìn thấy hoặc dấu cách lạ sau “T”.",
    ),
    "a huge cell": (
        ("tasks", f"T1,I.1,0,{'a' * 40_000},CAX,Đang thực hiện,2026-06-30,,Quá hạn,29"),
        f"tasks.csv D2 [Nội dung] “{'a' * 79}…”: ô dài hơn 32.767 chữ.",
    ),
    "an unknown unit": (
        ("awards_given", "KHAC,GK,Cấp xã,Cá nhân,Công trạng,2"),
        "awards_given.csv A2 [Mã đơn vị] “KHAC”: mã không có trong unit_progress.csv.",
    ),
    "an unknown unit among the leads": (
        ("tasks", "T1,I.1,0,Tuyên truyền,CAX;KHAC,Đang thực hiện,2026-06-30,,Quá hạn,29"),
        "tasks.csv E2 [Chủ trì] “CAX;KHAC”: có đơn vị chủ trì không có trong unit_progress.csv.",
    ),
    "an unknown award": (
        ("settled_dossiers", "HS0,KHAC,Cấp xã,2026-03-02,2026-03-20,14,Đúng hạn"),
        "settled_dossiers.csv B2 [Mã khen thưởng] “KHAC”: mã không có trong award_names.csv.",
    ),
    "the name of a nominee who is not decided on": (
        (
            "pending_dossiers",
            "HS1,2026-07-01,CAX,Cá nhân,Nguyễn Thị Kín,GK,Cấp xã,Công trạng,Thẩm định,2026-07-02,,,,không,1",
        ),
        "pending_dossiers.csv E2 [Tên đối tượng]: nêu tên người chưa được khen.",
    ),
    "a dossier said to be where it is not": (
        (
            "pending_dossiers",
            "HS1,2026-07-01,CAX,Cá nhân,Nguyễn Thị Kín,GK,Cấp xã,Công trạng,Thẩm định,2026-07-02,,,,có,1",
        ),
        "pending_dossiers.csv N2 [Đã trình cấp trên] “có”: không khớp với bước xử lý của hồ sơ.",
    ),
    "a name that was misread": (
        (
            "pending_dossiers",
            "HS1,2026-07-01,CAX,Cá nhân,Nguyá»…n KÃ\xadn,GK,Cấp xã,Công trạng,Thẩm định,2026-07-02,,,,không,1",
        ),
        "pending_dossiers.csv E2 [Tên đối tượng]: chữ bị mất hoặc sai khi lưu (không phải Unicode).",
    ),
}


@pytest.mark.parametrize(("row", "sentence"), WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_one_wrong_row_refuses_the_package(why, row, sentence):
    table, text = row
    found = why(package({table: [text, *ROWS[table][1:]]}))
    assert found.startswith(f"Gói có số liệu sai: {sentence} ")
    assert "Kín" not in found


def test_other_faults_are_counted(why):
    twice = why(
        package({"awards_given": ["KHAC,GK,Cấp xã,Cá nhân,Công trạng,2", "CAX,GK,Cấp xã,Ai,Công trạng,2"]})
    )
    assert twice.startswith("Gói có số liệu sai (và 1 lỗi khác): awards_given.csv A2")


def test_a_key_twice_is_refused(why):
    found = why(package({"award_names": [*ROWS["award_names"], ROWS["award_names"][0]]}))
    assert "award_names.csv A4 [Mã khen thưởng] “GK”: trùng Mã khen thưởng với dòng 2." in found


def test_a_file_of_other_columns_is_refused(why):
    files = texts() | {"award_names.csv": b"award_id,award_name,category\nGK,x,y\n"}
    assert why(sealed(files)).startswith(
        "Gói có số liệu sai: award_names.csv A1: dòng tiêu đề không phải của gói số liệu."
    )


def test_more_rows_than_the_manifest_says_are_refused(why):
    stated = entries(texts()) | {"changes.csv": replace(entries(texts())["changes.csv"], rows=7)}
    assert "changes.csv: có 1 dòng, bản kê ghi 7." in why(sealed(texts(), files=stated))


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (
            {"commune": "../xa-a"},
            "Gói ghi mã xã “../xa-a” không dùng được. Viết chữ thường không dấu, chữ số và dấu gạch nối",
        ),
        ({"commune": "xa_a'; --"}, "Gói ghi mã xã “xa_a'; --” không dùng được."),
        ({"notice": "\x1b[2J"}, "Bản kê của gói không đúng mẫu; gửi lại gói bằng chương trình."),
        ({"files": {}}, "Gói không đủ tệp số liệu, hoặc có tệp lạ; gửi lại gói bằng chương trình."),
        (
            {"files": entries(texts()) | {"tasks.csv": Entry(1_000_000, "0" * 64)}},
            "tasks.csv có quá 200.000 dòng, không phải số liệu của một xã.",
        ),
    ],
    ids=["a path", "an injection", "control characters", "no files", "a million rows"],
)
def test_a_manifest_that_cannot_be_is_refused(why, stated, sentence):
    assert why(package(**stated)).startswith(sentence)
