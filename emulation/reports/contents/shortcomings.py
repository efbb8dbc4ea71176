"""What fell short, as far as figures show it: late tasks and who holds them, late dossiers, units not scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from emulation import words
from emulation.reports.contents import dossiers, phrases, tasks, units
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
        *(["nhiệm vụ quá hạn, hoàn thành trễ hạn"] if tasks.of_period(facts) else []),
        *(["hồ sơ quá hạn giải quyết"] if facts.table("dossiers") else []),
    ]
    if not looked_at:
        return "Chưa có số liệu để nêu hạn chế."
    return f"Đến ngày {words.day(facts.request.scope.as_of)} không có {' và '.join(looked_at)}."


def _tasks(facts: Facts) -> Iterator[str]:
    rows, what = tasks.of_period(facts), phrases.thing(facts)
    titles = tasks.short_titles(facts)
    for timeliness, opening, late in (
        ("Quá hạn", "{} {} quá hạn", "quá hạn {} ngày"),
        ("Trễ hạn", "{} {} hoàn thành trễ hạn", "trễ {} ngày"),
    ):
        of_kind = [row for row in rows if row.timeliness == timeliness]
        if of_kind:
            listed = [_task(facts, row, titles[row.task_id], late) for row in of_kind]
            yield f"{opening.format(words.number(len(of_kind)), what)}: {_cut(listed, what)}."


def _task(facts: Facts, row: Any, title: str, late: str) -> str:
    holders = [facts.name("units", unit) for unit in tasks.units_of(row)]
    who = phrases.named(holders) or phrases.clause(tasks.NOBODY)
    return f"{row.clause} {title} ({who}; {late.format(words.number(row.days_late))})"


def _cut(listed: Sequence[str], what: str) -> str:
    more = len(listed) - phrases.NAMED - 1
    if more <= 0:
        return "; ".join(listed)
    return f"{'; '.join(listed[: phrases.NAMED])}; và {words.number(more + 1)} {what} khác nêu trong bảng"


def _units(facts: Facts) -> Iterator[str]:
    """What single units hold; with a filter the tasks above are theirs already."""
    late = units.overdue(units.of_period(facts)) if not facts.request.scope.filtered else []
    if late:
        held = sum(unit.counts["overdue"] for unit in late)
        yield (
            f"Tính theo từng đơn vị (chủ trì hoặc phối hợp), {words.number(held)} lượt nhiệm vụ quá hạn ở "
            f"{words.number(len(late))} đơn vị: {units.with_overdue(late)}.{units.why_overdue(facts, late)}"
        )


def _dossiers(facts: Facts) -> Iterator[str]:
    overdue = dossiers.overdue_of(facts.rows("pending_dossiers"))
    if overdue:
        counts = Counter(row.unit_id for row in overdue)
        named = [
            f"{facts.name('units', unit)} ({words.number(count)})" for unit, count in counts.most_common()
        ]
        yield (
            f"{words.number(len(overdue))} hồ sơ đề nghị khen thưởng quá hạn giải quyết, {dossiers.at_stages(overdue)}; "
            f"đơn vị đề nghị: {phrases.named(named)}."
        )


def _scores(facts: Facts) -> Iterator[str]:
    """Units not scored, once the period is over or others are."""
    rows = facts.rows("unit_ranking", period=facts.request.period)
    missing = [row.name for row in rows if row.rank is None]
    if missing and (len(missing) < len(rows) or facts.request.scope.as_of > facts.request.last_day):
        count = phrases.begun(phrases.out_of(len(missing), len(rows), "đơn vị"))
        yield f"{count} chưa được chấm điểm {phrases.period(facts)}: {phrases.named(missing)}."
