"""The calendars of a data folder before a change, after it, and when all is as it was."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from emulation import deadlines
from emulation.deadlines import published
from emulation.folder import DataFolder
from emulation.warehouse import NotAvailable
from tests.deadlines.read_back import events, told
from tests.folders import write_folder

BEFORE = {
    "plan": "year,issuer,view_on\n2026,Ủy ban nhân dân xã Nghi Dương,16/11/2026\n",
    "units": "unit_id,name\nA,Thôn A\nB,Thôn B\nC,Thôn C\n",
    "meetings": "meeting_id,held_on,kind,title\nH1,18/12/2026,Họp Hội đồng,Bình xét\n",
    "tasks": """
        task_id,year,clause,title,due_on
        T1,2026,II.4.a,Dời ngày,20/11/2026
        T2,2026,II.4.b,Làm xong,30/11/2026
        T3,2026,II.4.c,Bỏ việc,30/11/2026
        T4,2026,II.4.d,Thôi giao,30/11/2026
        T5,2026,II.4.đ,Giữ nguyên,30/11/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T2,A,Chủ trì
        T3,A,Chủ trì
        T4,A,Chủ trì
        T5,A,Chủ trì
        T5,C,Phối hợp
        """,
    "awards": """
        award_id,name,category,level,working_days
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã,10
        LT,Lao động tiên tiến,Danh hiệu thi đua,Cấp xã,10
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        D1,16/11/2026,A,Cá nhân,Nguyễn Văn Kín,GK,Công trạng
        D2,16/11/2026,A,Cá nhân,Nguyễn Văn Kín,LT,Công trạng
        """,
}
AFTER = BEFORE | {
    "plan": "year,issuer,view_on\n2026,UBND XÃ NGHI DƯƠNG,16/11/2026\n",
    "units": "unit_id,name\nA,Thôn A\nB,Thôn B\n",
    "meetings": "meeting_id,held_on,kind,title\n",
    "tasks": "\n".join(line for line in BEFORE["tasks"].splitlines() if "Bỏ việc" not in line) + "\n",
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\nT2,A,Chủ trì\nT4,B,Chủ trì\nT5,A,Chủ trì\n",
    "extensions": "decided_on,task_id,unit_id,due_on\n16/11/2026,T1,A,27/11/2026\n",
    "progress": "recorded_on,task_id,unit_id,status\n16/11/2026,T2,A,Hoàn thành\n",
    "dossier_events": """
        occurred_on,dossier_id,stage
        16/11/2026,D1,Đã khen thưởng
        16/11/2026,D2,Yêu cầu bổ sung
        """,
}
CLOSED, STANDS = "Giấy khen (1 người) – Thôn A", "Lao động tiên tiến (1 người) – Thôn A"
CALENDARS = ("", "A", "B", "C")
AT = 1_800_000_000
"""The time at which the files were written first, in seconds since 1970."""


@dataclass(frozen=True)
class Story:
    """The calendars by unit, each time."""

    before: dict[str, bytes]
    elsewhere: dict[str, bytes]
    after: dict[str, bytes]
    again: dict[str, bytes]


def made(folder: Path, tables: Mapping[str, str], at: int) -> dict[str, bytes]:
    """The calendars of the folder with these tables, written at that time."""
    for file in write_folder(folder, tables).glob("*.csv"):
        os.utime(file, (at, at))
    edition = DataFolder(folder).present
    return {unit: deadlines.calendar(folder, edition, unit).content for unit in CALENDARS}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder, elsewhere = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("elsewhere")
    return Story(
        made(folder, BEFORE, AT),
        made(elsewhere, BEFORE, AT),
        made(folder, AFTER, AT + 3600),
        made(folder, BEFORE, AT + 7200),
    )


def versions(content: bytes) -> dict[str, tuple[str, int]]:
    """The UID and the SEQUENCE of each event by what it is about."""
    return {what: (each.uid.value, int(each.sequence.value)) for what, each in events(content).items()}


def test_a_unit_has_its_parts_and_dossiers_and_all_have_tasks_dossiers_and_meetings(story: Story) -> None:
    calendars = {unit: told(content) for unit, content in story.before.items()}
    tasks = {"Dời ngày", "Làm xong", "Bỏ việc", "Thôi giao", "Giữ nguyên"}
    assert {unit: set(found) for unit, found in calendars.items()} == {
        "": {*tasks, CLOSED, STANDS, "Bình xét"},
        "A": {*tasks, CLOSED, STANDS},
        "B": set(),
        "C": {"Giữ nguyên"},
    }
    assert calendars["A"]["Dời ngày"] == ("Hạn: Dời ngày", "2026-11-20", "CONFIRMED", 2)
    assert calendars[""]["Bình xét"] == ("Họp Hội đồng: Bình xét", "2026-12-18", "CONFIRMED", 2)
    assert calendars["A"][CLOSED] == calendars[""][CLOSED]
    assert "Kín" not in b"".join(story.before.values()).decode()


def test_the_same_data_make_the_same_bytes_wherever_they_lie(story: Story) -> None:
    assert story.elsewhere == story.before


def test_a_changed_deadline_has_its_name_and_a_higher_version_and_no_other_has(story: Story) -> None:
    before, after = versions(story.before["A"]), versions(story.after["A"])
    assert {what: told(story.after["A"])[what] for what in ("Dời ngày", "Làm xong", "Giữ nguyên")} == {
        "Dời ngày": ("Hạn: Dời ngày", "2026-11-27", "CONFIRMED", 2),
        "Làm xong": ("Đã xong: Làm xong", "2026-11-30", "CONFIRMED", 0),
        "Giữ nguyên": ("Hạn: Giữ nguyên", "2026-11-30", "CONFIRMED", 2),
    }
    for what in ("Dời ngày", "Làm xong"):
        assert after[what][0] == before[what][0]
        assert after[what][1] > before[what][1]
    assert after["Giữ nguyên"] == before["Giữ nguyên"]


@pytest.mark.parametrize(
    ("unit", "what"),
    [
        pytest.param("A", "Bỏ việc", id="task removed"),
        pytest.param("", "Bỏ việc", id="task removed, in the calendar of all"),
        pytest.param("A", "Thôi giao", id="unit taken off"),
        pytest.param("A", CLOSED, id="dossier closed"),
        pytest.param("", STANDS, id="a dossier's clock stands"),
        pytest.param("C", "Giữ nguyên", id="unit gone"),
        pytest.param("", "Bình xét", id="meeting removed"),
    ],
)
def test_a_withdrawn_deadline_is_cancelled_and_stands_again_when_it_is_back(
    story: Story, unit: str, what: str
) -> None:
    before, after, again = (each[unit] for each in (story.before, story.after, story.again))
    assert told(after)[what] == (f"Không còn: {what}", told(before)[what][1], "CANCELLED", 0)
    assert told(again)[what] == told(before)[what]
    names, numbers = zip(*(versions(each)[what] for each in (before, after, again)), strict=True)
    assert len(set(names)) == 1
    assert list(numbers) == sorted(set(numbers))


def test_who_is_given_a_task_has_it_under_a_name_of_its_own(story: Story) -> None:
    assert told(story.after["B"])["Thôi giao"][2] == "CONFIRMED"
    assert versions(story.after["B"])["Thôi giao"][0] != versions(story.after["A"])["Thôi giao"][0]


def test_nothing_is_withdrawn_where_the_data_cannot_be_read(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data", BEFORE)
    (folder / "tasks.csv").unlink()
    with pytest.raises(NotAvailable):
        deadlines.calendar(folder, DataFolder(folder).present)
    assert not (folder / published.FILE).exists()
