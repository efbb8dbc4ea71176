"""The slides of a city: how its communes stand, who is late, who sent nothing, what they handed up. No nominee's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from emulation import words
from emulation.ui.show.capped import with_all
from emulation.ui.show.moment import Moment
from emulation.ui.show.opening import span
from emulation.ui.show.slide import Bar, Bars, Figure, Figures, Row, Segment, Slide, SlideColumn, Table

SOURCE = "Số liệu các xã, phường gửi"
COMMUNES = "xã, phường"
_LATE = (
    SlideColumn("Xã, phường", 0.3),
    SlideColumn("Cụm", 0.26),
    SlideColumn("Nhiệm vụ quá hạn", 0.22, number=True),
    SlideColumn("Hồ sơ quá hạn", 0.22, number=True),
)
_SILENT = (SlideColumn("Xã, phường", 0.36), SlideColumn("Cụm", 0.32), SlideColumn("Gửi gần nhất", 0.32))
_HANDED_UP = (
    SlideColumn("Danh hiệu, hình thức", 0.58),
    SlideColumn("Hồ sơ", 0.16, number=True),
    SlideColumn("Lâu nhất", 0.26, number=True),
)
_AWARDS = (
    SlideColumn("Danh hiệu, hình thức", 0.5),
    SlideColumn("Đối tượng", 0.22),
    SlideColumn("Số lượng", 0.28, number=True),
)


def standing(moment: Moment) -> Iterator[Slide]:
    """How many communes sent figures, and the four numbers that count."""
    totals = _totals(moment)
    if not totals["sent"]:
        return
    arising = totals["tasks"] - totals["not_arising"]
    done = totals["done_on_time"] + totals["done_late"]
    sent = f"{words.number(totals['sent'])}/{words.number(totals['communes'])} {COMMUNES} đã gửi số liệu"
    share = (
        ""
        if totals["completion_rate"] is None
        else f", hoàn thành {words.percent(totals['completion_rate'])}"
    )
    figures = (
        Figure(words.number(done), "Nhiệm vụ hoàn thành", f"/{words.number(arising)}"),
        Figure(
            words.number(totals["overdue"]),
            "Nhiệm vụ quá hạn",
            f"/{words.number(arising)}",
            late=totals["overdue"] > 0,
        ),
        Figure(
            words.number(totals["dossiers_overdue"]),
            "Hồ sơ quá hạn ở xã",
            late=totals["dossiers_overdue"] > 0,
        ),
        Figure(words.number(totals["handed_up"]), "Hồ sơ trình lên"),
    )
    title = moment.titled(f"{sent}{share}")
    yield Slide(
        "city", "city", f"Chúng ta đang ở đâu · {span(moment)}", title, Figures(figures), SOURCE, _of(totals)
    )


def late(moment: Moment) -> Iterator[Slide]:
    """The communes with overdue tasks, the most first; then those with overdue dossiers."""
    rows = [row for row in _communes(moment) if row["overdue"] or row["dossiers_overdue"]]
    rows.sort(key=lambda row: (-row["overdue"], -row["dossiers_overdue"]))
    if not rows:
        return
    with_tasks = sum(row["overdue"] > 0 for row in rows)
    said = (
        f"{words.number(with_tasks)} {COMMUNES} có nhiệm vụ quá hạn"
        if with_tasks
        else f"{words.number(len(rows))} {COMMUNES} có hồ sơ quá hạn"
    )
    table = Table(_LATE, tuple(_late(row) for row in rows))
    slide = Slide("city-late", "city-late", f"Ai chậm · {span(moment)}", moment.titled(said), table, SOURCE)
    yield from with_all(slide, COMMUNES)


def _late(row: Mapping[str, Any]) -> Row:
    return (
        row["name"],
        row["cluster"] or "",
        words.number(row["overdue"]),
        words.number(row["dossiers_overdue"]),
    )


def silent(moment: Moment) -> Iterator[Slide]:
    """Who sent nothing of the year: not known, and not 0."""
    rows = [row for row in _communes(moment) if row["sent"] == "chưa"]
    if not rows:
        return
    table = Table(
        _SILENT,
        tuple(
            (
                row["name"],
                row["cluster"] or "",
                words.day(row["last_sent"]) if row["last_sent"] else "chưa gửi lần nào",
            )
            for row in rows
        ),
    )
    said = f"{words.number(len(rows))} {COMMUNES} chưa gửi số liệu năm {moment.scope.year}"
    note = "Chưa biết, không tính là 0."
    slide = Slide("city-silent", "city-silent", "Ai chưa gửi", moment.titled(said), table, SOURCE, note)
    yield from with_all(slide, COMMUNES)


def clusters(moment: Moment) -> Iterator[Slide]:
    """Each cluster's completion, the furthest first."""
    rows = [row for row in _rows(moment, "clusters") if row["cluster"]]
    known = [row for row in rows if row["completion_rate"] is not None]
    if not known:
        return
    rows.sort(key=lambda row: -(row["completion_rate"] if row["completion_rate"] is not None else -1))
    bars = tuple(_bar(row) for row in rows)
    best = max(row["completion_rate"] for row in known)
    first = [row["cluster"] for row in known if row["completion_rate"] == best]
    said = f"{words.listed(first)} hoàn thành nhiều nhất, {words.percent(best)}"
    slide = Slide(
        "clusters", "clusters", f"Theo cụm · {span(moment)}", moment.titled(said), Bars(bars), SOURCE
    )
    yield slide


