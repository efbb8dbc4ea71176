"""What a role may not see is in no answer, whatever is asked: on the sample and on random folders.

`SEEN=20` in the environment takes so many random folders instead of one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

from emulation import access
from emulation.access import NotAllowed, Role, Sight, Viewer
from emulation.questions import parameters_of
from emulation.remind.log import CHAIRMAN
from emulation.remind.outbox import Outbox
from emulation.remind.settings import Letterhead
from emulation.scope import Scope
from emulation.seen import Seen
from emulation.warehouse import Warehouse
from emulation.words import UNDISCLOSED
from tests.folders import warehouse
from tests.marked import SAMPLE, Folder, marks_in, viewers
from tests.reference.folders import write_random_folder

SEEDS = range(71, 71 + int(os.environ.get("SEEN", "1")))
Ask = Callable[..., pd.DataFrame]
Question = tuple[str, Scope, dict[str, Any]]


def of_a_commune() -> set[str]:
    """The questions that are asked of a commune's data."""
    return {query for query in access.known_queries() if not query.startswith("city/")}


class Asked(Folder):
    """A marked folder with the questions about it, and the answers of both its data for all viewers together."""

    def __init__(self, source: Path, path: Path, rng: Random) -> None:
        super().__init__(source, path, rng)
        self.ask, self.ask_varied = asking(self.data), asking(self.varied)
        self.questions = list(questions(self))


@pytest.fixture(scope="module", params=["sample", *SEEDS])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    path = tmp_path_factory.mktemp("seen")
    source = SAMPLE
    if request.param != "sample":
        source = path / "source"
        write_random_folder(source, request.param)
    return Asked(source, path, Random(str(request.param)))


def questions(folder: Folder) -> Iterator[Question]:
    """Every question, also about others' units, blocs, dossiers and tasks, and about days before and to come."""
    data, day, rng = folder.data, folder.data.default_as_of, Random(1)
    others = [unit for unit in folder.units if unit not in folder.own]
    last = max((row["Kỳ"] for row in folder.not_final), default="2026-Q4")
    days = [day, day + timedelta(days=rng.randrange(1, 400)), day - timedelta(days=rng.randrange(1, 300))]
    for place, as_of in enumerate(days[: 2 if SEEDS.stop - SEEDS.start == 1 else 3]):
        asked = Scope.at(
            as_of,
            year=rng.choice(data.years),
            period=last,
            since=as_of - timedelta(days=60),
            units=((), tuple(rng.sample(others, 2)), (*folder.own[:1], others[0]))[place],
            blocs=((), tuple(folder.ids["bloc"][:1]), ())[place],
        )
        for query in sorted(of_a_commune()):
            yield query, asked, _parameters(folder, query, rng, others)


def _parameters(folder: Folder, query: str, rng: Random, others: list[str]) -> dict[str, Any]:
    given = {
        "after": None,
        "dossier": rng.choice(folder.ids["dossier"]),
        "dossier_ids": folder.ids["dossier"],
        "indicator": rng.choice(folder.data.table("movement_results")["indicator"].tolist()),
        "movement": rng.choice([*folder.ids["movement"], "-"]),
        "task": rng.choice(folder.ids["task"]),
        "task_ids": folder.ids["task"],
        "unit": rng.choice(others),
        "unit_ids": folder.units,
        **dict.fromkeys(("level", "type", "stage", "kind", "deadline")),
    }
    return {name: given[name] for name in parameters_of(query) if name in given}


def asking(data: Warehouse) -> Ask:
    """`data.ask`, each question once for all viewers, as the sessions of a server do."""
    kept: dict[Any, pd.DataFrame] = {}

    def ask(query: str, scope: Scope, **more: Any) -> pd.DataFrame:
        key = query, scope, repr(sorted(more.items()))
        if key not in kept:
            kept[key] = data.ask(query, scope, **more)
        return kept[key]

    return ask


