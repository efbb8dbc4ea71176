"""Công văn đôn đốc: a letter to each unit that has overdue tasks in the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from emulation import words
from emulation.commune import Commune
from emulation.reports.contents import letterhead
from emulation.reports.contents.extensions import Extensions
from emulation.reports.facts import Facts
from emulation.reports.request import NotAsked
from emulation.text import file_part

INCOMPLETE = "Yêu cầu bổ sung"
TAGS: Mapping[str, str] = {
    **letterhead.TAGS,
    "don_doc.don_vi": "đơn vị nhận công văn",
    "don_doc.cau": "các đoạn nói số nhiệm vụ được giao, quá hạn",
    "don_doc.bang": "bảng nhiệm vụ quá hạn: stt, dieu, nhiem_vu, vai_tro, han, qua_han",
    "don_doc.ghi_chu": "ghi chú về nhiệm vụ theo dõi bằng hồ sơ",
    "don_doc.hoan_thanh": "việc cần làm với các nhiệm vụ nhập tay, nếu có",
    "don_doc.giai_quyet": "việc cần làm với nhiệm vụ theo dõi bằng hồ sơ, nếu có",
    "don_doc.bo_sung": "bảng hồ sơ cần bổ sung: stt, ma, danh_hieu, tu_ngay, han",
    "don_doc.bo_sung_cau": "đoạn nói số hồ sơ cần bổ sung",
    "don_doc.bao_cao_ve": "nơi đơn vị báo cáo kết quả",
    "so.duoc_giao": "số nhiệm vụ được giao trong năm, cả chủ trì và phối hợp",
    "so.qua_han": "số nhiệm vụ quá hạn",
    "so.lau_nhat": "số ngày quá hạn nhiều nhất",
    "so.bo_sung": "số hồ sơ cần bổ sung",
}


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """A letter a unit, in the order of units.csv. Raises NotAsked where no unit is late."""
    late = [row for row in facts.rows("unit_progress") if row.overdue]
    if not late:
        day = words.day(facts.request.scope.as_of)
        raise NotAsked(
            f"Không có đơn vị nào có nhiệm vụ của năm {facts.request.scope.year} quá hạn tính đến {day}."
        )
    tasks = _by_unit(
        row
        for row in facts.rows("tasks", units=tuple(row.unit_id for row in late))
        if row.timeliness == "Quá hạn"
    )
    dossiers = _by_unit(row for row in facts.rows("pending_dossiers") if row.stage == INCOMPLETE)
    letters = _Letters(facts)
    around = letterhead.values(facts)
    stems = _stems(facts.request.kind.file, [row.unit_id for row in late])
    for unit, stem in zip(late, stems, strict=True):
        yield stem, around | letters.values(unit, tasks[unit.unit_id], dossiers[unit.unit_id])


def _by_unit(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    return found


def _stems(begin: str, units: Sequence[str]) -> list[str]:
    """A file name for each, unlike the others also where capitals do not count."""
    found: list[str] = []
    for unit in units:
        stem = wanted = "-".join(filter(None, (begin, file_part(unit))))
        number = 1
        while stem in found:
            number += 1
            stem = f"{wanted}-{number}"
        found.append(stem)
    return found


class _Letters:
    """What the letters share, read once."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.as_of = facts, facts.request.scope.as_of
        self.roles = {(row.task_id, row.unit_id): row.role for row in facts.table("assignments")}
        self.extensions = Extensions(facts)
        self.by_dossiers = {row.task_id for row in facts.table("tasks") if row.measured_by == "hồ sơ"}

    def values(self, unit: Any, tasks: Sequence[Any], dossiers: Sequence[Any]) -> dict[str, Any]:
        """The values of a letter's own TAGS: for a row of unit_progress, its overdue tasks and its incomplete dossiers."""
        longest = max(row.days_late for row in tasks)
        by_dossiers = [row for row in tasks if row.task_id in self.by_dossiers]
        leads = any(self._role(row) == "Chủ trì" for row in by_dossiers)
        settle = "Giải quyết" if leads else "Phối hợp giải quyết"
        others = len(tasks) - len(by_dossiers)
        return {
            "don_doc": {
                "don_vi": unit.name,
                "cau": [_standing(unit, longest, self.facts.request.scope.year, self.as_of)],
                "bang": [self._task(number, row) for number, row in enumerate(tasks, start=1)],
                "ghi_chu": [_BY_DOSSIERS] if by_dossiers else [],
                "hoan_thanh": f"Hoàn thành {words.number(others)} nhiệm vụ quá hạn" if others else "",
                "giai_quyet": f"{settle} xong các hồ sơ đề nghị khen thưởng quá hạn" if by_dossiers else "",
                "bo_sung": [self._dossier(number, row) for number, row in enumerate(dossiers, start=1)],
                "bo_sung_cau": [_incomplete(unit.name, len(dossiers), self.as_of)] if dossiers else [],
                "bao_cao_ve": _reports_to(unit, self.facts.commune),
            },
            "so": {
                "duoc_giao": words.number(unit.assigned),
                "qua_han": words.number(unit.overdue),
                "lau_nhat": words.number(longest),
                "bo_sung": words.number(len(dossiers)),
            },
        }

    def _task(self, number: int, row: Any) -> dict[str, str]:
        """A task that waits on dossiers may be overdue by theirs before its own due date is reached."""
        by_dossier = row.task_id in self.by_dossiers and self.facts.last_day(row.due_on) >= self.as_of
        return {
            "stt": words.number(number),
            "dieu": row.clause,
            "nhiem_vu": "\n".join(filter(None, (row.title, self.extensions.of(row)))),
            "vai_tro": self._role(row),
            "han": "theo hạn của hồ sơ" if by_dossier else self.facts.deadline(row.due_on),
            "qua_han": words.number(row.days_late),
        }

    def _role(self, row: Any) -> str:
        return self.roles[row.task_id, row.unit_id]

    def _dossier(self, number: int, row: Any) -> dict[str, str]:
        return {
            "stt": words.number(number),
            "ma": row.dossier_id,
            "danh_hieu": self.facts.name("awards", row.award_id),
            "tu_ngay": words.day(row.stage_since),
            "han": self.facts.deadline(row.due_on),
        }


