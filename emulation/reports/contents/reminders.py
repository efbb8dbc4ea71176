"""Công văn đôn đốc: a letter to each unit whose parts of tasks are overdue in the year.

A unit answers for its own part, also of a task that its leads have done: the letter says so. Who is not the committee's to
press is asked to cooperate (`holders`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from emulation import words
from emulation.commune import Commune
from emulation.reports.contents import holders, letterhead, phrases
from emulation.reports.contents.extensions import Extensions
from emulation.reports.facts import Facts
from emulation.reports.request import NotAsked
from emulation.text import file_part

INCOMPLETE = "Yêu cầu bổ sung"
TAGS: Mapping[str, str] = {
    **letterhead.TAGS,
    "don_doc.don_vi": "đơn vị nhận công văn",
    "don_doc.kinh_gui": "người nhận công văn: người đứng đầu đơn vị, hoặc tên đơn vị",
    "don_doc.phoi_hop": "điều kiện: đề nghị phối hợp (cơ quan của Đảng, Mặt trận, đoàn thể), không đôn đốc",
    "don_doc.cau": "các đoạn nói số phần việc quá hạn",
    "don_doc.bang": "bảng phần việc quá hạn: stt, dieu, nhiem_vu, vai_tro, han, qua_han",
    "don_doc.ghi_chu": "ghi chú về nhiệm vụ theo dõi bằng hồ sơ",
    "don_doc.hoan_thanh": "việc cần làm với các phần việc nhập tay, nếu có",
    "don_doc.giai_quyet": "việc cần làm với nhiệm vụ theo dõi bằng hồ sơ, nếu có",
    "don_doc.bo_sung": "bảng hồ sơ cần bổ sung: stt, ma, danh_hieu, tu_ngay, han",
    "don_doc.bo_sung_cau": "đoạn nói số hồ sơ cần bổ sung",
    "don_doc.bao_cao": "báo cáo, thông tin kết quả",
    "don_doc.bao_cao_ve": "nơi đơn vị báo cáo kết quả",
    "so.duoc_giao": "số phần việc trong năm, cả chủ trì và phối hợp",
    "so.qua_han": "số phần việc quá hạn",
    "so.lau_nhat": "số ngày quá hạn nhiều nhất",
    "so.bo_sung": "số hồ sơ cần bổ sung",
}


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """A letter a unit, in the order of units.csv. Raises NotAsked where no unit is late."""
    late = [row for row in facts.rows("unit_progress") if row.overdue]
    if not late:
        day = words.day(facts.request.scope.as_of)
        raise NotAsked(
            f"Tính đến {day} không có đơn vị nào{_among(facts)} có phần việc của năm {facts.request.scope.year} quá hạn, "
            "nên không có công văn đôn đốc để lập."
        )
    tasks = _by_unit(overdue(facts))
    dossiers = _by_unit(row for row in facts.rows("pending_dossiers") if row.stage == INCOMPLETE)
    letters = _Letters(facts)
    around = letterhead.values(facts)
    stems = _stems(facts.request.kind.file, [row.unit_id for row in late])
    for unit, stem in zip(late, stems, strict=True):
        yield stem, around | letters.values(unit, tasks[unit.unit_id], dossiers[unit.unit_id])


def overdue(facts: Facts) -> list[Any]:
    """The parts that the letters are about: rows of `tasks`, one a unit."""
    late = tuple(row.unit_id for row in facts.rows("unit_progress") if row.overdue)
    rows = facts.rows("tasks", units=late) if late else []
    return [row for row in rows if row.timeliness == "Quá hạn"]


def _among(facts: Facts) -> str:
    return f" thuộc {chosen}" if (chosen := phrases.scope(facts)) else ""


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
        tasks = facts.rows("tasks", blocs=(), units=())
        self.done = {row.task_id: row.completed_on for row in tasks if row.completed_on}
        self.by_dossiers = {row.task_id for row in facts.table("tasks") if row.measured_by == "hồ sơ"}

    def values(self, unit: Any, tasks: Sequence[Any], dossiers: Sequence[Any]) -> dict[str, Any]:
        """The values of a letter's own TAGS: for a row of unit_progress, its overdue tasks and its incomplete dossiers."""
        longest = max(row.days_late for row in tasks)
        by_dossiers = [row for row in tasks if row.task_id in self.by_dossiers]
        leads = any(self._role(row) == "Chủ trì" for row in by_dossiers)
        settle = "Giải quyết" if leads else "Phối hợp giải quyết"
        others = words.number(len(tasks) - len(by_dossiers))
        cooperates = holders.cooperates(unit.name)
        complete = (
            f"Thực hiện {others} phần việc nêu trên"
            if cooperates
            else f"Hoàn thành {others} phần việc quá hạn"
        )
        return {
            "don_doc": {
                "don_vi": unit.name,
                "kinh_gui": holders.holder(unit.name),
                "phoi_hop": cooperates,
                "cau": [*_standing(unit, longest, self.as_of), *self._of_done_tasks(tasks)],
                "bang": [self._task(number, row) for number, row in enumerate(tasks, start=1)],
                "ghi_chu": [_BY_DOSSIERS] if by_dossiers else [],
                "hoan_thanh": complete if len(tasks) > len(by_dossiers) else "",
                "giai_quyet": f"{settle} xong các hồ sơ đề nghị khen thưởng quá hạn" if by_dossiers else "",
                "bo_sung": [self._dossier(number, row) for number, row in enumerate(dossiers, start=1)],
                "bo_sung_cau": [_incomplete(unit.name, len(dossiers), self.as_of)] if dossiers else [],
                "bao_cao": "Thông tin kết quả thực hiện"
                if cooperates
                else "Báo cáo kết quả thực hiện, nêu rõ nguyên nhân chậm,",
                "bao_cao_ve": _reports_to(unit, self.facts.commune),
            },
            "so": {
                "duoc_giao": words.number(unit.assigned),
                "qua_han": words.number(unit.overdue),
                "lau_nhat": words.number(longest),
                "bo_sung": words.number(len(dossiers)),
            },
        }

    def _of_done_tasks(self, tasks: Sequence[Any]) -> Iterator[str]:
        """Which of the parts belong to tasks that are done as a whole: else the letter would seem to know nothing of it."""
        done = [
            f"{row.clause} (nhiệm vụ đã hoàn thành ngày {words.day(self.done[row.task_id])})"
            for row in tasks
            if row.task_id in self.done
        ]
        if done:
            which = "Đây là" if len(tasks) == 1 else "Trong đó có"
            yield f"{which} phần việc của đơn vị trong nhiệm vụ {phrases.named(done, 'nhiệm vụ')}."

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


def _standing(unit: Any, longest: int, as_of: date) -> Iterator[str]:
    day, late = words.day(as_of), words.number(longest)
    if unit.assigned == 1:
        yield f"Tính đến ngày {day}, phần việc này chưa hoàn thành và đã quá hạn {late} ngày."
    elif unit.overdue == 1:
        yield f"Tính đến ngày {day}, còn 1 phần việc chưa hoàn thành và đã quá hạn {late} ngày."
    else:
        count = words.number(unit.overdue)
        yield f"Tính đến ngày {day}, còn {count} phần việc chưa hoàn thành và đã quá hạn, lâu nhất {late} ngày."


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
