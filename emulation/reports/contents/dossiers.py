"""The dossiers as they stand on the day, of every year: by stage, and what is late. No nominee is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from emulation import words
from emulation.reports.contents import phrases
from emulation.reports.contents.section import NothingKnown, Section
from emulation.reports.facts import Facts
from emulation.schema import CLOSING_STAGES


def fill(facts: Facts) -> dict[str, Any]:
    stages = facts.rows("dossier_summary")
    pending = facts.rows("pending_dossiers")
    if not facts.table("dossiers"):
        raise NothingKnown("Chưa có số liệu về hồ sơ đề nghị khen thưởng.")
    there = [row for row in stages if row.dossiers]
    return {
        "ho_so.cau": list(sentences(facts, stages, pending)),
        "ho_so.bang": [_shown(row) for row in there],
        "so.ho_so": words.number(sum(row.dossiers for row in stages)),
        "so.ho_so_dang_xu_ly": words.number(len(pending)),
        "so.ho_so_qua_han": words.number(sum(row.overdue for row in stages)),
        "so.ho_so_sap_den_han": words.number(sum(row.due_soon for row in stages)),
    }


SECTION = Section(
    {
        "ho_so.cau": "các đoạn nói về hồ sơ đã tiếp nhận, đang xử lý, quá hạn",
        "ho_so.bang": "bảng theo bước xử lý: buoc, so, qua_han, sap_den_han, som_nhat",
        "so.ho_so": "số hồ sơ đã tiếp nhận, của mọi năm",
        "so.ho_so_dang_xu_ly": "số hồ sơ chưa kết thúc",
        "so.ho_so_qua_han": "số hồ sơ quá hạn",
        "so.ho_so_sap_den_han": "số hồ sơ sắp đến hạn",
    },
    fill,
)


def sentences(facts: Facts, stages: Sequence[Any], pending: Sequence[Any]) -> Iterator[str]:
    """How many were received, ended and wait; then what is late and where."""
    received = sum(row.dossiers for row in stages)
    who = f" của {phrases.chosen(facts)}" if facts.request.scope.filtered else ""
    day = words.day(facts.request.scope.as_of)
    if not received:
        yield f"Đến ngày {day} chưa tiếp nhận hồ sơ đề nghị khen thưởng nào{who}."
        return
    said = f"Đến ngày {day} đã tiếp nhận {words.number(received)} hồ sơ đề nghị khen thưởng{who} (tính cả các năm trước)"
    if not pending:
        yield f"{said}, {_all(received)}đã giải quyết xong."
        return
    ended = sum(row.dossiers for row in stages if row.stage in CLOSING_STAGES)
    yield f"{said}: {words.number(ended)} hồ sơ đã giải quyết xong, {_waiting(pending)}."
    yield " ".join(_late(pending))


def _waiting(pending: Sequence[Any]) -> str:
    above = sum(row.with_higher_level == "có" for row in pending)
    said = f"{words.number(len(pending))} hồ sơ đang giải quyết"
    if not above:
        return said
    if above == len(pending):
        return f"{said}, {_all(above)}đã trình cấp trên"
    return f"{said}, trong đó {words.number(above)} hồ sơ đã trình cấp trên"


def _all(number: int) -> str:
    return "đều " if number > 1 else ""


def _late(pending: Sequence[Any]) -> Iterator[str]:
    soon = sum(row.timeliness == "Sắp đến hạn" for row in pending)
    overdue = overdue_of(pending)
    if overdue:
        longest = max(-(row.working_days_left or 0) for row in overdue)
        days = f"; lâu nhất quá {words.number(longest)} ngày làm việc" if longest else ""
        yield f"{words.number(len(overdue))} hồ sơ quá hạn giải quyết, {at_stages(overdue)}{days}."
    else:
        yield "Không có hồ sơ quá hạn giải quyết."
    if soon:
        yield f"{words.number(soon)} hồ sơ sắp đến hạn."


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
    closed = row.stage in CLOSING_STAGES
    return {
        "buoc": row.stage,
        "so": words.number(row.dossiers),
        "qua_han": words.MISSING if closed else words.number(row.overdue),
        "sap_den_han": words.MISSING if closed else words.number(row.due_soon),
        "som_nhat": words.day(row.oldest_received_on),
    }
