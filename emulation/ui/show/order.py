"""What is prepared before a show: which meeting, which slides in what order, how they are shown.

The address is the only place where this is kept; order.js changes it and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from streamlit.components.v2 import component

from emulation import words
from emulation.ui.frame import filters
from emulation.ui.parts import session
from emulation.ui.parts.assets import asset, script
from emulation.ui.show import sections
from emulation.ui.show.moment import OTHER, Meeting, Moment
from emulation.ui.show.request import LONGEST, NO_MEETING, SHORTEST, Request, all_meetings
from emulation.ui.show.slide import Slide

_mount = component(
    "council_order",
    js=script(
        "council_order", asset("parts/element.js", "parts/combo.js", "frame/address.js", "show/order.js")
    ),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Part:
    """A section as who prepares a show sees it. `slides`: how many it makes now; `unread`: its files cannot be read;
    `detail`: it stands behind another that is shown."""

    id: str
    title: str
    slides: int
    unread: bool = False
    detail: bool = False

    @property
    def says(self) -> str:
        if self.unread:
            return "chưa đọc được dữ liệu"
        if not self.slides:
            return "không có gì để chiếu"
        return f"{self.slides} trang{', sau phím D' if self.detail else ''}"


def parts(moment: Moment, request: Request) -> list[Part]:
    """Every section with the slides that it makes of the moment, without the details behind them."""
    chosen = request.sections

    def part(name: str, section: sections.Section) -> Part:
        made = [slide for slide in sections.slides(moment, [name]) if not slide.behind]
        return Part(
            name, section.title, len(made), _unread(made), section.behind in chosen and name not in chosen
        )

    return [part(name, section) for name, section in sections.SECTIONS.items()]


def slides_of(known: Iterable[Part], request: Request) -> int:
    """How many slides the show has."""
    return sum(part.slides for part in known if part.id in request.sections)


def about(slides: int, meeting: Meeting | None) -> str:
    """What will be shown, and for whom, in one sentence."""
    if meeting is None:
        return f"{slides} trang, không theo cuộc họp nào."
    kind = "cuộc họp" if meeting.kind == OTHER else meeting.kind
    return f"{slides} trang cho {kind} ngày {words.day(meeting.held_on)}: {meeting.title.rstrip('.')}."


def as_of_words(meeting: Meeting | None, day: date, default: date) -> str:
    """Which day the figures are of, and how it follows from the meeting."""
    figures = f"Số liệu tính đến {words.day(day)}"
    if meeting is None:
        return f"{figures}{', ngày của dữ liệu' if day == default else ''}."
    if day == meeting.held_on:
        return f"{figures}, đúng ngày họp."
    if day == default:
        return f"{figures}, ngày của dữ liệu, vì cuộc họp chưa diễn ra."
    return f"{figures} theo ô Tính đến ngày, không phải ngày họp {words.day(meeting.held_on)}."


def draw(request: Request, moment: Moment, known: Iterable[Part]) -> None:
    """The three steps: the meeting, the parts and their order, how they are shown."""
    default = session.day()
    meetings = all_meetings(session.table("meetings"), default)
    as_of = as_of_words(request.meeting, moment.scope.as_of, default)
    _mount(
        key="council_order",
        data={
            "meeting": request.meeting.id if request.meeting else "",
            "meetings": [_option(each, default) for each in meetings],
            "none": NO_MEETING,
            "says": as_of if meetings else f"Chưa có cuộc họp nào. {as_of}",
            "usual": list(sections.USUAL),
            "parts": [[part.id, part.title, part.says, not part.slides or part.unread] for part in known],
            "params": dict(request.params),
            "every": request.every,
            "shortest": SHORTEST,
            "longest": LONGEST,
            "link": filters.link("show", **request.params),
            "handout": f"{start_link(request)}&print=1",
        },
    )


def start_link(request: Request) -> str:
    """The show, from which Esc leads back to its preparation."""
    return filters.link("show", **request.params, back="council")


def _unread(slides: Iterable[Slide]) -> bool:
    return any(slide.title == sections.UNAVAILABLE for slide in slides)


def _option(meeting: Meeting, default: date) -> list[str]:
    """Id, name, second line, and the day that choosing it sets the figures to ("": the day on which the data stand)."""
    day = meeting.held_on.isoformat() if meeting.held_on < default else ""
    when = " · sắp tới" if meeting.held_on > default else " · hôm nay" if meeting.held_on == default else ""
    return [meeting.id, f"{words.day(meeting.held_on)} · {meeting.kind}{when}", meeting.title, day]
