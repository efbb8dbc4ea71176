"""Who sees and does what: roles, whoever looks at a screen, and the tables role × query, file, page and action.

What stands in no table is refused. `emulation/seen.py` applies the tables where data are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from emulation.schema import TABLES
from emulation.warehouse import NotAvailable


class Role(StrEnum):
    """What an account is for. The words are those of the accounts page and of `emulation user`."""

    STANDING = "Thường trực"
    CHAIRMAN = "Chủ tịch"
    COUNCIL = "Hội đồng"
    UNIT = "Đơn vị"
    GUEST = "Khách"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. `account`: the sign-in name, empty without accounts; `name`: what the history and recorded_by say.

    `units`: the ids of the units for which somebody of the role Đơn vị speaks; empty for all other roles.
    """

    role: Role
    account: str = ""
    name: str = ""
    units: tuple[str, ...] = ()

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden: then the data are asked for without a guard."""
        return self.role in _SEE_ALL

    @property
    def filters_freely(self) -> bool:
        """Whether any bloc and unit may be chosen; else only the viewer's own `units`, if there are any."""
        return self.sees_all or self.role is Role.COUNCIL


HERE = Viewer(Role.STANDING)
"""Whoever sits at the machine, where there are no accounts: may do everything."""
PUBLIC = Viewer(Role.GUEST)
"""Anybody, where public figures are served without accounts (`run.py --share --read-only`)."""


