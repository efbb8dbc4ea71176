"""Tờ trình danh sách đề nghị khen thưởng: the dossiers ripe for decision at a level, or before a meeting.

For a level: those past appraisal and still in the commune. For a meeting of the Council: those that waited for it on
its day, of every level or of the chosen one. Nominees are named, for the list is signed; it is no slide. How far the work
on each dossier is is the office's own affair: the proposal does not tell it.

The standing body writes to the chairman, who is the Council's chairman too and cannot report to himself; the committee
writes to its superior.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from emulation import words
from emulation.commune import LEVEL
from emulation.reports.contents import council, letterhead, nominees, phrases
from emulation.reports.contents.section import Section, filled
from emulation.reports.facts import Facts
from emulation.reports.request import NotAsked, Request
from emulation.schema import CLOSING_STAGES, LEVELS
from emulation.text import file_part

COMMUNE, SUPERIOR, STATE = LEVELS
RIPE = ("Họp Hội đồng", "Trình Chủ tịch")
"""The steps past appraisal from which a dossier is proposed."""
EARLIER = ("Tiếp nhận", "Thẩm định", "Yêu cầu bổ sung")


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """The one proposal. Raises NotAsked where neither a level nor a meeting of the Council is chosen, and where there is
    nobody to propose."""
    level, meeting = facts.request.level, facts.request.meeting
    known = ", ".join(map(facts.commune.level, LEVELS))
    if level and level not in LEVELS:
        raise NotAsked(f"Không có cấp quyết định “{level}”. Hãy chọn {known}.")
    if not level and not meeting:
        raise NotAsked(f"Chưa chọn cấp quyết định ({known}) hoặc một cuộc họp Hội đồng.")
    for query in ("pending_dossiers", *(["changes"] if meeting else [])):
        facts.warehouse.require(query)
    if not proposed(facts):
        raise NotAsked(f"{_nobody(facts)}, nên không có tờ trình để lập.")
    named = file_part(facts.commune.level(level)) if level else ""
    parts = (named, f"hop-{file_part(council.meeting(facts).meeting_id)}" if meeting else "")
    yield (
        "-".join(filter(None, (facts.request.kind.file, *parts))),
        letterhead.values(facts) | filled([SECTION], facts),
    )


def proposed(facts: Facts) -> list[Any]:
    """The rows of pending_dossiers that the list names."""
    level = facts.request.level
    if facts.request.meeting:
        return [row for row in council.dossiers(facts) if level in ("", LEVEL.value_of(row.level))]
    return [row for row in _of_level(facts) if row.stage in RIPE]


def waiting(facts: Facts) -> list[Any]:
    """The dossiers of the level that are not yet ripe; of a meeting none."""
    return [] if facts.request.meeting else [row for row in _of_level(facts) if row.stage in EARLIER]


def plan_columns(request: Request) -> tuple[str, ...]:
    """The columns of the plan that the document shows: of its own signature only where the committee writes."""
    cited = ("number", "issued_on", "title", "place", "symbol")
    if request.level in (SUPERIOR, STATE):
        return (*cited, "signer_title", "signer_name", "superior")
    return (*cited, "unit_id")


def _of_level(facts: Facts) -> list[Any]:
    return [row for row in facts.rows("pending_dossiers") if LEVEL.value_of(row.level) == facts.request.level]


def fill(facts: Facts) -> dict[str, Any]:
    level, listed = facts.request.level, proposed(facts)
    stages = Counter(row.stage for row in listed)
    return {
        "to_trinh.cap_xa": level == COMMUNE,
        "to_trinh.cap_tren": level in (SUPERIOR, STATE),
        "to_trinh.cap_nha_nuoc": level == STATE,
        "to_trinh.ve": _about(facts),
        "to_trinh.ngay_hop": words.day(council.meeting(facts).held_on) if facts.request.meeting else "",
        "to_trinh.cau": [_sentence(facts, listed)],
        "to_trinh.tong_hop": _summary(facts, listed),
        "to_trinh.danh_sach": nominees.groups(facts, listed, with_level=not level),
        "to_trinh.ra_soat": _ended(facts, listed) if facts.request.meeting else "",
        **{f"so.{tag}": number for tag, number in nominees.by_kind(listed).items()},
        "so.ho_so_trinh": words.number(len(listed)),
        "so.hop_hoi_dong": words.number(stages[RIPE[0]]),
        "so.trinh_chu_tich": words.number(stages[RIPE[1]]),
        "so.chua_tham_dinh": words.number(len(waiting(facts))),
    }


SECTION = Section(
    {
        "to_trinh.cap_xa": "điều kiện: khen thưởng do địa phương quyết định",
        "to_trinh.cap_tren": "điều kiện: tờ trình gửi cấp trên (khen thưởng của cấp trên trực tiếp, của Nhà nước)",
        "to_trinh.cap_nha_nuoc": "điều kiện: khen thưởng cấp Nhà nước",
        "to_trinh.ve": "trích yếu",
        "to_trinh.ngay_hop": "ngày họp Hội đồng, nếu lập cho một cuộc họp",
        "to_trinh.cau": "đoạn nói số hồ sơ được trình",
        "to_trinh.tong_hop": "nhóm theo cấp: ten, bang; mỗi dòng: danh_hieu, tap_the, ho_gia_dinh, ca_nhan, cong",
        "to_trinh.danh_sach": "nhóm theo danh hiệu: ten, bang; mỗi dòng: stt, ten, chuc_vu (có chỗ ghi chức vụ), "
        "doi_tuong, don_vi, loai, ma",
        "to_trinh.ra_soat": "hồ sơ của cuộc họp nay đã kết thúc, để người lập rà soát",
        "so.tap_the": "số tập thể được đề nghị",
        "so.ho_gia_dinh": "số hộ gia đình được đề nghị",
        "so.ca_nhan": "số cá nhân được đề nghị",
        "so.cong": "tổng số tập thể, hộ gia đình, cá nhân được đề nghị",
        "so.ho_so_trinh": "số hồ sơ được trình; một hồ sơ có thể gồm nhiều người",
        "so.hop_hoi_dong": "trong số hồ sơ được trình, số hồ sơ ở bước Họp Hội đồng",
        "so.trinh_chu_tich": "trong số hồ sơ được trình, số hồ sơ ở bước Trình Chủ tịch",
        "so.chua_tham_dinh": "số hồ sơ cùng cấp chưa qua thẩm định, không có trong danh sách",
    },
    fill,
)
TAGS = {**letterhead.TAGS, **SECTION.tags}


def _level(facts: Facts) -> str:
    """The chosen level inside a sentence, after a space; empty where none is chosen."""
    level = facts.request.level
    return f" {phrases.clause(facts.commune.level(level))}" if level else ""


def _about(facts: Facts) -> str:
    what = f"Đề nghị khen thưởng{_level(facts)}{letterhead.of_scope(facts)}"
    if not facts.request.meeting:
        return what
    return f"{what} theo cuộc họp Hội đồng ngày\xa0{words.day(council.meeting(facts).held_on)}"


def _sentence(facts: Facts, listed: Sequence[Any]) -> str:
    count = words.number(len(listed))
    return f"Đến ngày {_day(facts)}, có {count} hồ sơ {_which(facts)} ({nominees.counted(listed)})."


def _nobody(facts: Facts) -> str:
    return f"Đến ngày {_day(facts)}, không có hồ sơ nào {_which(facts)}"


def _day(facts: Facts) -> str:
    return words.day(council.day(facts) if facts.request.meeting else facts.request.scope.as_of)


def _which(facts: Facts) -> str:
    ripe = "trình Hội đồng xét" if facts.request.meeting else "đã qua thẩm định"
    return f"đề nghị khen thưởng{_level(facts)}{letterhead.of_scope(facts)} {ripe}"


def _summary(facts: Facts, listed: Sequence[Any]) -> list[dict[str, Any]]:
    by_award = nominees.by_award(facts, listed)
    return [
        {
            "ten": facts.commune.level(level),
            "bang": [
                {"danh_hieu": facts.name("awards", award), **nominees.by_kind(rows)}
                for award, rows in by_award.items()
                if LEVEL.value_of(rows[0].level) == level
            ],
        }
        for level in LEVELS
        if any(LEVEL.value_of(row.level) == level for row in listed)
    ]


def _ended(facts: Facts, listed: Sequence[Any]) -> str:
    """The dossiers of the meeting that were closed since, with how: they are no longer to be proposed."""
    rows = facts.rows("changes", since=council.day(facts))
    ended = {row.id: row.after for row in rows if row.kind == "dossier" and row.after in CLOSING_STAGES}
    said = [f"{row.dossier_id} ({ended[row.dossier_id]})" for row in listed if row.dossier_id in ended]
    return f"{words.number(len(said))} hồ sơ đã kết thúc: {phrases.named(said, 'hồ sơ')}" if said else ""
