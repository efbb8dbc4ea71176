"""The sections of a show in their default order, and the slides that they make of a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from emulation.ui.show import changes, decisions, dossiers, movements, opening, plan, ranking
from emulation.ui.show.moment import Moment
from emulation.ui.show.paging import continued
from emulation.ui.show.slide import Slide, Statement
from emulation.warehouse import NotAvailable


@dataclass(frozen=True)
class Section:
    """`title` is its name for who prepares a show; `make` gives no slide where there is nothing to say."""

    title: str
    make: Callable[[Moment], Iterable[Slide]]


UNAVAILABLE = "Chưa xem được phần này"
"""The title of the slide of a section whose files cannot be read."""
SECTIONS = {
    "title": Section("Trang đầu", opening.title),
    "standing": Section("Chúng ta đang ở đâu", plan.standing),
    "plan": Section("Kế hoạch năm", plan.strip),
    "tasks": Section("Nhiệm vụ từng quý", plan.tasks),
    "conclusions": Section("Kết luận cuộc họp", plan.conclusions),
    "changes": Section("Thay đổi từ cuộc họp trước", changes.changes),
    "ranking": Section("Xếp hạng các khối", ranking.ranking),
    "blocs": Section("Từng khối với các đơn vị", ranking.blocs),
    "dossiers": Section("Hồ sơ đang chờ", dossiers.dossiers),
    "movements": Section("Phong trào thi đua", movements.movements),
    "awards": Section("Đã khen thưởng", dossiers.awards),
    "decisions": Section("Việc cần quyết định hôm nay", decisions.decisions),
    "end": Section("Trang cuối", opening.end),
}


def slides(moment: Moment, chosen: Sequence[str]) -> tuple[Slide, ...]:
    """The slides of the chosen sections, in that order; a section whose files cannot be read says so."""
    made: list[Slide] = []
    for name in chosen:
        try:
            parts = list(SECTIONS[name].make(moment))
        except NotAvailable as missing:
            parts = [_unavailable(name, missing)]
        for slide in parts:
            made += continued(slide)
    return tuple(made)


def _unavailable(name: str, missing: NotAvailable) -> Slide:
    line = f"Cần tệp chưa đọc được: {', '.join(missing.files)}."
    return Slide(name, name, SECTIONS[name].title, UNAVAILABLE, Statement((line,)))