def answer(seen: Warehouse, question: Question) -> pd.DataFrame | None:
    query, scope, more = question
    try:
        return seen.ask(query, scope, **more)
    except NotAllowed:
        return None


def test_nobody_is_told_what_he_may_not_know(folder: Asked) -> None:
    told = refused = 0
    for viewer in viewers(folder):
        seen = Seen(folder.data, viewer, folder.ask)
        for question in folder.questions:
            rows = answer(seen, question)
            if rows is None:
                refused += 1
                continue
            marks = marks_in(repr(rows.to_numpy().tolist()))
            wrong = {mark for mark in marks if not folder.may_know(viewer, mark)}
            assert not wrong, (viewer, question, wrong)
            told += len(marks)
    assert told > 100
    assert refused > 100


def test_what_others_score_themselves_and_whom_they_propose_changes_nothing_for_a_viewer(
    folder: Asked,
) -> None:
    changed = 0
    for viewer in viewers(folder):
        if viewer.role is not Role.COUNCIL:
            now, then = Seen(folder.data, viewer, folder.ask), Seen(folder.varied, viewer, folder.ask_varied)
            for question in folder.questions:
                told, same = answer(now, question), answer(then, question)
                alike = told.equals(same) if told is not None and same is not None else told is same
                assert alike, (viewer, question)
    for query, scope, more in folder.questions:  # so that there was something to see
        if query in ("unit_ranking", "waiting_list"):
            changed += not folder.ask(query, scope, **more).equals(folder.ask_varied(query, scope, **more))
    assert changed


def test_a_unit_sees_of_itself_what_the_standing_body_sees_of_it(folder: Asked) -> None:
    data, unit = folder.data, folder.own[0]
    seen = Seen(data, Viewer(Role.UNIT, units=(unit,)))
    scope = Scope.at(
        data.default_as_of, units=(unit,), period="2026-Q4", since=data.default_as_of - timedelta(60)
    )
    others = [each for each in folder.units if each != unit]
    same = 0
    for query in sorted(of_a_commune()):
        if (
            access.sight(Role.UNIT, query) not in (Sight.ALL, Sight.OWN, Sight.DECIDED)
            or query == "unit_beside_bloc"
        ):
            continue
        more = _parameters(folder, query, Random(3), others)
        if more.keys() & {"unit", "unit_ids", "dossier"}:
            more |= {"unit": unit, "unit_ids": [unit], "dossier": own_dossier(folder, unit)}
            more = {name: value for name, value in more.items() if name in parameters_of(query)}
        if not {"unit", "unit_ids", "units"} & parameters_of(query) or query == "task_extensions":
            continue  # of extensions it sees no note that is on all of a task
        told = data.ask(query, scope, **more)
        assert seen.ask(query, scope, **more).equals(told), query
        if access.sight(Role.UNIT, query) is Sight.OWN:  # the same, whatever else is asked for
            for asked in (
                scope.but(units=()),
                scope.but(units=(others[0],), blocs=tuple(folder.ids["bloc"][:1])),
            ):
                assert seen.ask(query, asked, **more).equals(told), (query, asked)
        same += 1
    assert same > 35


def own_dossier(folder: Asked, unit: str) -> str:
    dossiers = folder.data.table("dossiers")
    return dossiers.loc[dossiers["unit_id"] == unit, "dossier_id"].iloc[0]