_BY_DOSSIERS = (
    "Ghi chú: nhiệm vụ giải quyết hồ sơ được tính là quá hạn khi còn hồ sơ quá hạn giải quyết; "
    "số ngày quá hạn là của hồ sơ trễ nhất."
)


def _standing(unit: Any, longest: int, year: int, as_of: date) -> str:
    given = f"{unit.name} được giao {words.number(unit.assigned)} nhiệm vụ năm {year}"
    day, late = words.day(as_of), words.number(longest)
    if unit.assigned == 1:
        return f"{given}. Tính đến ngày {day}, nhiệm vụ này chưa hoàn thành và đã quá hạn {late} ngày."
    if unit.overdue == 1:
        return f"{given}. Tính đến ngày {day}, còn 1 nhiệm vụ chưa hoàn thành và đã quá hạn {late} ngày."
    return (
        f"{given}. Tính đến ngày {day}, còn {words.number(unit.overdue)} nhiệm vụ chưa hoàn thành và đã quá hạn, "
        f"lâu nhất {late} ngày."
    )


def _incomplete(unit: str, count: int, as_of: date) -> str:
    return (
        f"Ngoài ra, tính đến ngày {words.day(as_of)}, {words.number(count)} hồ sơ đề nghị khen thưởng của {unit} "
        "đã được yêu cầu bổ sung mà chưa bổ sung."
    )


def _reports_to(unit: Any, commune: Commune) -> str:
    """The standing body reports to whom it works for, all others to it, also where the plan does not name it."""
    if unit.unit_id == commune.standing_id:
        return str(commune.issuer.named)
    what = f"cơ quan thường trực Hội đồng Thi đua - Khen thưởng {commune.noun}"
    return f"{commune.standing_body} ({what})" if commune.standing_body else what
