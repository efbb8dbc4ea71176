"""The sections of *Việc của đơn vị*. They are about today, whatever day and quarter the filter has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from emulation import permits, words
from emulation.office import duties, reported
from emulation.periods import quarter_period
from emulation.scope import Scope
from emulation.ui.frame import empty, filters, forecasts, menu
from emulation.ui.office.duties import report, sentences
from emulation.ui.parts import blocks, names, notices, session, tables, viewer
from emulation.ui.parts.blocks import Step
from emulation.ui.parts.movements import indicators
from emulation.ui.parts.sheet import facts
from emulation.ui.parts.unit import DOSSIER_COLUMNS, MOVEMENT_COLUMNS, ranked

FIRST = 8
"""So many things are seen at once; the others are under a fold."""
_FORMS = {  # what is owed -> the forms of *Ghi nhận* for it, the parameter that names it, what the button says
    "score": (("tu-cham", "cham-diem"), "period", "Tự chấm"),
    "movement": (("phong-trao",), "movement", "Ghi kết quả"),
    "dossier": (("chuyen-buoc",), "dossier", "Chuyển bước"),
}


def settle() -> dict[str, str]:
    """Make today the scope of the screen. Returns the units that it is about, id → name: one's own, else those chosen."""
    who, asked, data = viewer.viewer(), session.scope(), session.edition().warehouse
    day, known = session.day(), names.units(short=False)
    units = [each for each in (asked.units if who.filters_freely else who.units) if each in known]
    own = Scope.at(day, year=data.default_year(day), period=quarter_period(day), units=tuple(units))
    session.set_scope(own)
    return {each: known[each] for each in units}


def about(units: Mapping[str, str]) -> str:
    """Whose screen it is, and as of when."""
    return " · ".join([*units.values(), f"tính đến {words.day(session.scope().as_of)}"])


def choice() -> None:
    """Nobody's own: a list of the units to choose from. Somebody who speaks for none is told whom to ask."""
    if not viewer.viewer().filters_freely:
        notices.nothing(
            "Tài khoản này chưa gắn với đơn vị nào.",
            "Màn hình này chỉ có việc của đơn vị mà tài khoản nói thay.",
            "Hãy hỏi cơ quan thường trực.",
        )
        return
    rows, blocs = session.ask("unit_names"), names.blocs()
    if rows.empty:
        empty.nothing(
            "Chưa có đơn vị nào.", "Dữ liệu chưa có đơn vị nào để chọn.", "units", do="Hãy điền thêm:"
        )
        return
    blocks.lead("Chọn một đơn vị để xem việc của đơn vị và báo thay.")
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in session.each(rows):
        link = filters.link("duties", unit=row.unit_id, bloc=None)
        groups.setdefault(blocs.get(row.bloc_id or "", "Ngoài các khối"), []).append((row.full_name, link))
    blocks.links(list(groups.items()))


def owed(units: Mapping[str, str]) -> None:
    """The answer first: what is to be reported now, most urgent first; what is not due yet is folded away."""
    rows = list(session.each(session.ask("unit_duties")))
    now, later = [row for row in rows if row.is_owed], [row for row in rows if not row.is_owed]
    blocks.lead(duties.owed(Counter(map(duties.why, now)), len(returned(units))))
    several = len(units) > 1
    blocks.steps([_step(row, several) for row in now], FIRST, "việc")
    if later:
        blocks.folded_steps(
            f"Báo trước hạn: {words.number(len(later))} việc", [_step(row, several) for row in later]
        )
    ways = [
        ("Xin gia hạn", "xin-gia-han"),
        ("Kết quả phong trào", "phong-trao"),
        ("Gia hạn", "gia-han"),
    ]
    offered = [(title, form) for title, form in ways if permits.may_fill(viewer.viewer(), form)]
    unit = next(iter(units)) if not several else None
    blocks.ways([(title, _entry(form, unit=unit)) for title, form in offered] + _another())


def _another() -> list[tuple[str, str]]:
    choosing = viewer.viewer().filters_freely
    return [("Chọn đơn vị khác", filters.link("duties", unit=None, **_TODAY))] if choosing else []


_TODAY: dict[str, None] = dict.fromkeys(("as_of", "year", "quarter", "bloc", "period"))
"""What links drop of the filter, which the screen does not follow."""


def _entry(form: str, **named: object) -> str:
    """A link to a form of *Ghi nhận* with what it names chosen."""
    return filters.link("entry", **(_TODAY | {"form": form} | named))


