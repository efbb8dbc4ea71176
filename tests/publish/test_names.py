"""No name of a nominee who is still under review in the commune stands in a package, however it is written.

NAMES=20 in the environment takes so many random folders more.
"""

from __future__ import annotations

import csv
import os
import re
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from emulation.intake import read_folder
from emulation.publish.edition import edition
from emulation.publish.names import hider, names_in, private_names
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.reference.contract import answer
from tests.reference.folders import write_random_folder

SEEDS = range(20, 21 + int(os.environ.get("NAMES", "0")))
TEXTS = {
    "tasks": "Nội dung",
    "movements": "Tên phong trào",
    "awards": "Tên danh hiệu, hình thức",
    "blocs": "Tên khối",
}
WRITTEN = (
    str,
    str.upper,
    str.lower,
    lambda name: normalize("NFD", name),
    lambda name: normalize("NFD", name.upper()),
    lambda name: name.replace(" ", "  "),
    lambda name: name.replace("n", "n\u200b"),
)


def under_review(path: Path, day: date) -> list[str]:
    """The nominees of dossiers still in the commune, by the reference."""
    nothing: Any = {
        "year": day.year,
        "quarter": None,
        "period": None,
        "blocs": (),
        "units": (),
        "since": None,
    }
    pending = answer(path, "pending_dossiers", as_of=day, **nothing)
    return [str(row["nominee_name"]) for row in pending if row["with_higher_level"] != "có"]


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def write_into_texts(path: Path, names: list[str]) -> None:
    """Put a name into every text of some files, each written otherwise."""
    number = 0
    for table, label in TEXTS.items():
        file = path / f"{table}.csv"
        rows = rows_of(file) if file.exists() else []
        for row in rows:
            name = WRITTEN[number % len(WRITTEN)](names[number % len(names)])
            row[label] = f"Xét {name}, đợt {number}"
            number += 1
        if not rows:
            continue
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_nominee_under_review_stands_in_the_bytes_of_a_package(tmp_path: Path, seed: int):
    write_random_folder(tmp_path, seed)
    before = Warehouse(read_folder(tmp_path)[0])
    days = [day for (day,) in before.rows_of("select received_on from dossiers order by received_on")]
    day = days[len(days) * 3 // 4]
    secret = under_review(tmp_path, day)
    assert secret
    write_into_texts(tmp_path, secret)
    found = edition(Warehouse(read_folder(tmp_path)[0]), tmp_path, day, "xa-a")
    text = "".join(data.decode() for data in found.files.values())
    assert text.count("Xét …, đợt") > 10
    plain = " ".join(normalize("NFC", text).casefold().replace("\u200b", "").split())
    assert [name for name in secret if re.search(rf"{re.escape(name.casefold())}(?!\w)", plain)] == []


DOSSIERS = """
    dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
    H1,2026-03-02,A,Cá nhân,Trần Văn Hùng,GK,Công trạng
    H2,2026-03-02,A,Cá nhân,Trần Văn Hưng,GK,Công trạng
    H3,2026-03-02,A,Tập thể,Thôn Một,GK,Công trạng
    H4,2026-03-02,A,Tập thể,Tập thể,GK,Công trạng
    H5,2026-03-02,A,Cá nhân,ông Hoàng Hoà (thôn 2),GK,Công trạng
"""


@pytest.fixture(scope="module")
def hide(tmp_path_factory):
    tables = {
        "units": "unit_id,name\nA,Thôn Một\n",
        "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
        "dossiers": DOSSIERS,
        "dossier_events": "dossier_id,occurred_on,stage\nH2,2026-03-09,Đã khen thưởng\n",
    }
    found = warehouse(tmp_path_factory.mktemp("few"), tables)
    return hider(private_names(found, date(2026, 3, 31)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Trần Văn Hùng và Trần Văn Hưng", "… và Trần Văn Hưng"),  # only one of them was awarded
        ("Thôn Một đề nghị khen tập thể", "Thôn Một đề nghị khen tập thể"),
        ("Nêu gương HOÀNG HÒA.", "Nêu gương …."),
        ("Trần Văn Hùngg", "Trần Văn Hùngg"),
        ("Đường Trần Văn", "Đường Trần Văn"),
    ],
)
def test_of_a_text_only_the_names_under_review_are_hidden(hide, text, shown):
    assert hide(text) == shown


def test_each_of_several_names_is_one_and_common_words_are_none():
    assert list(names_in("Tập thể và cá nhân")) == ["Tập thể và cá nhân"]
    assert list(names_in("Nguyễn Văn A; Trần Thị B"))[1:] == ["Nguyễn Văn A", "Trần Thị B"]
