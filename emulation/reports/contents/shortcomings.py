"""What fell short, as far as figures show it: late tasks and who holds them, late dossiers, units not scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from emulation import words
from emulation.reports.contents import dossiers, phrases, ranking, tasks, units
from emulation.reports.contents.section import Section
from emulation.reports.facts import Facts
from emulation.warehouse import NotAvailable


def fill(facts: Facts) -> dict[str, Any]:
    found: list[str] = []
    unread: dict[str, None] = {}
    for part in (_tasks, _units, _dossiers, _scores):
        try:
            found += [f"- {sentence}" for sentence in part(facts)]
        except NotAvailable as error:
            unread |= dict.fromkeys(error.files)
    if unread:
        found.append(f"- Chưa xét được hết hạn chế: không đọc được tệp {words.listed(list(unread))}.")
    return {"han_che.cau": found or [_nothing(facts)]}


SECTION = Section({"han_che.cau": "các hạn chế thấy được từ số liệu, mỗi hạn chế một đoạn"}, fill)


def _nothing(facts: Facts) -> str:
    """No shortcoming that is recorded, which is said of what is recorded only."""
    looked_at = [
        *(["không có nhiệm vụ quá hạn, hoàn thành trễ hạn"] if tasks.of_period(facts) else []),
        *(["không có hồ sơ quá hạn giải quyết"] if dossiers.known(facts) else []),
    ]
    if not looked_at:
        return "Chưa có số liệu để nêu hạn chế."
    return f"Đến ngày {words.day(facts.request.scope.as_of)}, {'; '.join(looked_at)}."


def _scopes(facts: Facts) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What tasks the report is about, in words after a space, with their quarters: its period's, and of a part of a year
    apart from these the tasks that run all year. Of a year both are one."""
    quarters = facts.request.quarters
    yield (f" của {facts.request.in_words}" if quarters else ""), tasks.quarters(facts)
    if quarters:
        yield " thực hiện trong cả năm", (tasks.WHOLE_YEAR,)


def _tasks(facts: Facts) -> Iterator[str]:
    rows, what = tasks.of_period(facts), phrases.thing(facts)
    titles = tasks.short_titles(facts)
    for which, quarters in _scopes(facts):
        for timeliness, state in (("Quá hạn", "quá hạn"), ("Trễ hạn", "hoàn thành trễ hạn")):
            late = [row for row in rows if row.timeliness == timeliness and row.quarter in quarters]
            if late:
                listed = _cut([_task(facts, row, titles[row.task_id]) for row in late], what)
                yield f"{words.number(len(late))} {what}{which} {state}: {listed}."


def _task(facts: Facts, row: Any, title: str) -> str:
    holders = [facts.name("units", unit) for unit in tasks.units_of(row)]
    who = phrases.named(holders) or phrases.clause(tasks.NOBODY)
    return f"{row.clause} {title} ({who}; {tasks.lateness(row, facts)})"


def _cut(listed: Sequence[str], what: str) -> str:
    more = len(listed) - phrases.NAMED - 1
    if more <= 0:
        return "; ".join(listed)
    return f"{'; '.join(listed[: phrases.NAMED])}; và {words.number(more + 1)} {what} khác nêu trong bảng"


def _units(facts: Facts) -> Iterator[str]:
    """What single units hold; with a filter the tasks above are theirs already."""
    for which, quarters in () if facts.request.scope.filtered else _scopes(facts):
        late = units.overdue_parts(facts, quarters if facts.request.quarters else ())
        if late:
            said, named = units.said_of(facts, late), units.by_unit(facts, late)
            of_which = f" trong nhiệm vụ{which}" if which else ""
            yield f"Tính theo từng đơn vị{of_which}, {said}: {named}.{units.why_overdue(late)}"


def _dossiers(facts: Facts) -> Iterator[str]:
    overdue = dossiers.overdue_of(facts.rows("pending_dossiers"))
    if overdue:
        counts = Counter(row.unit_id for row in overdue)
        named = [
            f"{facts.name('units', unit)} ({words.number(count)})" for unit, count in counts.most_common()
        ]
        yield (
            f"Đến ngày {words.day(facts.request.scope.as_of)}, {dossiers.said_of(facts, overdue)}; "
            f"đơn vị đề nghị: {phrases.named(named)}."
        )


def _scores(facts: Facts) -> Iterator[str]:
    """Units not scored, once the period is over or others are. Where it has no scores of its own, the ranking says so."""
    if ranking.told_period(facts) != facts.request.period:
        return
    rows = facts.rows("unit_ranking", period=facts.request.period)
    missing = [row.name for row in rows if row.rank is None]
    if missing and (len(missing) < len(rows) or facts.request.scope.as_of > facts.request.last_day):
        count = phrases.begun(phrases.out_of(len(missing), len(rows), "đơn vị"))
        yield f"{count} chưa được chấm điểm {phrases.period(facts)}: {phrases.named(missing)}."
