"""What a city's figures are of: which edition counts, what is not known, and how communes are summed up."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest

from emulation.city import warehouse as asked
from emulation.city.communes import Commune
from emulation.city.lake import LakeAway
from emulation.city.warehouse import CityWarehouse
from emulation.scope import Scope
from tests.city.editions import Sent, quarter, units, warehouse

DAY = date(2026, 11, 16)
WEEK = timedelta(days=7)
MANY = 5


def dossier(number: int, **more: Any) -> dict[str, Any]:
    """A row of `pending_dossiers`."""
    usual = {"dossier_id": f"HS{number}", "received_on": date(2026, 9, 1), "unit_id": "U0", "award_id": "BK"}
    stage = {
        "stage": "Thẩm định",
        "stage_since": date(2026, 9, 2),
        "with_higher_level": "không",
        "quantity": 1,
    }
    return usual | {"nominee_kind": "Tập thể", "level": "Cấp tỉnh"} | stage | more


def handed_up(number: int, since: date, name: str) -> dict[str, Any]:
    stage = {"stage": "Trình cấp trên", "stage_since": since, "with_higher_level": "có", "nominee_name": name}
    return dossier(number, **stage)


def given(award: str, count: int, kind: str = "Cá nhân", **more: Any) -> dict[str, Any]:
    """A row of `awards_given`."""
    row = {"unit_id": "U0", "award_id": award, "level": "Cấp xã", "nominee_kind": kind, "awards": count}
    return row | {"commendation_type": "Công trạng"} | more


@pytest.fixture(scope="module")
def city() -> CityWarehouse:
    """A is up to date, B sent a fortnight ago, C last year, D never; X is in no list any more."""
    sent = Sent()
    sent.send("A", DAY - WEEK, quarterly_progress=[quarter(1, 9)], unit_progress=units(2))
    sent.send(
        "A",
        DAY,
        quarterly_progress=[quarter(1, 4, 3, 1), quarter(4, 6, 1, overdue=2, not_arising=1)],
        unit_progress=units(10),
        pending_dossiers=[dossier(1, timeliness="Quá hạn"), handed_up(2, date(2026, 11, 6), "Tập thể 02")],
        settled_dossiers=[{"dossier_id": f"S{n}", "working_days": n} for n in (2, 4, 30)],
        awards_given=[given("GK", 3), given("GK", 1, "Tập thể")],
        awards_by_quarter=[given("GK", 1, quarter=1), given("GK", 2, quarter=3)],
        award_names=[{"award_id": "GK", "award_name": "Giấy khen", "category": "Hình thức khen thưởng"}],
        tasks=[
            {"task_id": "T1", "quarter": 4, "title": "Tổng kết", "timeliness": "Quá hạn", "days_late": 3},
            {"task_id": "T2", "quarter": 1, "title": "Phát động", "timeliness": "Đúng hạn"},
        ],
    )
    sent.send(
        "B",
        DAY - 2 * WEEK,
        notice="Số liệu minh họa",
        quarterly_progress=[quarter(1, 2, 2), quarter(4, 2, overdue=1)],
        unit_progress=units(2),
        settled_dossiers=[{"dossier_id": "S1", "working_days": 6}],
        pending_dossiers=[handed_up(1, date(2026, 10, 1), "Tập thể 07")],
    )
    sent.send("C", date(2025, 12, 31), quarterly_progress=[quarter(1, 50)], unit_progress=units(5))
    sent.send("X", DAY, quarterly_progress=[quarter(1, 100)])
    return warehouse(sent, {"A": "Cụm 1", "B": "Cụm 1", "C": "Cụm 2", "D": None})


def ask(city: CityWarehouse, query: str, day: date = DAY, **scope: Any) -> list[dict[str, Any]]:
    more = {"commune": scope.pop("commune")} if "commune" in scope else {}
    columns, rows = city.answer(f"city/{query}", Scope.at(day, **scope), **more)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def only(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_each_commune_counts_with_its_latest_edition_of_the_year(city: CityWarehouse) -> None:
    rows = ask(city, "communes")
    assert only(rows, "commune", "sent", "as_of", "last_sent", "tasks") == [
        ("A", "có", DAY, DAY, 10),
        ("B", "cũ", DAY - 2 * WEEK, DAY - 2 * WEEK, 4),
        ("C", "chưa", None, date(2025, 12, 31), None),
        ("D", "chưa", None, None, None),
    ]


def test_a_former_day_is_shown_as_it_was_known_then(city: CityWarehouse) -> None:
    assert only(ask(city, "totals", DAY - WEEK), "sent", "tasks", "of_the_day") == [(2, 13, 1)]
    assert only(ask(city, "totals", DAY - timedelta(days=1)), "sent", "of_the_day", "older") == [(2, 0, 1)]


def test_in_january_who_is_first_does_not_make_the_others_unknown() -> None:
    december, january = date(2026, 12, 28), date(2027, 1, 8)
    sent = Sent()
    for commune in "ABC":
        sent.send(commune, december, quarterly_progress=[quarter(4, 2, 2)])
    sent.send("A", january, quarterly_progress=[quarter(1, 9)])
    data = warehouse(sent, dict.fromkeys("ABC"))
    assert only(ask(data, "communes", january), "commune", "as_of", "tasks") == [
        (c, december, 2) for c in "ABC"
    ]
    sent.send("B", january, quarterly_progress=[quarter(1, 9)])
    later = warehouse(sent, dict.fromkeys("ABC"))
    assert only(ask(later, "communes", january), "as_of", "tasks") == [
        (january, 9),
        (january, 9),
        (None, None),
    ]


def test_before_anything_was_sent_nothing_is_known(city: CityWarehouse) -> None:
    (totals,) = ask(city, "totals", date(2024, 1, 1))
    assert (totals["communes"], totals["sent"], totals["never"]) == (4, 0, 4)
    assert [totals[name] for name in ("tasks", "overdue", "dossiers", "awards", "completion_rate")] == [
        None
    ] * 5


def test_a_city_of_no_communes_is_one_row_too() -> None:
    (totals,) = ask(warehouse(Sent(), {}), "totals")
    assert (totals["communes"], totals["sent"], totals["never"], totals["tasks"]) == (0, 0, 0, None)


def test_where_nothing_was_sent_the_lake_need_not_be_there() -> None:
    class NoLake:
        version, editions = "0", ()
        rows = staticmethod(away)

    nothing = CityWarehouse(NoLake(), [Commune("A", "Xã A", "Cụm 1", None)])
    (row,) = nothing.ask("city/communes", Scope.at(DAY)).itertuples()
    assert (row.commune, row.sent) == ("A", "chưa")
    assert nothing.ask("city/history", Scope.at(DAY), commune="A").empty


def test_the_city_is_the_sum_of_the_communes_that_are_known(city: CityWarehouse) -> None:
    (totals,) = ask(city, "totals")
    expected = {
        "communes": 4, "sent": 2, "never": 1, "of_the_day": 1, "older": 1, "units": 12, "tasks": 14,
        "done_on_time": 6, "done_late": 1, "not_arising": 1, "overdue": 3, "communes_overdue": 2,
        "completion_rate": 7 / 13, "on_time_rate": 6 / 10, "dossiers": 3, "dossiers_overdue": 1, "handed_up": 2,
        "handed_up_since": date(2026, 10, 1),
        "settled": 4, "median_days": 5.0, "awards": 4, "awards_per_unit": 4 / 12,
    }  # fmt: skip
    assert {name: totals[name] for name in expected} == expected


def test_a_quarter_narrows_tasks_and_awards_and_no_dossiers(city: CityWarehouse) -> None:
    assert only(ask(city, "totals", quarter=1), "tasks", "overdue", "awards", "dossiers") == [(6, 0, 1, 3)]
    assert only(ask(city, "totals", quarter=0), "tasks", "awards") == [(0, 4)]
    assert only(ask(city, "overdue_tasks", quarter=1), "task_id") == []


def test_clusters_and_communes_add_up_to_the_city(city: CityWarehouse) -> None:
    (totals,) = ask(city, "totals")
    for query in ("clusters", "communes"):
        rows = ask(city, query)
        for figure in ("units", "tasks", "overdue", "dossiers", "handed_up", "settled", "awards"):
            assert sum(row[figure] or 0 for row in rows if row[figure] == row[figure]) == totals[figure]


def test_a_cluster_of_which_nobody_sent_anything_is_not_known(city: CityWarehouse) -> None:
    rows = ask(city, "clusters")
    assert only(rows, "cluster", "communes", "sent", "tasks", "overdue", "completion_rate") == [
        ("Cụm 1", 2, 2, 14, 3, 7 / 13),
        ("Cụm 2", 1, 0, None, None, None),
        (None, 1, 0, None, None, None),
    ]


def test_the_filter_chooses_clusters_and_communes(city: CityWarehouse) -> None:
    assert only(ask(city, "communes", blocs=("Cụm 1",)), "commune") == [("A",), ("B",)]
    assert only(ask(city, "communes", blocs=("Cụm 1",), units=("A",)), "commune") == [("A",)]
    assert only(ask(city, "totals", units=("A",)), "communes", "tasks") == [(1, 10)]
    assert only(ask(city, "quarters", units=("B",)), "quarter", "tasks") == [(1, 2), (4, 2)]


def test_ranks_are_those_of_the_whole_and_ties_share_one() -> None:
    sent = Sent()
    for commune, tasks, done in (("A", 4, 2), ("B", 2, 1), ("C", 10, 9), ("D", 1, 0), ("E", 1, 0)):
        arising = {"not_arising": 1} if commune == "E" else {}
        sent.send(commune, DAY, quarterly_progress=[quarter(1, tasks, done, **arising)])
    city = warehouse(sent, dict.fromkeys("ABCDE", "Cụm"))
    assert only(ask(city, "communes"), "commune", "rank") == [
        ("C", 1), ("A", 2), ("B", 2), ("D", 4), ("E", None),
    ]  # fmt: skip
    assert only(ask(city, "communes", units=("D",)), "rank") == [(4,)]


def test_the_inbox_has_what_was_handed_up_the_longest_there_first(city: CityWarehouse) -> None:
    rows = ask(city, "handed_up")
    assert only(rows, "commune", "nominee_name", "handed_up_on", "days", "unit_name") == [
        ("B", "Tập thể 07", date(2026, 10, 1), 46, "Đơn vị 0"),
        ("A", "Tập thể 02", date(2026, 11, 6), 10, "Đơn vị 0"),
    ]
    assert only(ask(city, "handed_up_counts"), "commune", "dossiers", "longest_days") == [
        ("B", 1, 46),
        ("A", 1, 10),
    ]


def test_awards_are_told_apart_by_name_and_kind(city: CityWarehouse) -> None:
    assert only(ask(city, "awards"), "award_name", "nominee_kind", "awards", "communes") == [
        ("Giấy khen", "Cá nhân", 3, 1),
        ("Giấy khen", "Tập thể", 1, 1),
    ]
    rows = ask(city, "awards_by_commune")
    assert only(rows, "commune", "awards", "persons", "households") == [
        ("A", 4, 3, 0), ("B", 0, 0, 0), ("C", None, None, None), ("D", None, None, None),
    ]  # fmt: skip


def test_a_commune_is_followed_through_its_days(city: CityWarehouse) -> None:
    rows = ask(city, "history", commune="A")
    assert only(rows, "as_of", "tasks", "completion_rate", "dossiers") == [
        (DAY - WEEK, 9, 0.0, 0),
        (DAY, 10, 5 / 9, 2),
    ]
    assert only(ask(city, "history", DAY - WEEK, commune="A"), "as_of") == [(DAY - WEEK,)]
    assert ask(city, "history", commune="D") == []


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """Communes of which not all that can be asked for is kept."""
    sent = Sent()
    for number in range(MANY):
        sent.send(f"C{number}", DAY, quarterly_progress=[quarter(1, 4)])
    rows_of_a_day = 3 * MANY + 1
    monkeypatch.setattr(asked, "ROWS_KEPT", rows_of_a_day + 3)
    return sent


def of(sent: Sent) -> CityWarehouse:
    return warehouse(sent, {edition.commune: None for edition in sent.editions})


def test_no_question_loses_its_rows_to_others(many: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    city, stated = of(many), asked.statement

    def amid_others(query: str) -> str:
        monkeypatch.setattr(asked, "statement", stated)
        for number in range(1, MANY):
            ask(city, "history", commune=f"C{number}")
        return stated(query)

    monkeypatch.setattr(asked, "statement", amid_others)
    assert only(ask(city, "history", commune="C0"), "tasks") == [(4,)]


def test_the_day_shown_first_stays_at_hand_when_the_lake_goes_away(
    many: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = of(many)
    city.warm()
    for number in range(MANY):
        ask(city, "history", commune=f"C{number}")
    monkeypatch.setattr(many, "rows", away)
    assert len(ask(city, "quarters")) == 1
    with pytest.raises(LakeAway):
        ask(city, "quarters", DAY + WEEK)


def test_who_asks_for_what_is_at_hand_waits_for_no_lake(many: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    city = of(many)
    city.warm()
    asking, answers = threading.Event(), threading.Event()

    def slow(table: str, wanted: object) -> Any:
        asking.set()
        answers.wait(60)
        raise LakeAway("Không đọc được kho.")

    monkeypatch.setattr(many, "rows", slow)
    with ThreadPoolExecutor() as others:
        other = others.submit(ask, city, "quarters", DAY + WEEK)
        assert asking.wait(60)
        try:
            assert others.submit(ask, city, "quarters").result(20)
        finally:
            answers.set()
        assert isinstance(other.exception(), LakeAway)


def away(table: str, wanted: object) -> Any:
    raise LakeAway("Không đọc được kho.")


def test_the_days_are_those_of_communes_that_the_city_has(city: CityWarehouse) -> None:
    assert only(ask(city, "days"), "as_of", "communes")[:2] == [(DAY, 1), (DAY - WEEK, 1)]
    assert city.default_as_of == DAY


def test_a_city_says_what_it_is_called_and_that_figures_are_invented(city: CityWarehouse) -> None:
    (plan,) = city.table("plan").to_dict("records")
    assert plan["issuer"] == "Ủy ban nhân dân thành phố Hải Phòng"
    assert plan["notice"] == "1/2 xã, phường gửi kèm thông báo: Số liệu minh họa"
