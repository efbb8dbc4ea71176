"""Chuyển bước hồ sơ: the next stage for one or more dossiers, if the present stage of each allows it.

The order of stages is that of domain.md, "Dossier stages", but that additions are asked for at every open stage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emulation import words
from emulation.commune import LEVEL
from emulation.intake.cells import written
from emulation.office.cautions import NO_DECISION
from emulation.office.change_set import ChangeSet, Draft, Row, ask, check_day, last_rows
from emulation.schema import CLOSING_STAGES, DOSSIER_STAGES, LEVELS
from emulation.scope import Scope
from emulation.warehouse import Warehouse

CLOSED_STAY = "Hồ sơ đã kết thúc chỉ sửa được bằng cách hoàn tác lần ghi kết thúc trong Lịch sử"
TO_SIGN = "Trình Chủ tịch"
AWARDED = CLOSING_STAGES[0]
SIGNATURES = ("Trình cấp trên", AWARDED, "Không đủ điều kiện", "Trả lại")
"""What the chairman makes of a dossier that waits for his signature."""
_ENDS = CLOSING_STAGES[1:]
_MORE = "Yêu cầu bổ sung"
"""What may be asked for at any time: the Council or the chairman may find a dossier wanting, too."""
_NEXT = {
    "Tiếp nhận": ("Thẩm định",),
    "Thẩm định": ("Họp Hội đồng",),
    "Yêu cầu bổ sung": ("Thẩm định",),
    "Họp Hội đồng": ("Trình Chủ tịch",),
    "Trình cấp trên": ("Thẩm định", "Đã khen thưởng"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form. All dossiers enter the stage on the day."""

    day: date
    dossiers: tuple[str, ...]
    stage: str
    document_no: str = ""
    note: str = ""


def allowed(stage: str, level: str) -> tuple[str, ...]:
    """The stages that may follow `stage`, for an award decided at `level`; none after a closing stage.

    >>> allowed("Trình Chủ tịch", "Cấp phường")
    ('Đã khen thưởng', 'Yêu cầu bổ sung', 'Không đủ điều kiện', 'Trả lại', 'Rút hồ sơ')
    >>> allowed("Trình Chủ tịch", "Cấp thành phố")[0], allowed("Trả lại", "Cấp xã")
    ('Trình cấp trên', ())
    """
    if stage in CLOSING_STAGES:
        return ()
    if stage == TO_SIGN:
        return (AWARDED if LEVEL.value_of(level) == LEVELS[0] else "Trình cấp trên", _MORE, *_ENDS)
    return (*_NEXT[stage], *(() if stage == _MORE else (_MORE,)), *_ENDS)


def waiting(warehouse: Warehouse, scope: Scope, day: date, dossiers: Iterable[str] = ()) -> list[Row]:
    """The dossiers that are open on `day`, and those named; the latest first (`queries/entry_dossiers.sql`)."""
    return ask(warehouse, "entry_dossiers", scope.but(as_of=day), dossier_ids=list(dossiers))


def to_sign(warehouse: Warehouse, scope: Scope, day: date) -> list[Row]:
    """Those of `waiting` that wait for the chairman's signature."""
    return [row for row in waiting(warehouse, scope, day) if row["stage"] == TO_SIGN]


def signatures(stage: str, level: str) -> tuple[str, ...]:
    """What the chairman may make of a dossier at `stage`, for an award decided at `level`.

    >>> signatures("Trình Chủ tịch", "Cấp xã"), signatures("Thẩm định", "Cấp xã")
    (('Đã khen thưởng', 'Không đủ điều kiện', 'Trả lại'), ())
    """
    return tuple(each for each in allowed(stage, level) if stage == TO_SIGN and each in SIGNATURES)


def stages(warehouse: Warehouse, scope: Scope, day: date, dossiers: Iterable[str]) -> tuple[str, ...]:
    """The stages that are allowed for every one of the dossiers, in order; none without dossiers."""
    found = _known(warehouse, scope, day, dossiers).values()
    offers = [set(allowed(row["stage"], row["level"])) if row["stage"] else set() for row in found]
    return tuple(stage for stage in DOSSIER_STAGES if offers and all(stage in offer for offer in offers))


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of a step, with its effect on each dossier. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    chosen = list(dict.fromkeys(entry.dossiers))
    known = _known(warehouse, scope, entry.day, chosen)
    log = ask(warehouse, "entry_dossier_rows", scope, dossier_ids=chosen)
    check_day(draft, entry.day, scope.as_of, today)
    if not chosen:
        draft.refuse("Chưa chọn hồ sơ", "Chọn ít nhất một hồ sơ")
    for dossier in chosen:
        if dossier in known:
            _check(draft, entry, known[dossier], [r for r in log if r["dossier_id"] == dossier])
        else:
            draft.refuse(f"Không có hồ sơ {dossier}", "Chọn lại hồ sơ")
    if not draft.refused:
        _add(draft, entry, chosen, log)
    if not draft.refused:
        after = _known(warehouse.supposing(draft.records), scope, entry.day, chosen)
        for dossier, row in known.items():
            draft.change(f"{dossier} · {row['nominee_name']}", _stand(row), _effect(after[dossier]))
    what = chosen[0] if len(chosen) == 1 else f"{len(chosen)} hồ sơ"
    return draft.finish(f"Chuyển {what} sang {entry.stage}")


