"""The benchmark's table says what was measured, and its visitors speak as a browser does. (Nothing here takes a time.)"""

from __future__ import annotations

import asyncio
import csv
import datetime
import math
import sqlite3
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import bench
from benchmarks.bench import document, measured
from benchmarks.peers_beside import fill
from benchmarks.table import Line, markdown, median
from benchmarks.visitor import Memory, Screen, body_of
from tests import aside

OPTIONS = bench.Options(Path("data"), 1, quick=True)


def test_a_figure_stands_beside_its_floor_and_the_goal_is_of_the_quotient():
    line = Line("open", "overview", 1500, floor=1200, goal=1.3)
    assert line.cells() == ("open", "overview", "1,500 ms", "1,200 ms", "1.25 ×", "≤ 1.3 ×", "yes")


def test_without_a_floor_the_goal_is_of_the_figure():
    line = Line("crowd", "30 readers: 95 % of runs within", 612.3, goal=500)
    assert line.cells()[2:] == ("612 ms", "", "", "≤ 500 ms", "no")


def test_what_could_not_be_measured_says_why_and_meets_no_goal():
    assert Line("peers", "Dash", remark="not installed", goal=1).cells()[2:] == (
        "not installed",
        "",
        "",
        "≤ 1 ms",
        "",
    )


def test_the_table_has_a_row_a_line():
    rows = markdown([Line("a", "b", 1), Line("a", "c", 2)]).splitlines()
    assert len(rows) == 4
    assert {row.count("|") for row in rows} == {8}


def test_a_median_is_of_what_was_seen():
    assert median([None, 3, 1, 2]) == 2
    assert math.isnan(median([None]))


def test_a_part_that_fails_is_a_line_and_the_others_are_measured(monkeypatch):
    def broken(_options):
        raise RuntimeError("no browser\nand more")

    monkeypatch.setattr(bench, "PARTS", {"open": broken, "server": lambda _: [Line("server", "a", 1)]})
    first, second = measured(["open", "server"], OPTIONS)
    assert first.cells()[:3] == ("open", "failed", "RuntimeError: no browser")
    assert second.what == "a"


def test_the_results_name_machine_date_rounds_and_load():
    options = bench.Options(Path("data"), 11, quick=True)
    page = document(
        [], "A CPU, 2 cores. Load 0.3", "A CPU, 2 cores. Load 1.9", datetime.date(2026, 11, 30), options
    )
    assert (
        "`python3 run.py bench --quick --rounds 11`, 2026-11-30; medians of 11 rounds. A CPU, 2 cores."
        in page
    )
    assert "Load 0.3 when it began, 1.9 when it ended." in page


def sent(memory: Memory, path: str, query: str):
    return BackMsg.FromString(memory.ask(path, query)).rerun_script


def test_a_new_tab_asks_by_the_path_and_then_by_the_page_it_was_told():
    memory = Memory()
    first = sent(memory, "progress", "quarter=3")
    assert (first.page_name, first.page_script_hash, first.query_string) == ("progress", "", "quarter=3")
    message = ForwardMsg()
    message.navigation.app_pages.add(page_script_hash="aa", url_pathname="overview", is_default=True)
    message.navigation.app_pages.add(page_script_hash="bb", url_pathname="progress")
    memory.take(message.SerializeToString(), Screen())
    assert [sent(memory, path, "").page_script_hash for path in ("", "progress")] == ["aa", "bb"]


def test_a_large_message_is_named_in_the_next_request_and_a_reference_to_it_is_none():
    memory, large, reference = Memory(), ForwardMsg(hash="11"), ForwardMsg(hash="22", ref_hash="11")
    large.delta.new_element.html.body = "x" * 20_000
    for message in (large, reference):
        message.metadata.cacheable = True
        memory.take(message.SerializeToString(), Screen())
    assert list(sent(memory, "", "").cached_message_hashes) == ["11"]


@pytest.mark.parametrize(
    ("status", "ends"),
    [(ForwardMsg.FINISHED_SUCCESSFULLY, True), (ForwardMsg.FINISHED_EARLY_FOR_RERUN, False)],
)
def test_a_run_ends_with_its_own_last_message(status, ends):
    assert Memory().take(ForwardMsg(script_finished=status).SerializeToString(), Screen()) is ends


def test_a_screen_notes_its_size_its_edition_and_what_went_wrong():
    memory, screen = Memory(), Screen()
    frame, failure = ForwardMsg(), ForwardMsg()
    frame.delta.new_element.bidi_component.json = '{"edition": "abc.1"}'
    failure.delta.new_element.exception.type = "ValueError"
    failure.delta.new_element.exception.message = "no"
    frames = [each.SerializeToString() for each in (frame, failure)]
    for each in frames:
        memory.take(each, screen)
    assert (screen.size, screen.edition, screen.errors) == (
        sum(map(len, frames)),
        "abc.1",
        ["ValueError: no"],
    )


def answer(*parts: bytes) -> str:
    async def read() -> str:
        reader = asyncio.StreamReader()
        for part in parts:
            reader.feed_data(part)
        reader.feed_eof()
        return await body_of(reader)

    return aside.run(read())


def test_the_edition_is_the_body_of_the_answer_however_it_is_cut():
    assert answer(b"HTTP/1.1 200 OK\r\ncontent-le", b"ngth: 5\r\n\r\nab", b"c.1") == "abc.1"


def test_a_refusal_is_no_edition():
    with pytest.raises(OSError, match="503"):
        answer(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n")


def test_a_peers_database_holds_the_files_rows_and_sorts_by_day(tmp_path):
    fill(tmp_path / "x.db", Path("data"))
    with Path("data/progress.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    connection = sqlite3.connect(tmp_path / "x.db")
    assert connection.execute("select count(*) from progress").fetchone() == (len(rows),)
    days = sorted("-".join(reversed(row["Ngày ghi nhận"].split("/"))) for row in rows)
    assert [on for (on,) in connection.execute('select "on" from progress order by "on"')] == days
    connection.close()
