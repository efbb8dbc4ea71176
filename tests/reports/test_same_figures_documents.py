"""Every figure of a proposal, of minutes and of reminders is one that `show` prints: over random folders, days and
filters, each computed here anew from the rows of the contract's queries."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from emulation import words
from emulation.commune import LEVEL
from emulation.intake import read_folder
from emulation.reports.request import NotAsked
from emulation.schema import LEVELS
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.reference.folders import random_question, write_random_folder
from tests.reports.contents.asked import documents, facts_of, the_one
from tests.reports.read_back import deadline, names

SEEDS = (27,)
NOMINEES = {"tap_the": "Tập thể", "ho_gia_dinh": "Hộ gia đình", "ca_nhan": "Cá nhân"}
RIPE, EARLIER = ("Họp Hội đồng", "Trình Chủ tịch"), ("Tiếp nhận", "Thẩm định", "Yêu cầu bổ sung")
COUNCIL = "Họp Hội đồng"


class Case:
    """A random folder, a day, a filter, and two meetings of the Council: X on a day on which dossiers wait for it, Y to
    come. `held`: their days."""

    def __init__(self, data: Warehouse, question: dict[str, Any], as_of: date, held: dict[str, date]) -> None:
        self.data, self.as_of, self.held = data, as_of, held
        self.chosen = {name: question[name] for name in ("blocs", "units")}
        self._made: dict[Any, dict[str, Any]] = {}

    def ask(self, query: str, **changes: Any) -> list[Any]:
        scope = Scope.at(self.as_of, **self.chosen).but(**changes)
        columns, rows = self.data.answer(query, scope)
        return [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in rows]

    def made(self, kind: str, **choices: Any) -> dict[str, Any]:
        key = kind, *choices.items()
        if key not in self._made:
            self._made[key] = the_one(self.data, kind, self.as_of, **self.chosen, **choices)[1]
        return self._made[key]

    def names(self, table: str, label: str = "name") -> dict[str, str]:
        return names(self.data, table, label)


@pytest.fixture(scope="module", params=SEEDS)
def cases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    path, rng = tmp_path_factory.mktemp("folder"), random.Random(request.param)
    write_random_folder(path, request.param)
    tables = read_folder(path)[0].records
    scored = sorted(row["recorded_on"] for row in tables["scores"])[0]
    waiting = [row["occurred_on"] for row in tables["dossier_events"] if row["stage"] == COUNCIL]
    met = rng.choice(sorted(day for day in waiting if day > scored))
    held = {"X": met, "Y": met + timedelta(400)}
    rows = "".join(f"{meeting},{day},{COUNCIL},Chấm điểm\n" for meeting, day in held.items())
    (path / "meetings.csv").write_text(f"meeting_id,held_on,kind,title\n{rows}", encoding="utf-8")
    data = Warehouse(read_folder(path)[0])
    asked = [{"blocs": (), "units": ()}, random_question(rng, path)]
    return [Case(data, question, met + timedelta(rng.randint(1, 40)), held) for question in asked]


def numbers(text: str) -> list[str]:
    """The numbers of a sentence, without days, years and what names a period."""
    bare = re.sub(r"\d\d/\d\d/\d{4}|(?:năm|Năm) \d{4}", "", text)
    return re.findall(r"\d+(?:[.,]\d+)*", bare)


def by_kind(rows: list[Any]) -> dict[str, str]:
    counts = honoured(rows)
    return {tag: str(counts[kind]) for tag, kind in NOMINEES.items()} | {"cong": str(counts.total())}


def honoured(rows: list[Any]) -> Counter[str]:
    """Kind → the quantity of the dossiers of that kind."""
    return Counter(kind for row in rows for kind in [row.nominee_kind] * row.quantity)


def shown(groups: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Award and line of each dossier listed."""
    for group in groups:
        for line in group["bang"]:
            yield re.sub(r"^Cấp [^-]* - ", "", group["ten"].rpartition(": ")[0]), line