def _add(draft: Draft, entry: Entry, dossiers: list[str], log: list[Row]) -> None:
    last = last_rows("dossier_events", log)
    for dossier in dossiers:
        said = {"occurred_on": entry.day, "dossier_id": dossier, "stage": entry.stage}
        said |= {"document_no": entry.document_no, "note": entry.note}
        draft.add("dossier_events", said, last.get((dossier,)))


def _check(draft: Draft, entry: Entry, row: Row, log: list[Row]) -> None:
    dossier, day = row["dossier_id"], written(entry.day)
    later = [r for r in log if r["occurred_on"] > entry.day]
    if not row["stage"]:
        received = written(row["received_on"])
        draft.refuse(f"{dossier} tiếp nhận ngày {received}, sau {day}", f"Chọn ngày từ {received} trở đi")
    elif row["closed_on"]:
        draft.refuse(f"{dossier} đã kết thúc ngày {written(row['closed_on'])} ({row['stage']})", CLOSED_STAY)
    elif entry.stage not in (offer := allowed(row["stage"], row["level"])):
        draft.refuse(
            f"{dossier} đang ở bước {row['stage']}, không chuyển sang {entry.stage or 'bước trống'}",
            f"Chọn một trong: {', '.join(offer)}",
        )
    elif later and entry.stage in CLOSING_STAGES:
        step = later[-1]
        draft.refuse(
            f"{dossier} đã có bước {step['stage']} ngày {written(step['occurred_on'])}, không kết thúc được ngày {day}",
            "Chọn ngày sau các bước đã ghi, hoặc hoàn tác các bước ấy trong Lịch sử",
        )
    else:
        _warn(draft, entry, dossier, log, later)
        if entry.stage == AWARDED and not entry.document_no.strip():
            draft.warn(NO_DECISION.capitalize(), dossier)


def _warn(draft: Draft, entry: Entry, dossier: str, log: list[Row], later: list[Row]) -> None:
    if same := [r for r in log if r["occurred_on"] == entry.day]:
        draft.warn("Ngày này đã có bước, bước mới thay bước cũ", f"{dossier} ({same[-1]['stage']})")
    if later:
        end = max(later, key=lambda r: r["occurred_on"])
        draft.warn(
            "Đã có bước của ngày sau, bước mới chỉ bổ sung lịch sử; sau cùng vẫn là",
            f"{dossier} {end['stage']} ngày {written(end['occurred_on'])}",
        )


def _effect(row: Row) -> str:
    """Đã khen thưởng – kết thúc, trễ hạn 3 ngày làm việc (hạn 14/12/2026)."""
    stage = row["stage"]
    if stage in CLOSING_STAGES:
        return f"{stage} – kết thúc, {_judged(row)}"
    if stage == "Trình cấp trên":
        return f"{stage} – {_judged(row)}, từ đây thôi đếm ngày"
    if row["handed_up_on"]:
        return f"{stage} – vẫn chờ xử lý, {_judged(row)}"
    if not row["due_on"]:
        return f"{stage} – không có hạn"
    late = row["timeliness"] == "Quá hạn"
    days = f"đã quá hạn {row['days_late']}" if late else f"còn {row['working_days_left']}"
    pause = ""
    if stage == "Yêu cầu bổ sung":
        pause = ", hạn riêng không dời" if row["own_due_on"] else ", dừng đếm ngày đến bước tiếp theo"
    return f"{stage} – {days} ngày làm việc (hạn {words.deadline(row['due_on'], row['expires_on'])}){pause}"


def _judged(row: Row) -> str:
    """On time or late, result on the day on which it was closed or first submitted to the higher level."""
    if not row["timeliness"]:
        return "không có hạn"
    late = f" {row['days_late']} ngày làm việc" if row["timeliness"] == "Trễ hạn" and row["days_late"] else ""
    handed_up = row["handed_up_on"]
    on = f", tính theo ngày trình cấp trên {written(handed_up)}" if handed_up else ""
    return f"{row['timeliness'].lower()}{late} (hạn {words.deadline(row['due_on'], row['expires_on'])}{on})"


def _stand(row: Row) -> str:
    return f"{row['stage']} từ {written(row['stage_since'])}" if row["stage"] else "chưa tiếp nhận"


def _known(warehouse: Warehouse, scope: Scope, day: date, dossiers: Iterable[str]) -> dict[str, Row]:
    dossiers = list(dossiers)
    found = {row["dossier_id"]: row for row in waiting(warehouse, scope, day, dossiers)}
    return {dossier: found[dossier] for dossier in dossiers if dossier in found}
