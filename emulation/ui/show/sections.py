"""The sections of a show in their default order, and the slides that they make of a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from emulation.ui.show import (
    changes,
    city,
    conclusions,
    decisions,
    dossiers,
    late,
    movements,
    opening,
    plan,
    ranking,
)
from emulation.ui.show.moment import Moment
from emulation.ui.show.paging import continued
from emulation.ui.show.slide import Slide, Statement
from emulation.warehouse import NotAvailable


@dataclass(frozen=True)
class Section:
    """`title` is its name for who prepares a show; `make` gives no slide where there is nothing to say.

    `behind`: the section whose details it is, unless it is chosen itself; none: it is shown by default.
    """

    title: str
    make: Callable[[Moment], Iterable[Slide]]
    behind: str = ""


UNAVAILABLE = "Chưa xem được phần này"
"""The title of the slide of a section whose files cannot be read."""
SECTIONS = {
    "title": Section("Trang đầu", opening.title),
    "conclusions": Section("Kết luận kỳ trước", conclusions.latest),
    "concluded": Section("Kết luận các cuộc họp trước đó", conclusions.earlier, "conclusions"),
    "decisions": Section("Việc cần quyết định hôm nay", decisions.decisions),
    "standing": Section("Chúng ta đang ở đâu", plan.standing),
    "changes": Section("Thay đổi từ cuộc họp trước", changes.changes, "standing"),
    "plan": Section("Kế hoạch năm", plan.strip),
    "tasks": Section("Nhiệm vụ từng quý", plan.tasks, "plan"),
    "late": Section("Đơn vị chậm", late.units),
    "parts": Section("Từng phần việc quá hạn", late.parts, "late"),
    "ranking": Section("Xếp hạng các khối", ranking.ranking),
    "blocs": Section("Từng khối với các đơn vị", ranking.blocs, "ranking"),
    "dossiers": Section("Hồ sơ theo bước xử lý", dossiers.dossiers),
    "deadlines": Section("Hồ sơ theo thời hạn", dossiers.deadlines, "dossiers"),
    "movements": Section("Phong trào thi đua", movements.movements),
    "awards": Section("Đã khen thưởng", dossiers.awards),
    "honoured": Section("Danh sách mới khen thưởng", dossiers.honoured, "awards"),
    "today": Section("Kết luận hôm nay", conclusions.today),
    "end": Section("Trang cuối", opening.end),
}
CITY_SECTIONS = {
    "title": SECTIONS["title"],
    "city": Section("Chúng ta đang ở đâu", city.standing),
    "city-late": Section("Ai chậm", city.late),
    "city-silent": Section("Ai chưa gửi", city.silent),
    "clusters": Section("Theo cụm", city.clusters),
    "city-handed-up": Section("Hồ sơ trình lên", city.handed_up),
    "city-awards": Section("Khen thưởng", city.awards),
}
USUAL, CITY_USUAL = (
    tuple(name for name, section in known.items() if not section.behind)
    for known in (SECTIONS, CITY_SECTIONS)
)
"""The sections of a show for which none are chosen; the others stand behind them."""
_ALL = SECTIONS | CITY_SECTIONS


def slides(moment: Moment, chosen: Sequence[str]) -> tuple[Slide, ...]:
    """The slides of the chosen sections in that order, then the details behind each, in the same order.

    A section whose files cannot be read says so.
    """
    shown: list[Slide] = []
    details: list[Slide] = []
    for name in chosen:
        own = _made(moment, name)
        first = next((slide.id for slide in own if not slide.behind), "")
        if first and own[0].title != UNAVAILABLE:
            for other, section in _ALL.items():
                if section.behind == name and other not in chosen:
                    more = [slide for slide in _made(moment, other) if slide.title != UNAVAILABLE]
                    own += [replace(slide, behind=first) for slide in more]
        shown += [slide for slide in own if not slide.behind]
        order = {slide.id: place for place, slide in enumerate(own)}
        details += sorted((slide for slide in own if slide.behind), key=lambda slide: order[slide.behind])
    return (*shown, *details)


def _made(moment: Moment, name: str) -> list[Slide]:
    try:
        parts = list(_ALL[name].make(moment))
    except NotAvailable as missing:
        parts = [_unavailable(name, missing)]
    return [one for slide in parts for one in continued(slide)]


def _unavailable(name: str, missing: NotAvailable) -> Slide:
    line = f"Cần tệp chưa đọc được: {', '.join(missing.files)}."
    return Slide(name, name, _ALL[name].title, UNAVAILABLE, Statement((line,)))
