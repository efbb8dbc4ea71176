"""The lists of *Tiến độ theo quý*: the tasks of the plan, all or those that the address asks for, and who is late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from emulation.ui.frame import filters, folded
from emulation.ui.parts import blocks, notices, session, tables, viewer
from emulation.ui.parts.tasks import FOLLOWS, roles
from emulation.ui.review import recorded
from emulation.ui.review.progress import conclusions, figures, sentences, task_sheet

LATE, OVERDUE, DONE, CONCLUSIONS = "late", "overdue", "done", "conclusions"
"""What the address may ask to see first (`?show=`): who is late; the tasks that are overdue; those that are done; what the
meetings concluded."""
_ASKS = {LATE: "overdue_parts", CONCLUSIONS: "meeting_conclusions"}
"""List → the query without which a viewer is not offered it."""


def parts_overdue() -> Mapping[Any, Any] | None:
    """The row of `headline` on overdue parts; None where the viewer sees no parts."""
    headline = session.ask("headline").set_index("figure")
    return headline.loc["parts_overdue"].to_dict() if "parts_overdue" in headline.index else None


def offered() -> dict[str, str]:
    """The lists that there are for the viewer → what the link to each says."""
    return {
        word: name for word, name in sentences.LISTS.items() if word not in _ASKS or viewer.asks(_ASKS[word])
    }


def asked() -> str:
    """The list that the address asks for; "" for none. Another word is refused in a sentence."""
    word = st.query_params.get("show", "")
    if word in offered():
        return word
    notices.refusal(
        f"Không có danh sách “{word}”. Hãy chọn một trong các danh sách dưới đây. Đang xem cả kế hoạch."
    )
    return ""


def lead(standing: Mapping[Any, Any], late: Mapping[Any, Any] | None, shown: str) -> None:
    """Who is late, each number a link to its list; without a list that was asked for also what had to be done.

    `standing`: the row of `plan_standing`; `late`: as in `sentences.parts_late`.
    """
    scope = session.scope()
    said = f"{recorded.nothing_yet()} {sentences.standing(standing, late, scope)}".lstrip()
    links = {}
    if standing["overdue"] and not scope.filtered:
        links[sentences.tasks_late(standing)] = filters.link("progress", show=OVERDUE)
    if late and late["value"]:
        links[sentences.parts_late(late)] = filters.link("progress", show=LATE)
    blocks.lead(said if shown else f"{said} {sentences.counts(standing, scope)}", links)


def views(shown: str) -> None:
    """The lists that can be asked for, with the way back to all."""
    names = offered()
    ways = [(name, filters.link("progress", show=word or None)) for word, name in names.items()]
    st.html(figures.views(ways, list(names).index(shown)))


def draw(shown: str, tasks: pd.DataFrame) -> None:
    """A list that can be asked for; "" is all tasks. `tasks`: the rows of `task_list`."""
    if shown == LATE:
        who_is_late()
    elif shown == CONCLUSIONS:
        conclusions.draw(sentences.list_empty(shown, session.scope()))
    else:
        task_table(chosen(tasks, shown), shown)


def chosen(tasks: pd.DataFrame, shown: str) -> pd.DataFrame:
    """The tasks (with a filter: the parts) of a list."""
    if shown == OVERDUE:
        return tasks[tasks["state"] == "Quá hạn"]
    return tasks[tasks["completed_on"].notna()] if shown == DONE else tasks


def task_table(tasks: pd.DataFrame, shown: str) -> None:
    """The tasks in the plan's order, each opening its window."""
    scope = session.scope()
    more = ", các đơn vị, minh chứng và nhật ký" if viewer.asks("task_units") else ""
    note = "" if shown else f"Chọn điều khoản để xem nguyên văn{more}."
    blocks.section(sentences.list_title(shown, scope), note)
    own = {"unit_name": "Đơn vị", "role": tables.TableColumn("Vai trò", help=FOLLOWS, width="6.5rem")}
    partners = {"partners": tables.TableColumn("Phối hợp", hide_on_phone=True)}
    concluded = {"concluded_on": tables.TableColumn("Kết luận họp ngày", "date", hide_on_phone=True)}
    tables.table(
        roles(tasks).assign(
            leads=tasks["leads"].map(sentences.team), partners=tasks["partners"].map(sentences.team)
        ),
        {
            "clause": tables.TableColumn("Điều khoản", width="6rem"),
            "title": tables.TableColumn("Nội dung", width="32%"),
            **(own if scope.filtered else {}),
            "leads": "Chủ trì",
            **({} if scope.filtered else partners),
            "due_on": tables.TableColumn("Hạn", "due", width="9.5rem"),
            **(concluded if tasks["concluded_on"].notna().any() else {}),
            "state": tables.TableColumn("Trạng thái", "state"),
            "days_late": tables.TableColumn("Trễ", "days"),
        },
        key=f"tasks_{shown or 'all'}",
        caption=f"{sentences.thing(scope).capitalize()} theo thứ tự kế hoạch",
        file_name="nhiem-vu",
        opens="task_id",
        on_open=task_sheet.SHEET.open,
        page_rows=30,
        empty=sentences.list_empty(shown, scope),
    )


def who_is_late() -> None:
    """The overdue parts by unit, the unit that is late longest first; also as a table that sorts and downloads."""
    late = session.ask("overdue_parts")
    blocks.section("Ai chậm, từ bao giờ")
    if late.empty:
        blocks.note("Không phần việc nào quá hạn trong phạm vi đang xem.")
        return
    drawn, more = blocks.first_units(late)
    st.html(
        figures.late_units(
            drawn,
            unit=lambda unit_id: filters.unit_link(unit_id, bloc=None),
            task=lambda task_id: filters.link(
                "progress", task=task_id, show=st.query_params.get("show") or None
            ),
        )
    )
    blocks.others(more, "đơn vị", "mở “Xem số liệu” ngay dưới để tìm")
    folded.table(
        "Xem số liệu",
        lambda: late,
        sentences.LATE_COLUMNS,
        key="late_rows",
        caption="Phần việc quá hạn, đơn vị trễ lâu nhất ở trên; chọn đơn vị để xem nhiệm vụ",
        file_name="phan-viec-qua-han",
        opens="task_id",
        on_open=task_sheet.SHEET.open,
    )
