"""The calendar file, read back by another library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.deadlines import ics
from emulation.deadlines.deadline import Deadline, deadline_of
from emulation.deadlines.published import Version
from tests.deadlines.read_back import events, read_back

ROW = {
    "kind": "part",
    "id": "T1",
    "unit_id": "A",
    "unit_name": "Thôn A",
    "what": "Hội nghị",
    "clause": "II.4.a",
    "full_title": "Tổ chức hội nghị tổng kết",
    "role": "Phối hợp",
    "leads": ["Phòng VH-XH"],
    "concluded_on": None,
    "nominee_kind": None,
    "quantity": None,
    "place": None,
    "status": "Đang thực hiện",
    "is_over": False,
    "due_on": date(2026, 11, 20),
    "expires_on": date(2026, 11, 20),
}
AT = 1_780_000_000
DEADLINE = Deadline("part", "T1", "A", date(2026, 11, 20), "Hạn", "Hội nghị")


def written(*versions: Version) -> bytes:
    return ics.written("Thời hạn; xã Nghi Dương, 2026", "xa-nghi-duong", versions)


def test_a_deadline_is_a_whole_day_wherever_the_phone_is() -> None:
    calendar = read_back(written(Version(DEADLINE, 3, AT)))
    event = calendar.vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 11, 20), date(2026, 11, 21))
    assert event.dtstart.params == {"VALUE": ["DATE"]}
    assert (calendar.x_wr_timezone.value, "vtimezone" in calendar.contents) == ("Asia/Ho_Chi_Minh", False)
    assert "NAME:Thời hạn\\; xã Nghi Dương\\, 2026" in written().decode().splitlines()
    assert (calendar.method.value, calendar.refresh_interval.value) == ("PUBLISH", "PT4H")
    assert (event.sequence.value, event.last_modified.value) == ("3", datetime.fromtimestamp(AT, UTC))
    assert event.dtstamp.value == event.last_modified.value


def test_a_phone_reminds_a_week_and_a_day_before_in_the_morning_and_not_of_what_is_done() -> None:
    event = read_back(written(Version(DEADLINE, 0, AT))).vevent
    at = [datetime(2026, 11, 20) + alarm.trigger.value for alarm in event.valarm_list]
    assert at == [datetime(2026, 11, 13, 8), datetime(2026, 11, 19, 8)]
    done = Version(replace(DEADLINE, word="Đã xong", is_over=True), 1, AT)
    event = read_back(written(done)).vevent
    assert (event.summary.value, "valarm" in event.contents) == ("Đã xong: Hội nghị", False)


def test_what_is_withdrawn_says_so_to_calendars_that_show_it_too() -> None:
    event = read_back(written(Version(DEADLINE, 4, AT, is_withdrawn=True))).vevent
    assert (event.status.value, event.summary.value, "valarm" in event.contents) == (
        "CANCELLED",
        "Không còn: Hội nghị",
        False,
    )


@pytest.mark.parametrize(
    ("changes", "title", "text"),
    [
        ({}, "Hạn: Hội nghị", "II.4.a · Tổ chức hội nghị tổng kết\nVai trò: Phối hợp\nChủ trì: Phòng VH-XH"),
        (
            {"role": None, "kind": "task", "status": "Không phát sinh", "concluded_on": date(2026, 11, 9)},
            "Không phát sinh: Hội nghị",
            "II.4.a · Tổ chức hội nghị tổng kết\nChủ trì: Phòng VH-XH\nKết luận cuộc họp ngày 09/11/2026",
        ),
        (
            {"role": "Chủ trì", "due_on": date(2026, 11, 15), "expires_on": date(2026, 11, 16)},
            "Hạn: Hội nghị",
            "II.4.a · Tổ chức hội nghị tổng kết\nVai trò: Chủ trì\nHạn 15/11 (nghỉ), tính đến 16/11/2026",
        ),
        (
            {"kind": "dossier", "id": "D1", "what": "Giấy khen", "nominee_kind": "Cá nhân", "quantity": 24},
            "Hạn hồ sơ: Giấy khen (24 người) – Thôn A",
            "Mã hồ sơ: D1",
        ),
        (
            {"kind": "dossier", "id": "D1", "what": "Bằng khen", "nominee_kind": "Tập thể", "quantity": 1}
            | {"is_over": True},
            "Đã trình cấp trên: Bằng khen (1 tập thể) – Thôn A",
            "Mã hồ sơ: D1",
        ),
        ({"kind": "meeting", "status": "Họp Hội đồng"}, "Họp Hội đồng: Hội nghị", ""),
        ({"kind": "meeting", "status": "Khác"}, "Họp: Hội nghị", ""),
    ],
)
def test_a_deadline_in_words(changes: dict[str, object], title: str, text: str) -> None:
    deadline = deadline_of(ROW | changes)
    assert (deadline.title, deadline.text) == (title, text)


def test_a_link_opens_what_is_due_where_the_address_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMULATION_SITE", "https://thidua.example")
    meeting = replace(DEADLINE, kind="meeting", what="Bình xét", place="Hội trường")
    dossier = replace(DEADLINE, kind="dossier", id="HS/1", what="Giấy khen")
    found = events(written(*(Version(each, 0, AT) for each in (DEADLINE, dossier, meeting))))
    assert found["Hội nghị"].url.value == "https://thidua.example/progress?task=T1"
    assert found["Giấy khen"].url.value == "https://thidua.example/dossiers?dossier=HS%2F1"
    assert ("url" in found["Bình xét"].contents, found["Bình xét"].location.value) == (False, "Hội trường")
    monkeypatch.delenv("EMULATION_SITE")
    assert "url" not in read_back(written(Version(DEADLINE, 0, AT))).vevent.contents


def test_a_deadline_keeps_its_name_among_all_calendars() -> None:
    moved = replace(DEADLINE, day=date(2027, 1, 1), what="Khác")
    others = [replace(DEADLINE, unit_id="B"), replace(DEADLINE, kind="task"), replace(DEADLINE, id="T1/A")]
    assert ics.uid("xa-nghi-duong", DEADLINE) == "ff007b86-d9c6-5368-9f6e-df147e04f918"
    assert ics.uid("xa-nghi-duong", moved) == ics.uid("xa-nghi-duong", DEADLINE)
    assert len({ics.uid("xa-nghi-duong", each) for each in (DEADLINE, *others)}) == 4
    assert ics.uid("phuong-an-bien", DEADLINE) != ics.uid("xa-nghi-duong", DEADLINE)


TEXT = st.text(
    st.sampled_from("aạếĐđ 😀,;:\\\"'=<>&@+-\r\n\t\x00\x0b\x85\u2028\u00a0")
    | st.characters(exclude_categories=("Cs",)),
    max_size=120,
)


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT, st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.booleans())
def test_any_title_and_day_come_back_and_no_text_begins_a_line_of_its_own(
    title: str, place: str, day: date, is_withdrawn: bool
) -> None:
    row = ROW | {"kind": "meeting", "what": f"Họp {title}", "status": "Khác", "place": place}
    deadline = deadline_of(row | {"due_on": day, "expires_on": day})
    content, again = (
        ics.written(title, "", [Version(deadline, 2, AT, is_withdrawn), Version(DEADLINE, 0, AT)])
        for _ in range(2)
    )
    assert content == again
    event, after = read_back(content).vevent_list
    word = "Không còn" if is_withdrawn else "Họp"
    shown = " ".join("".join(each if each.isprintable() else " " for each in f"Họp {title}").split())
    assert event.summary.value == f"{word}: {shown}"
    assert event.dtstart.value == day == event.dtend.value - timedelta(days=1)
    assert (event.location.value if "location" in event.contents else "") == deadline.place
    assert after.summary.value == "Hạn: Hội nghị"
    assert set(event.contents) <= {
        "uid", "dtstamp", "last-modified", "sequence", "status", "dtstart", "dtend", "summary", "description",
        "location", "categories", "transp", "valarm",
    }  # fmt: skip