NOMINEES = {
    "units": "Mã đơn vị,Tên đơn vị,Mã khối\nU1,Một,K\nU2,Hai,K\n",
    "blocs": "Mã khối,Tên khối\nK,Khối\n",
    "awards": """
        Mã khen thưởng,"Tên danh hiệu, hình thức",Nhóm,Cấp quyết định,Số ngày làm việc giải quyết
        GK,Giấy · khen,Hình thức khen thưởng,Cấp xã,10
    """,
    "dossiers": """
        Mã hồ sơ,Ngày tiếp nhận,Mã đơn vị,Đối tượng,Tên đối tượng,Mã khen thưởng,Loại khen thưởng
        D1,01/10/2026,U1,Cá nhân,Lan,GK,Công trạng
        D2,01/10/2026,U1,Cá nhân,Mai · khen,GK,Công trạng
        D3,01/10/2026,U2,Cá nhân,Đào,GK,Công trạng
        D4,01/10/2026,U2,Cá nhân,Cúc,GK,Công trạng
    """,
    "dossier_events": """
        Ngày,Mã hồ sơ,Bước xử lý,Số văn bản,Ghi chú
        05/10/2026,D1,Đã khen thưởng,1/QĐ,
        05/10/2026,D2,Trình Chủ tịch,,Của Mai
        05/10/2026,D3,Họp Hội đồng,,Của Đào
        20/11/2026,D4,Đã khen thưởng,2/QĐ,
    """,
}
DAY = "01/11/2026"


def told_of(data: Warehouse, viewer: Viewer, query: str = "waiting_list", **more: Any) -> list[Any]:
    """What a viewer is told of nominees on the day of the data, in the order of the dossiers."""
    asked = parameters_of(query)
    more |= {name: None for name in ("level", "type", "stage", "kind", "deadline") if name in asked}
    rows = Seen(data, viewer).ask(query, Scope.at(data.default_as_of, since=data.default_as_of), **more)
    names = rows["nominee_name" if "nominee_name" in rows else "what"]
    return sorted(names)


@pytest.mark.parametrize(
    ("meeting", "on_agenda"),
    [("15/11/2026,Họp Hội đồng", True), ("30/10/2026,Họp Hội đồng", False), ("15/11/2026,Họp UBND", False)],
)
def test_the_council_knows_whom_it_will_vote_on_and_no_other(
    tmp_path: Path, meeting: str, on_agenda: bool
) -> None:
    plan = f"Năm,Tên kế hoạch,Cơ quan ban hành,Ngày xem mặc định\n2026,KH,UBND xã A,{DAY}\n"
    meetings = f"Mã cuộc họp,Ngày họp,Loại,Nội dung\nM,{meeting},Họp\n"
    data = warehouse(tmp_path / "data", NOMINEES | {"plan": plan, "meetings": meetings})
    council, unit = Viewer(Role.COUNCIL), Viewer(Role.UNIT, units=("U1",))
    third = "Đào" if on_agenda else UNDISCLOSED
    assert told_of(data, council) == sorted([UNDISCLOSED, third, UNDISCLOSED])
    assert told_of(data, unit) == ["Mai · khen"]
    assert told_of(data, council, "awards_list") == told_of(data, unit, "awards_list") == ["Lan"]
    assert told_of(data, Viewer(Role.GUEST), "awards_list") == ["Lan"]
    for viewer in (
        council,
        unit,
        Viewer(Role.GUEST),
    ):  # what is decided later is not decided, whatever day is asked for
        given = Seen(data, viewer).ask("awards_list", Scope.at(date(2026, 12, 31)))
        assert list(given["nominee_name"]) == ["Lan"]
    whats = told_of(data, council, "actions")
    assert f"Giấy · khen · {UNDISCLOSED}" in whats
    assert "Mai" not in repr(whats)
    assert told_of(data, council, "dossier_detail", dossier="D3") == [third]
    route = Seen(data, council).ask("dossier_route", Scope.at(data.default_as_of), dossier="D2")
    assert set(route["notes"]) == {None}