def assert_listed(case: Case, groups: list[dict[str, Any]], rows: list[Any]) -> None:
    """These dossiers and no others, each in its group with its own values, the groups counted by kind."""
    expected = {
        row.dossier_id: (
            case.names("awards")[row.award_id],
            row.nominee_name + (f" ({row.quantity} {row.nominee_kind.lower()})" if row.quantity > 1 else ""),
            row.nominee_kind,
            case.names("units")[row.unit_id],
            row.commendation_type,
        )
        for row in rows
    }
    lines = list(shown(groups))
    assert {
        line["ma"]: (award, line["ten"], line["doi_tuong"], line["don_vi"], line["loai"])
        for award, line in lines
    } == expected
    assert [line["stt"] for _, line in lines] == [str(n) for n, _ in zip(count(1), lines, strict=False)]
    for group in groups:
        listed = {line["ma"] for line in group["bang"]}
        kinds = honoured([row for row in rows if row.dossier_id in listed])
        said = [str(kinds[kind]) for kind in NOMINEES.values() if kinds[kind]]
        assert numbers(group["ten"].rpartition(": ")[2]) == said


def test_a_level_proposes_its_ripe_dossiers(cases: list[Case]) -> None:
    proposed = 0
    for case in cases:
        for level in LEVELS:
            pending = [row for row in case.ask("pending_dossiers") if LEVEL.value_of(row.level) == level]
            rows = [row for row in pending if row.stage in RIPE]
            waiting = [row for row in pending if row.stage in EARLIER]
            if not rows:
                with pytest.raises(NotAsked, match="không có hồ sơ nào"):
                    case.made("proposal", level=level)
                continue
            made = case.made("proposal", level=level)
            assert_listed(case, made["to_trinh"]["danh_sach"], rows)
            stages = Counter(row.stage for row in rows)
            assert made["so"] == by_kind(rows) | {
                "ho_so_trinh": str(len(rows)),
                "hop_hoi_dong": str(stages[COUNCIL]),
                "trinh_chu_tich": str(stages["Trình Chủ tịch"]),
                "chua_tham_dinh": str(len(waiting)),
            }
            awards = Counter[tuple[str, str]]()
            for row in rows:
                awards[row.award_id, row.nominee_kind] += row.quantity
            summed = {
                line["danh_hieu"]: line for part in made["to_trinh"]["tong_hop"] for line in part["bang"]
            }
            assert set(summed) == {case.names("awards")[award] for award, _ in awards}
            for (award, kind), found in awards.items():
                tag = next(tag for tag, name in NOMINEES.items() if name == kind)
                assert summed[case.names("awards")[award]][tag] == str(found)
            if not case.chosen["units"] and not case.chosen["blocs"]:
                (said,) = made["to_trinh"]["cau"]
                kinds = [number for number in by_kind(rows).values() if number != "0"][:-1]
                assert numbers(said) == [str(len(rows)), *kinds]
            proposed += len(rows)
    assert proposed


@pytest.mark.parametrize("meeting", ["X", "Y"])
def test_a_meeting_has_the_dossiers_of_its_day(cases: list[Case], meeting: str) -> None:
    seen = 0
    for case in cases:
        held = case.held[meeting]
        day = min(held, case.as_of)
        rows = [row for row in case.ask("pending_dossiers", as_of=day) if row.stage == COUNCIL]
        made = case.made("minutes", meeting=meeting)
        if rows:
            assert_listed(case, case.made("proposal", meeting=meeting)["to_trinh"]["danh_sach"], rows)
        assert_listed(case, made["xet"]["danh_sach"], rows)
        assert {tag: made["so"][tag] for tag in (*NOMINEES, "cong")} == by_kind(rows)
        seen += len(rows)
    assert seen or meeting == "Y"


