"""The dossiers: what came in and was finished in the period, and what is pending on the day. No nominee is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from emulation import words
from emulation.reports.contents import phrases
from emulation.reports.contents.section import Section
from emulation.reports.facts import Facts
from emulation.schema import CLOSING_STAGES

_FINISHED = dict(
    zip(("awarded", "not_eligible", "returned", "withdrawn"), map(str.lower, CLOSING_STAGES), strict=True)
)
"""A column of period_dossiers → how the dossiers that it counts ended."""


def fill(facts: Facts) -> dict[str, Any]:
    pending = facts.rows("pending_dossiers")
    stages = [
        row for row in facts.rows("dossier_summary") if row.stage not in CLOSING_STAGES and row.dossiers
    ]
    came, ended = in_period(facts)
    waiting = words.number(len(pending))
    return {
        "ho_so.cau": list(sentences(facts, came, ended, pending)),
        "ho_so.bang": [_shown(row) for row in stages],
        "so.ho_so_tiep_nhan": words.number(came),
        "so.ho_so_giai_quyet_xong": words.number(ended.total()),
        "so.ho_so": waiting,
        "so.ho_so_dang_xu_ly": waiting,
        "so.ho_so_qua_han": words.number(sum(row.overdue for row in stages)),
        "so.ho_so_sap_den_han": words.number(sum(row.due_soon for row in stages)),
    }


SECTION = Section(
    {
        "ho_so.cau": "các đoạn nói về hồ sơ tiếp nhận, giải quyết xong trong kỳ; chưa kết thúc, quá hạn đến ngày số liệu",
        "ho_so.bang": "bảng hồ sơ chưa kết thúc theo bước xử lý: buoc, so, qua_han, sap_den_han, som_nhat",
        "so.ho_so_tiep_nhan": "số hồ sơ tiếp nhận trong kỳ",
        "so.ho_so_giai_quyet_xong": "số hồ sơ giải quyết xong trong kỳ",
        "so.ho_so": "số hồ sơ chưa kết thúc, tổng của bảng",
        "so.ho_so_dang_xu_ly": "số hồ sơ chưa kết thúc",
        "so.ho_so_qua_han": "số hồ sơ quá hạn",
        "so.ho_so_sap_den_han": "số hồ sơ sắp đến hạn",
    },
    fill,
)


def in_period(facts: Facts) -> tuple[int, Counter[str]]:
    """How many were received in the period, and how many were finished in it, by the words for how."""
    rows = facts.in_quarters("period_dossiers")
    ended = Counter({word: sum(getattr(row, name) for row in rows) for name, word in _FINISHED.items()})
    return sum(row.received for row in rows), ended


def known(facts: Facts) -> bool:
    """Whether there is any dossier yet."""
    return any(row.dossiers for row in facts.rows("dossier_summary"))


def sentences(facts: Facts, came: int, ended: Counter[str], pending: Sequence[Any]) -> Iterator[str]:
    """What came in and was finished in the period; what waits on the day, and what of it is late, and where."""
    yield _in_period(facts, came, ended)
    who, day = phrases.of_chosen(facts), words.day(facts.request.scope.as_of)
    if not pending:
        yield f"Đến ngày {day}, không có hồ sơ nào{who} chưa kết thúc."
        return
    yield f"Đến ngày {day}, còn {_waiting(pending, who)}. {' '.join(_late(facts, pending))}"


def _in_period(facts: Facts, came: int, ended: Counter[str]) -> str:
    no, what = phrases.none(facts), f"hồ sơ đề nghị khen thưởng nào{phrases.of_chosen(facts)}"
    if not came and not ended.total():
        return f"Trong {facts.request.in_words} {no} tiếp nhận, {no} giải quyết xong {what}."
    received = (
        f"tiếp nhận {words.number(came)} hồ sơ đề nghị khen thưởng{phrases.of_chosen(facts)}"
        if came
        else f"{no} tiếp nhận {what}"
    )
    return f"Trong {facts.request.in_words} {received}; {_finished(no, ended)}."


def _finished(no: str, ended: Counter[str]) -> str:
    whole, how = ended.total(), [(word, count) for word, count in ended.items() if count]
    if not whole:
        return f"{no} giải quyết xong hồ sơ nào"
    parts = how[0][0] if len(how) == 1 else ", ".join(f"{words.number(count)} {word}" for word, count in how)
    return f"giải quyết xong {words.number(whole)} hồ sơ ({_all(whole) if len(how) == 1 else ''}{parts})"


def _waiting(pending: Sequence[Any], who: str) -> str:
    above = sum(row.with_higher_level == "có" for row in pending)
    said = f"{words.number(len(pending))} hồ sơ{who} chưa kết thúc (của mọi kỳ)"
    if not above:
        return said
    return (
        f"{said}, {_all(above)}đã trình cấp trên"
        if above == len(pending)
        else f"{said}, trong đó {words.number(above)} đã trình cấp trên"
    )


def _all(number: int) -> str:
    return "đều " if number > 1 else ""


def _late(facts: Facts, pending: Sequence[Any]) -> Iterator[str]:
    soon = sum(row.timeliness == "Sắp đến hạn" for row in pending)
    overdue = overdue_of(pending)
    all_of = "Cả " if len(overdue) == len(pending) > 1 else ""
    yield f"{all_of}{said_of(facts, overdue)}." if overdue else "Không hồ sơ nào quá hạn."
    if soon:
        yield f"{words.number(soon)} hồ sơ sắp đến hạn."


def said_of(facts: Facts, overdue: Sequence[Any]) -> str:
    """2 hồ sơ quá hạn giải quyết, đều ở bước Thẩm định, lâu nhất 14 ngày: of overdue rows of pending_dossiers."""
    (longest,) = (row.longest for row in facts.rows("headline") if row.figure == "dossiers_overdue")
    days, count = f"{words.number(longest)} ngày", f"{words.number(len(overdue))} hồ sơ quá hạn giải quyết"
    if len(overdue) == 1:
        return f"{count} {days}, {at_stages(overdue)}"
    return f"{count}, {at_stages(overdue)}, lâu nhất {days}"


def overdue_of(pending: Sequence[Any]) -> list[Any]:
    """The rows of pending_dossiers past their deadline."""
    return [row for row in pending if row.timeliness == "Quá hạn"]


def at_stages(rows: Sequence[Any]) -> str:
    """3 ở bước Thẩm định, 1 ở bước Trình Chủ tịch: the largest count first."""
    counts = Counter(row.stage for row in rows)
    if len(counts) == 1:
        return f"{_all(len(rows))}ở bước {rows[0].stage}"
    return "gồm " + ", ".join(
        f"{words.number(count)} ở bước {stage}" for stage, count in counts.most_common()
    )


def _shown(row: Any) -> dict[str, str]:
    return {
        "buoc": row.stage,
        "so": words.number(row.dossiers),
        "qua_han": words.number(row.overdue),
        "sap_den_han": words.number(row.due_soon),
        "som_nhat": words.day(row.oldest_received_on),
    }