SCORED = {
    "units": "Mã đơn vị,Tên đơn vị,Mã khối\nU1,Một,K\nU2,Hai,K\n",
    "blocs": "Mã khối,Tên khối\nK,Khối\n",
    "criteria": "Mã tiêu chí,Năm,Nhóm tiêu chí,Tiêu chí,Loại điểm,Điểm tối đa\nC,2026,N,T,Chuẩn,100\n",
    "scores": """
        Ngày chấm,Kỳ,Mã đơn vị,Mã tiêu chí,Bước chấm,Điểm
        01/04/2026,2026-Q1,U1,C,Hội đồng chấm,80
        01/04/2026,2026-Q1,U2,C,Hội đồng chấm,90
        01/07/2026,2026-Q2,U1,C,Hội đồng chấm,70
        01/07/2026,2026-Q2,U2,C,Tự chấm,95
        01/10/2026,2026-Q3,U1,C,Hội đồng chấm,75
        01/10/2026,2026-Q3,U2,C,Hội đồng chấm,85
    """,
}


def test_ranks_are_seen_once_they_are_final(tmp_path: Path) -> None:
    data = warehouse(tmp_path / "data", SCORED)
    seen = Seen(data, Viewer(Role.UNIT, units=("U1",)))
    asked = Scope.at(date(2026, 11, 1), year=2026, period="2026-Q1")

    def ranking(of: Warehouse, period: str) -> list[tuple[Any, ...]]:
        rows = of.ask("unit_ranking", asked.but(period=period))
        return list(rows[["unit_id", "rank", "total", "previous_rank"]].itertuples(index=False, name=None))

    assert ranking(seen, "2026-Q1") == [("U2", 1, 90, None), ("U1", 2, 80, None)]
    assert ranking(seen, "2026-Q2") == [("U1", None, 70, None)]
    assert ranking(seen, "2026-Q3") == [("U2", 1, 85, None), ("U1", 2, 75, None)]
    assert ranking(data, "2026-Q3") == [("U2", 1, 85, 1), ("U1", 2, 75, 2)]
    assert seen.ranked_periods(asked.as_of) == ("2026-Q3", "2026-Q1")
    with pytest.raises(NotAllowed):
        seen.ask("bloc_ranking", asked.but(period="2026-Q2"))
    beside = seen.ask("unit_beside_bloc", asked.but(period="2026-Q2")).set_index("measure").loc["points"]
    assert (beside["value"], beside["bloc_mean"]) == (70, None)


def test_who_speaks_for_no_unit_has_nothing_of_his_own(tmp_path: Path) -> None:
    data = warehouse(tmp_path / "data", NOMINEES)
    seen, asked = Seen(data, Viewer(Role.UNIT)), Scope.at(date(2026, 11, 1))
    assert seen.ask("unit_next", asked).empty
    assert seen.ask("pending_dossiers", asked.but(units=("U1",))).empty
    assert seen.ask("pending_dossiers", asked.but(blocs=("K",))).empty


def test_what_has_no_rule_cannot_be_asked(tmp_path: Path) -> None:
    data = warehouse(tmp_path / "data", NOMINEES)
    seen, asked = Seen(data, Viewer(Role.UNIT, units=("U1",))), Scope.at(date(2026, 11, 1))
    refused = [
        lambda: seen.ask("no_such_question", asked),
        lambda: seen.ask("pending_dossiers", asked, units=["U2"]),
        lambda: seen.answer("nominee_publicity", asked),
        lambda: seen.table("dossiers"),
        lambda: seen.rows_of("select 1"),
        lambda: seen.require("entry_dossiers"),
    ]
    for each in refused:
        with pytest.raises(NotAllowed):
            each()
    with pytest.raises(AttributeError):
        seen._cursor()


def test_mail_tells_a_unit_nothing_of_others_and_names_no_nominee(folder: Asked, tmp_path: Path) -> None:
    """A mail is forwarded: what it says, whoever reads it may know. (The sample's day is a Monday, so with the digest.)"""
    head = Letterhead("a@xa.example", chairman=("b@xa.example",))
    box = Outbox(folder.data, tmp_path, folder.data.default_as_of, head)
    for parcel in box.parcels():
        marks = marks_in(box.words(parcel).text())
        assert not {mark for mark in marks if mark[0] != "D"}, parcel.name
        assert parcel.unit == CHAIRMAN or {folder.owners[mark] for mark in marks} <= {parcel.unit}
