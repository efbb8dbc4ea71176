"""What the address of a show may ask for, what is refused in words, and what is passed on."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from emulation.ui.show.request import Request, all_meetings, as_of, read

DAY = date(2026, 11, 16)
USUAL = ("title", "plan", "ranking")
KNOWN = (*USUAL, "tasks")
SCREENS = ("", "rankings", "council")
MEETINGS = pd.DataFrame(
    [
        ("H1", date(2026, 10, 15), "Họp UBND", "Rà soát", None),
        ("H2", date(2026, 10, 15), "Họp Hội đồng", "Chấm điểm Quý III", "Hội trường"),
        ("H3", date(2026, 12, 18), "Khác", "Giao ban", None),
        ("H4", date(2026, 12, 1), "Hội nghị cụm", "Ký kết", None),
        ("H5", date(2026, 1, 27), "Họp Hội đồng", "Chương trình", None),
    ],
    columns=["meeting_id", "held_on", "kind", "title", "place"],
    dtype=object,
)


def asked(day: date = DAY, **params: str) -> tuple[Request, tuple[str, ...]]:
    return read(params, KNOWN, USUAL, MEETINGS, SCREENS, day)


def granted(**params: str) -> Request:
    request, refused = asked(DAY, **params)
    assert refused == ()
    return request


def refusal(**params: str) -> str:
    request, refused = asked(DAY, **params)
    assert request == Request(USUAL)
    assert len(refused) == 1
    return refused[0]


def test_an_empty_address_is_the_usual_show():
    assert granted() == Request(USUAL)


def test_everything_asked_for_is_read_and_passed_on():
    params = {"meeting": "H3", "slides": "ranking,title", "hold": "0", "theme": "dark", "every": "20"}
    params |= {"period": "2025-2026", "details": "1"}
    request = granted(**params, back="rankings")
    assert request.sections == ("ranking", "title")
    assert (request.hold, request.dark, request.details) == (False, True, True)
    assert (request.every, request.back) == (20, "rankings")
    assert request.meeting is not None
    assert (request.meeting.title, request.meeting.place) == ("Giao ban", "")
    assert request.params == params


def test_what_is_for_now_alone_is_not_passed_on():
    request = granted(announced="1", print="1")
    assert (request.announced, request.print, request.hold, request.params) == (True, True, True, {})


def test_a_section_named_twice_comes_once_and_the_usual_order_is_not_passed_on():
    assert granted(slides="plan, title,plan,").sections == ("plan", "title")
    assert granted(slides="title,plan,ranking").params == {}
    assert granted(slides="title,plan,tasks,ranking").sections == ("title", "plan", "tasks", "ranking")


def test_an_unknown_section_is_named_and_the_others_stay():
    request, (said,) = asked(slides="plan,<x>,title")
    assert request.sections == ("plan", "title")
    assert "“<x>”" in said
    assert request.params == {"slides": "plan,title"}
    assert "các phần mặc định" in refusal(slides="x,y")


def test_an_unknown_meeting_is_named():
    assert "“H9”" in refusal(meeting="H9")


@pytest.mark.parametrize("every", ["4", "601", "-7", "20.5", "abc", "٢٠", "9" * 40])
def test_a_time_that_cannot_be_is_refused(every: str):
    assert f"“{every}”" in refusal(every=every)


@pytest.mark.parametrize("back", ["https://example.org", "//example.org", "history", "../rankings"])
def test_the_way_back_is_one_of_the_screens(back: str):
    assert f"“{back}”" in refusal(back=back)


@pytest.mark.parametrize("switch", [{"hold": "1"}, {"hold": "yes"}, {"theme": "light"}, {"announced": "x"}])
def test_a_switch_is_as_usual_unless_it_is_turned(switch: dict[str, str]):
    assert granted(**switch) == Request(USUAL)


def test_without_a_meeting_it_is_the_one_held_on_that_day_the_councils_before_others():
    request, _ = asked(day=date(2026, 10, 15))
    assert request.meeting is not None
    assert request.meeting.id == "H2"
    assert request.params == {}  # it follows from the day
    assert granted().meeting is None


def test_none_is_wanted_though_there_was_one_on_that_day():
    request, refused = asked(day=date(2026, 10, 15), meeting="-")
    assert (request.meeting, request.params, refused) == (None, {"meeting": "-"}, ())


def test_without_the_file_there_is_no_meeting():
    assert read({}, KNOWN, USUAL, MEETINGS[:0], SCREENS, DAY) == (Request(USUAL), ())


def test_figures_are_of_the_meetings_day_or_of_that_on_which_the_data_stand():
    assert as_of(granted(meeting="H2").meeting, DAY) == date(2026, 10, 15)
    assert as_of(granted(meeting="H3").meeting, DAY) == DAY
    assert as_of(None, DAY) == DAY


def test_meetings_to_come_are_first_the_next_one_above():
    assert [meeting.id for meeting in all_meetings(MEETINGS, DAY)] == ["H4", "H3", "H1", "H2", "H5"]