def test_minutes_tell_the_progress_of_their_day(cases: list[Case]) -> None:
    for case in cases:
        held = case.held["X"]
        rows = [
            row
            for row in case.ask("quarterly_progress", as_of=held, year=held.year)
            if row.tasks and date(held.year, 3 * (row.quarter or 1) - 2, 1) <= held
        ]
        made = case.made("minutes", meeting="X")
        said = {text.partition(":")[0]: numbers(text) for text in made["tien_do"]["cau"]}
        assert made["so"]["qua_han"] == str(sum(row.overdue for row in rows))
        for row in rows:
            figures = {
                str(value)
                for name, value in vars(row).items()
                if isinstance(value, int) and name != "quarter"
            }
            figures |= {str(row.tasks - row.not_arising), str(row.done_on_time + row.done_late)}
            assert set(said[words.quarter(row.quarter)]) <= figures
            done = row.done_on_time + row.done_late
            if done and row.tasks > row.not_arising:
                assert said[words.quarter(row.quarter)][0] in (str(done), str(row.tasks - row.not_arising))


def test_minutes_rank_as_of_their_day(cases: list[Case]) -> None:
    ranked = 0
    for case in cases:
        held = case.held["X"]
        made = case.made("minutes", meeting="X")["cham_diem"]
        if not made["ky"]:
            assert made["bang"] == []
            continue
        roman, year = re.fullmatch(r"quý (\w+) năm (\d+)", made["ky"]).groups()  # type: ignore[union-attr]
        period = f"{year}-Q{['I', 'II', 'III', 'IV'].index(roman) + 1}"
        blocs = case.ask("bloc_ranking", as_of=held, period=period)
        blocs = blocs if any(row.rank for row in blocs) else []
        units = case.ask("unit_ranking", as_of=held, period=period, blocs=(), units=())
        short = case.names("units", "short_name")
        assert [(row["hang"], row["khoi"], row["diem"]) for row in made["bang"]] == [
            (words.number(row.rank), case.names("blocs")[row.bloc_id], words.points(row.mean_total))
            for row in blocs
        ]
        for row, line in zip(blocs, made["bang"], strict=True):
            first = [unit for unit in units if unit.bloc_id == row.bloc_id and unit.bloc_rank == 1]
            named = [unit for unit in first if short[unit.unit_id] in line["nhat"]]
            others = re.search(r"và (\d+) đơn vị khác", line["nhat"])
            assert len(first) == len(named) + int(others[1] if others else 0)
            assert bool(first) == (line["nhat"] != words.MISSING)
            assert all(line["nhat"].endswith(f"({words.points(unit.total)})") for unit in first)
            ranked += len(first)
    assert ranked


def test_reminders_are_the_overdue_tasks_of_each_late_unit(cases: list[Case]) -> None:
    letters = 0
    for case in cases:
        late = {row.unit_id: row for row in case.ask("unit_progress") if row.overdue}
        called = Counter(case.names("units")[unit] for unit in late)
        try:
            facts = facts_of(case.data, "reminders", case.as_of, **case.chosen)
            made = [values for _, values in documents(facts)]
        except NotAsked:
            assert not late
            continue
        assert Counter(letter["don_doc"]["don_vi"] for letter in made) == called
        incomplete = [row for row in case.ask("pending_dossiers") if row.stage == "Yêu cầu bổ sung"]
        for (unit, row), letter in zip(late.items(), made, strict=True):
            tasks = [task for task in case.ask("tasks", units=(unit,)) if task.timeliness == "Quá hạn"]
            own = [dossier for dossier in incomplete if dossier.unit_id == unit]
            assert letter["so"] == {
                "duoc_giao": str(row.assigned),
                "qua_han": str(row.overdue),
                "lau_nhat": words.number(max(task.days_late for task in tasks)),
                "bo_sung": str(len(own)),
            }
            assert [(line["dieu"], line["qua_han"]) for line in letter["don_doc"]["bang"]] == [
                (task.clause, words.number(task.days_late)) for task in tasks
            ]
            assert {line["han"] for line in letter["don_doc"]["bang"]} <= {
                *(deadline(case.data, task.due_on) for task in tasks),
                "theo hạn của hồ sơ",
            }
            assert [line["ma"] for line in letter["don_doc"]["bo_sung"]] == [d.dossier_id for d in own]
            letters += 1
    assert letters