def _step(row: Any, several: bool) -> Step:
    link, act = _way(row)
    return Step(
        need=duties.need(row, session.scope().year),
        what=duties.what(row),
        owner=row.unit_name if several else "",
        state="Quá hạn" if row.kind != "dossier" and (row.days_late or 0) > 0 else row.state,
        due=duties.due(row),
        link=link,
        act=act,
    )


def _way(row: Any) -> tuple[str, str]:
    """Where a thing is reported, and what the button says."""
    if row.kind == "task":
        return _part(row.unit_id, row.id)
    forms, parameter, act = _FORMS[row.kind]
    form = next((each for each in forms if permits.may_fill(viewer.viewer(), each)), "")
    if not form:  # a unit brings what a dossier lacks, and records nothing
        return filters.link("dossiers", dossier=row.id, **_TODAY), "Xem hồ sơ"
    stage = {"stage": "Tự chấm"} if form == "cham-diem" else {}
    return _entry(form, unit=row.unit_id, **{parameter: row.id}, **stage), act


def _part(unit: str, task: str) -> tuple[str, str]:
    """The window in which a part is reported."""
    here = menu.path(viewer.viewer(), "duties")
    return filters.link(here, part=report.key(unit, task), **_TODAY), "Báo cáo"


def expected() -> None:
    """What of the unit's may be late."""
    forecasts.section(_TODAY)


def said(units: Mapping[str, str]) -> None:
    """What was returned to the unit and why, and what was said to it: nothing is drawn where there is nothing."""
    several = len(units) > 1
    shown = [_back_step(back, units[back.unit_id] if several else "") for back in returned(units)]
    shown += [_remark_step(row, several) for row in session.each(session.ask("unit_remarks"))]
    if shown:
        blocks.section(
            f"Trả lại, chỉ đạo, trả lời ({len(shown)})", "Chỉ đạo và trả lời về các phần việc chưa xong."
        )
        blocks.steps(shown, FIRST, "mục")


def returned(units: Mapping[str, str]) -> list[duties.Back]:
    """What was returned to these units and not reported again."""
    clauses = names.of("tasks", "clause")
    tasks = {each: f"{clauses[each]} · {title}" for each, title in names.of("tasks").items()}
    named = {"tasks": tasks, "movements": names.of("movements")}
    return duties.returned(reported.returned(session.folder().path, list(units)), named)


def _back_step(back: duties.Back, owner: str) -> Step:
    return Step(duties.back(back), back.what, owner, None, "Trả lại", _way(back)[0], "Báo lại")


def _remark_step(row: Any, several: bool) -> Step:
    kind, what = sentences.remark(row)
    link, act = _part(row.unit_id, row.task_id)
    if row.kind == "Đề nghị gia hạn":
        link, act = filters.link("progress", task=row.task_id, **_TODAY), "Xem"
    return Step(what, row.what, row.unit_name if several else "", None, kind, link, act)


def points(unit: str, name: str) -> None:
    """The unit's last points, and what they rest on."""
    scope = session.scope().but(units=(unit,))
    rows = list(session.each(session.ask("unit_points", scope)))
    blocks.section(f"Điểm của {name}" if name else "Điểm thi đua")
    if not rows:
        blocks.note(sentences.unscored(scope.period))
        return
    of_period = scope.but(period=rows[0].period)
    rank = next(session.each(session.ask("unit_ranking", of_period)), None)
    comparison = next(session.each(session.ask("rank_comparison", of_period)))
    whole = session.commune().whole
    facts(ranked(rank, comparison, of_period.period, whole), None, [sentences.given(row) for row in rows])


def dossiers(units: Mapping[str, str]) -> None:
    """The unit's pending dossiers, and where each lies."""
    waiting = session.ask("waiting_list", **dict.fromkeys(("level", "type", "stage", "kind", "deadline")))
    blocks.section("Hồ sơ chưa kết thúc")
    whose = {"unit_name": tables.TableColumn("Đơn vị")} if len(units) > 1 else {}
    tables.table(
        names.with_nominees(waiting),
        whose | DOSSIER_COLUMNS,
        key="duties_dossiers",
        caption="Hồ sơ chưa kết thúc của đơn vị",
        file_name="ho-so-don-vi",
        empty="Đơn vị không có hồ sơ nào chưa kết thúc.",
    )


def movements(unit: str, name: str) -> None:
    """The unit's results in movements."""
    blocks.section(f"Phong trào của {name}" if name else "Phong trào thi đua")
    tables.table(
        indicators(session.ask("unit_movements", session.scope().but(units=(unit,)))),
        MOVEMENT_COLUMNS,
        key=f"duties_movements_{unit}",
        caption="Kết quả phong trào của đơn vị",
        file_name="phong-trao-don-vi",
        empty="Đơn vị chưa ghi nhận kết quả phong trào nào.",
    )