def _bar(row: Mapping[str, Any]) -> Bar:
    sent = f"{row['sent']}/{row['communes']} đã gửi"
    if row["completion_rate"] is None:
        return Bar(row["cluster"], "chưa biết", (), sent)
    rate = row["completion_rate"]
    return Bar(row["cluster"], words.percent(rate), (Segment(rate),), sent)


def handed_up(moment: Moment) -> Iterator[Slide]:
    """What lies with the higher level, by award."""
    awards: dict[str, list[int]] = {}
    for row in _rows(moment, "handed_up_counts"):
        count, longest = awards.get(row["award_name"], [0, 0])
        awards[row["award_name"]] = [count + row["dossiers"], max(longest, row["longest_days"])]
    if not awards:
        return
    rows = sorted(awards.items(), key=lambda award: -award[1][1])
    said = f"{words.number(sum(count for count, _ in awards.values()))} hồ sơ trình lên, lâu nhất {rows[0][1][1]} ngày"
    table = Table(
        _HANDED_UP, tuple((name, words.number(count), f"{longest} ngày") for name, (count, longest) in rows)
    )
    slide = Slide(
        "city-handed-up",
        "city-handed-up",
        "Hồ sơ trình lên",
        moment.titled(said),
        table,
        SOURCE,
        _known(moment),
    )
    yield from with_all(slide, "danh hiệu, hình thức")


def awards(moment: Moment) -> Iterator[Slide]:
    """Which awards were given, the most given first."""
    rows = _rows(moment, "awards")
    if not rows:
        return
    said = f"{words.number(sum(row['awards'] for row in rows))} khen thưởng đã quyết định"
    table = Table(
        _AWARDS,
        tuple((row["award_name"] or "", row["nominee_kind"], words.number(row["awards"])) for row in rows),
    )
    slide = Slide(
        "city-awards",
        "city-awards",
        f"Khen thưởng · {span(moment)}",
        moment.titled(said),
        table,
        SOURCE,
        _known(moment),
    )
    yield from with_all(slide, "danh hiệu, hình thức")


def _of(totals: Mapping[str, Any]) -> str:
    return f"{words.number(totals['older'])} nơi có số liệu cũ hơn 7 ngày." if totals["older"] else ""


def _known(moment: Moment) -> str:
    """Of how many communes a slide's figures are."""
    totals = _totals(moment)
    return f"Của {words.number(totals['sent'])}/{words.number(totals['communes'])} {COMMUNES} đã gửi số liệu."


def _totals(moment: Moment) -> Mapping[str, Any]:
    return _rows(moment, "totals")[0]


def _communes(moment: Moment) -> list[dict[str, Any]]:
    return _rows(moment, "communes")


def _rows(moment: Moment, query: str) -> list[dict[str, Any]]:
    found = moment.ask(f"city/{query}")
    return [dict(zip(found.columns, row, strict=True)) for row in found.itertuples(index=False, name=None)]