class NotAllowed(NotAvailable):
    """A question, a file or a page that the viewer's role may not see. Says no more: there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__([])


class Sight(Enum):
    """How much of an answer somebody sees."""

    ALL = "every row"
    OWN = "what is the viewer's own units'"
    FINAL = "every row once the period's ranks are final; before, the viewer's own units without a rank"
    DECIDED = "every row, by the day on which the data stand at the latest: no award that is still to come"
    NONE = "nothing"


ALL, OWN, FINAL, DECIDED, NONE = Sight.ALL, Sight.OWN, Sight.FINAL, Sight.DECIDED, Sight.NONE
_SEE_ALL = (Role.STANDING, Role.CHAIRMAN)
_QUERIES: Mapping[str, tuple[Sight, Sight, Sight]] = {  # query -> what Hội đồng, Đơn vị and Khách see of it
    "actions": (ALL, OWN, NONE),
    "award_names": (ALL, ALL, ALL),
    "awards_given": (DECIDED, DECIDED, DECIDED),
    "awards_list": (DECIDED, DECIDED, DECIDED),
    "awards_totals": (DECIDED, DECIDED, DECIDED),
    "bloc_names": (ALL, ALL, ALL),
    "bloc_ranking": (ALL, FINAL, FINAL),
    "changes": (ALL, OWN, NONE),
    "city/awards": (ALL, NONE, NONE),
    "city/awards_by_commune": (ALL, NONE, NONE),
    "city/cluster_names": (ALL, NONE, NONE),
    "city/clusters": (ALL, NONE, NONE),
    "city/commune_names": (ALL, NONE, NONE),
    "city/commune_units": (ALL, NONE, NONE),
    "city/communes": (ALL, NONE, NONE),
    "city/days": (ALL, NONE, NONE),
    "city/handed_up": (NONE, NONE, NONE),  # it names nominees
    "city/handed_up_counts": (ALL, NONE, NONE),
    "city/history": (ALL, NONE, NONE),
    "city/overdue_tasks": (ALL, NONE, NONE),
    "city/quarters": (ALL, NONE, NONE),
    "city/totals": (ALL, NONE, NONE),
    "conclusions": (ALL, ALL, NONE),
    "conclusions_standing": (ALL, ALL, NONE),
    "council_awards": (DECIDED, NONE, NONE),
    "council_changes": (ALL, ALL, NONE),
    "council_deadlines": (ALL, NONE, NONE),
    "council_decisions": (ALL, NONE, NONE),
    "council_new_awards": (DECIDED, NONE, NONE),
    "council_next": (ALL, NONE, NONE),
    "council_tasks": (ALL, NONE, NONE),
    "criterion_names": (ALL, ALL, NONE),
    "criterion_points": (ALL, OWN, NONE),
    "deadlines": (NONE, OWN, NONE),
    "default_year": (ALL, ALL, ALL),
    "dossier_detail": (ALL, OWN, OWN),  # of a guest: no dossier is his own, and each one is unknown
    "dossier_moves": (ALL, OWN, NONE),
    "dossier_route": (ALL, OWN, OWN),
    "dossier_summary": (ALL, ALL, NONE),
    "dossiers_finished": (ALL, OWN, NONE),
    "entry_assignments": (NONE, OWN, NONE),
    "entry_dossier_rows": (NONE, NONE, NONE),
    "entry_dossiers": (NONE, NONE, NONE),
    "entry_due_days": (NONE, NONE, NONE),
    "entry_extensions": (NONE, OWN, NONE),
    "entry_movement_results": (NONE, OWN, NONE),
    "entry_movement_rows": (NONE, OWN, NONE),
    "entry_movement_units": (NONE, OWN, NONE),
    "entry_progress_rows": (NONE, OWN, NONE),
    "entry_score_rows": (NONE, OWN, NONE),
    "entry_scores": (NONE, OWN, NONE),
    "entry_total": (NONE, OWN, NONE),
    "extension_requests": (NONE, NONE, NONE),
    "forecast": (ALL, OWN, NONE),
    "headline": (ALL, ALL, ALL),
    "judged_units": (ALL, ALL, ALL),
    "last_council_meeting": (ALL, ALL, NONE),
    "last_final_period": (ALL, ALL, ALL),
    "meeting_conclusions": (ALL, ALL, NONE),
    "missing_scores": (ALL, OWN, NONE),
    "movement_activity": (ALL, ALL, ALL),
    "movement_names": (ALL, ALL, ALL),
    "movement_targets": (ALL, OWN, NONE),
    "movements": (ALL, ALL, ALL),
    "nominee_publicity": (NONE, NONE, NONE),
    "nothing_recorded": (ALL, ALL, ALL),
    "overdue_parts": (ALL, ALL, NONE),
    "named_openly": (NONE, NONE, NONE),
    "pending_dossiers": (ALL, OWN, NONE),
    "period_dossiers": (ALL, OWN, NONE),
    "plan_curve": (ALL, ALL, ALL),
    "plan_standing": (ALL, ALL, ALL),
    "plan_strip": (ALL, ALL, ALL),
    "progress_rates": (ALL, ALL, ALL),
    "quarter_states": (ALL, ALL, ALL),
    "quarterly_progress": (ALL, ALL, ALL),
    "rank_comparison": (ALL, ALL, ALL),
    "ranked_periods": (ALL, ALL, ALL),
    "recorded": (ALL, ALL, ALL),
    "scoring_stages": (ALL, ALL, NONE),
    "settled_dossiers": (ALL, NONE, NONE),
    "task_detail": (ALL, ALL, ALL),
    "task_extensions": (ALL, ALL, ALL),
    "task_list": (ALL, ALL, ALL),
    "task_log": (ALL, OWN, NONE),
    "task_names": (ALL, ALL, ALL),
    "task_units": (ALL, ALL, NONE),
    "tasks": (ALL, ALL, ALL),
    "unit_beside_bloc": (ALL, OWN, NONE),
    "unit_duties": (NONE, OWN, NONE),
    "unit_movements": (ALL, OWN, NONE),
    "unit_names": (ALL, ALL, ALL),
    "unit_next": (ALL, OWN, NONE),
    "unit_points": (NONE, OWN, NONE),
    "unit_progress": (ALL, OWN, NONE),
    "unit_quarters": (ALL, OWN, NONE),
    "unit_ranking": (ALL, FINAL, FINAL),
    "unit_remarks": (NONE, OWN, NONE),
    "unit_tasks": (ALL, OWN, NONE),
    "waiting_list": (ALL, OWN, NONE),
    "waiting_stages": (ALL, OWN, NONE),
    "waiting_standing": (ALL, OWN, NONE),
}
_GUARDED = (Role.COUNCIL, Role.UNIT, Role.GUEST)

_EVERYBODY = frozenset(Role)
_MEMBERS = _EVERYBODY - {Role.GUEST}
_OFFICE = frozenset(_SEE_ALL)
_STANDING = frozenset({Role.STANDING})
_FILES: Mapping[
    str, frozenset[Role]
] = {  # file whose rows a screen reads as they are -> who may see them all
    "plan": _EVERYBODY,
    "units": _EVERYBODY,
    "blocs": _EVERYBODY,
    "awards": _EVERYBODY,
    "bands": _EVERYBODY,
    "movements": _EVERYBODY,
    "meetings": _MEMBERS,
}
PAGES: Mapping[str, frozenset[Role]] = {  # file of pages/ -> who may open it
    "overview": _EVERYBODY,
    "progress": _EVERYBODY,
    "rankings": _EVERYBODY,
    "dossiers": _EVERYBODY,
    "movements": _EVERYBODY,
    "unit": _MEMBERS,
    "whole": _EVERYBODY,  # it says so to whom it shows nothing
    "communes": _OFFICE | {Role.COUNCIL},
    "commune": _OFFICE | {Role.COUNCIL},
    "handed_up": _OFFICE,
    "awards": _OFFICE | {Role.COUNCIL},
    "prepare": _OFFICE | {Role.COUNCIL},
    "show": _OFFICE | {Role.COUNCIL},
    "entry": _OFFICE | {Role.UNIT},
    "duties": _STANDING | {Role.UNIT},
    "reports": _OFFICE,
    "data": _OFFICE,
    "exchange": _STANDING,
    "start": _STANDING,
    "inbox": _OFFICE,
    "history": _OFFICE,
    "accounts": _STANDING,
}


class Action(StrEnum):
    """What may be done. Which rows each of them covers: `emulation/permits.py`."""

    RECORD = "ghi nhận mọi việc"
    SIGN = "ký, trả lại hồ sơ ở bước Trình Chủ tịch"
    INSTRUCT = "chỉ đạo"
    OWN_PROGRESS = "ghi tiến độ phần việc của đơn vị mình"
    OWN_SCORES = "tự chấm điểm"
    OWN_MOVEMENTS = "ghi kết quả phong trào của đơn vị mình"
    ASK_EXTENSION = "đề nghị gia hạn"
    GRANT = "trả lời đề nghị gia hạn"
    UNDO_OWN = "hoàn tác lần lưu cuối của mình"
    UNDO = "hoàn tác, khôi phục"
    IMPORT = "nhập tệp"
    EXPORT = "xuất mọi tệp"
    TEMPLATES = "sửa mẫu văn bản"
    REMIND = "gửi thư nhắc việc"
    BACK_UP = "sao lưu"
    ACCOUNTS = "quản lý tài khoản"


ACTIONS: Mapping[Role, frozenset[Action]] = {
    Role.STANDING: frozenset(Action),
    Role.CHAIRMAN: frozenset({Action.SIGN, Action.INSTRUCT, Action.GRANT, Action.UNDO_OWN}),
    Role.COUNCIL: frozenset(),
    Role.UNIT: frozenset(
        {
            Action.OWN_PROGRESS,
            Action.OWN_SCORES,
            Action.OWN_MOVEMENTS,
            Action.ASK_EXTENSION,
            Action.UNDO_OWN,
        }
    ),
    Role.GUEST: frozenset(),
}


def known_queries() -> frozenset[str]:
    """The questions that the tables know."""
    return frozenset(_QUERIES)


def sight(role: Role, query: str) -> Sight:
    """How much of `queries/<query>.sql` a role sees; of a question that no table knows nothing."""
    if query not in _QUERIES:
        return NONE
    return ALL if role in _SEE_ALL else _QUERIES[query][_GUARDED.index(role)]


def sees_file(role: Role, table: str) -> bool:
    """Whether a role may read the rows of a file as they are."""
    known = table in {each.name for each in TABLES}
    return known and (role in _SEE_ALL or role in _FILES.get(table, ()))


def may_open(role: Role, page: str) -> bool:
    """Whether a role may open `pages/*/<page>.py`."""
    return role in PAGES.get(page, ())


def may(viewer: Viewer, action: Action) -> bool:
    """Whether a viewer may do this at all; on which rows: `emulation/permits.py`."""
    return action in ACTIONS[viewer.role]


def sees_calendar(viewer: Viewer, unit: str = "") -> bool:
    """Whether a viewer sees the calendar of a unit's deadlines, or of all (""), and its secret address."""
    seen = sight(viewer.role, "deadlines")
    return seen is ALL or (seen is OWN and unit in viewer.units)


def only_own(viewer: Viewer, ids: Collection[str]) -> list[str]:
    """Those of the units that are the viewer's own, in their order."""
    return [each for each in ids if each in viewer.units]
