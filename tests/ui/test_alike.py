"""Figures, lists and slides of a folder in which all names are alike have as many parts as there are ids."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

import pytest

from emulation.periods import rank_history
from emulation.reports.contents import reminders
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.request import Request
from emulation.scope import VIETNAM, Scope
from emulation.ui.parts import names, session
from emulation.ui.review.dossiers import figures
from emulation.ui.review.progress import figures as progress
from emulation.ui.review.rankings import figures as rankings
from emulation.ui.show import sections
from emulation.ui.show.slide import Bars, Slide, Strip, Table
from emulation.warehouse import Warehouse
from tests.alike import SEEN_ON, TABLES, UNITS
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of

AT = Scope.at(SEEN_ON)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("alike"), TABLES)


@pytest.fixture(scope="module")
def slides(data: Warehouse) -> dict[str, Slide]:
    return {slide.id: slide for slide in sections.slides(moment_of(data, SEEN_ON), list(sections.SECTIONS))}


def test_every_unit_has_a_line_of_its_ranks(data: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "ask", lambda query, *_: data.ask(query, AT))
    history = rank_history(lambda period: data.ask("unit_ranking", AT.but(period=period)), "2026-Q4")
    drawn = rankings.rank_lines(history, names.units(), {"T01", "T02"}, "T01")
    said = drawn.to_dict()
    lines = [line for trace in said["data"] for line in _lines(trace["y"])]
    assert sorted(lines) == [(rank, rank) for rank in range(1, len(UNITS) + 1)]
    labels = [label["text"] for label in said["layout"]["annotations"]]
    assert labels == ["<b>1 Thôn 6 (T01)</b>", "2 Thôn 6 (T02)"]


def _lines(ranks: list[int | None]) -> list[tuple[int, ...]]:
    """A trace's lines: ranks up to each gap."""
    found: list[list[int]] = [[]]
    for rank in ranks:
        found = [*found, []] if rank is None else [*found[:-1], [*found[-1], int(rank)]]
    return [tuple(line) for line in found if line]


def test_every_bloc_has_a_map_of_its_rates(data: Warehouse) -> None:
    html = progress.rate_map(data.ask("unit_quarters", AT))
    assert re.findall(r"<caption>(.*?)</caption>", html) == ["Khối (K1)", "Khối (K2)"]
    assert html.count('<th scope="row">') == len(UNITS)


def test_every_award_and_unit_has_a_bar(data: Warehouse) -> None:
    html = figures.award_bars(data.ask("awards_totals", AT))
    shown = re.findall(r"<li><span>(.*?)</span>.*?<strong>(\d+)</strong>", html)
    assert [each for each in shown if each[0].startswith("Giấy")] == [
        ("Giấy khen (A1)", "5"),
        ("Giấy khen (A2)", "1"),
    ]
    assert [name for name, _ in shown if name.startswith("Thôn")] == ["Thôn 6 (T03)", "Thôn 6 (T04)"]


def test_units_of_one_name_get_a_letter_each(data: Warehouse) -> None:
    facts = Facts(data, Request(KINDS["reminders"], AT), datetime(2026, 11, 16, tzinfo=VIETNAM))
    letters = dict(reminders.documents(facts))
    late = data.ask("unit_progress", AT)
    assert len(letters) == sum(late["overdue"] > 0) == 3
    assert next(iter(letters)) == "cong-van-don-doc-t01"


def test_slides_have_a_row_for_every_id(slides: dict[str, Slide]) -> None:
    first_cells = Counter(
        row[0]
        for slide in slides.values()
        if isinstance(slide.body, Table) and slide.section in ("tasks", "blocs", "movements", "awards")
        for row in slide.body.rows
    )
    assert set(first_cells.values()) == {1}
    assert len(first_cells) == 15 + len(UNITS) + 2 + 2 + 1  # the last: the awards' sum
    assert [row[:2] for row in rows_of(slides["ranking"])] == [("Khối (K1)", "1"), ("Khối (K2)", "2")]


def test_every_task_has_a_tile(slides: dict[str, Slide]) -> None:
    body = slides["plan"].body
    assert isinstance(body, Strip)
    assert sum(len(line.tiles) for line in body.lines) == 15


def test_conclusions_of_meetings_have_a_row_each(slides: dict[str, Slide]) -> None:
    slide = slides["conclusions"]
    assert slide.kicker == "Kết luận kỳ trước · các cuộc họp ngày 12/10/2026"
    assert slide.title == "2 kết luận: 1 quá hạn, 1 sắp đến hạn"
    assert rows_of(slide) == [
        ("KL · Kết luận (R2)", "Thôn 6 (T02)", "Sắp đến hạn", "30/11/2026"),
        ("KL · Kết luận (R1)", "Thôn 6 (T01)", "Quá hạn", "trễ 14 ngày"),
    ]


def test_a_slide_of_tasks_says_both_days_and_whose_lateness_it_is(slides: dict[str, Slide]) -> None:
    rows = [row for id, slide in slides.items() if id.startswith("tasks-4") for row in rows_of(slide)]
    said = {row[0].partition(" · ")[2]: row[-1] for row in rows}
    assert said["Báo cáo tháng (N11)"] == "28/11 (nghỉ), tính đến 30/11/2026"
    assert said["Giải quyết hồ sơ"] == "trễ 27 ngày, hồ sơ hết hạn từ 20/10/2026"
    assert said["Kết luận (R1) (kết luận họp 12/10)"] == "trễ 14 ngày"


def test_slides_of_dossiers_say_how_many_clocks_stand_and_count_persons(slides: dict[str, Slide]) -> None:
    body = slides["dossiers-deadlines"].body
    assert isinstance(body, Bars)
    bars = {bar.label: bar for bar in body.bars}
    assert bars["Còn hạn"].note == "1 chờ bổ sung, tạm dừng thời hạn"
    assert slides["awards"].title == "6 khen thưởng cấp xã"
    assert slides["awards"].note.startswith("Đếm số cá nhân, tập thể, hộ")
    assert "càng thấp càng tốt" in slides["movements"].note
