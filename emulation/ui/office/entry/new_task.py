"""The form *Nhiệm vụ*: a new task of the plan, or one that repeats every month or quarter."""

from __future__ import annotations

import streamlit as st

from emulation.office import new_tasks
from emulation.office.new_tasks import BY_DOSSIERS, Repeats
from emulation.office.teams import Team
from emulation.periods import QUARTERS
from emulation.schema import MEASURES
from emulation.ui.frame import empty, filters
from emulation.ui.office.entry import form
from emulation.ui.parts import names, session

WHOLE_YEAR = "Cả năm"


def draw() -> None:
    """The form, its preview and its button."""
    for query in ("task_names", "unit_names"):
        session.edition().warehouse.require(query)
    if not names.units():
        empty.nothing(
            "Chưa giao được nhiệm vụ.", "Chưa có đơn vị nào để giao việc.", "units", do="Hãy điền thêm:"
        )
        return
    form.has_day()
    fields, beside = form.form_and_preview()
    with fields:
        filled = _fields()
    required: dict[str, object] = {"điều khoản": filled.clause.strip(), "nội dung": filled.title.strip()}
    if filled.repeats is Repeats.ONCE:
        required["hạn hoàn thành"] = filled.due_on
    else:
        required["tháng" if filled.repeats is Repeats.MONTHLY else "quý"] = filled.periods
    with beside:
        form.preview(new_tasks.prepare, filled, required=required, things="nhiệm vụ")


def _fields() -> new_tasks.Entry:
    scope = session.scope()
    first, second = st.columns(2)
    with first:
        years = [str(year) for year in sorted({*filters.years(scope), scope.year, scope.year + 1})]
        now = str(scope.year)
        year = int(form.one_of("Kế hoạch năm", years, f"task-year:{now}", keeps=True, begins=now) or now)
    with second:
        often = [str(each) for each in Repeats]
        repeats = Repeats(form.one_of("Lặp lại", often, "task-repeats", begins=often[0]) or often[0])
    once = repeats is Repeats.ONCE
    quarter = _quarter() if once else None
    periods = () if once else _periods(year, repeats)
    due_on, day = None, ""
    first, second = st.columns(2)
    with first:
        if once:
            due = new_tasks.due_date(year, quarter)
            due_on = form.optional_day("Hạn hoàn thành", f"task-due:{year}:{quarter}", begins=due)
        else:
            last = "" if repeats is Repeats.MONTHLY else " của tháng cuối quý"
            day = form.text(f"Hạn vào ngày{last}", "task-day", placeholder="ngày cuối tháng")
    with second:
        begins = form.answer(new_tasks.proposed_clause, year, quarter)
        clause = form.text("Điều khoản", "task-clause", begins=begins)
    how = "" if once else " (… là chỗ ghi tháng, quý; không có thì ghi ở cuối)"
    title = form.text(f"Nội dung{how}", "task-title")
    first, second = st.columns(2)
    with first:
        short_title = form.text("Tên gọn", "task-short")
    with second:
        place = form.text("Địa điểm", "task-place")
    options = names.unit_options(names.units())
    leads = form.pick_many("Chủ trì", options, "task-leads", select_all=f"Chọn tất cả {len(options)} đơn vị")
    helpers = form.pick_many(
        "Phối hợp", options, "task-helpers", select_all=f"Chọn tất cả {len(options)} đơn vị"
    )
    first, second = st.columns(2)
    with first:
        measure = form.one_of("Cách theo dõi", MEASURES, "task-measure", begins=MEASURES[0])
    with second:
        conditional = form.ticked("Nếu có (chỉ làm khi phát sinh)", "task-conditional")
    return new_tasks.Entry(
        year,
        repeats,
        clause,
        title,
        Team(leads, helpers),
        short_title,
        place,
        quarter,
        due_on,
        periods,
        day,
        conditional,
        measure == BY_DOSSIERS,
    )


def _quarter() -> int | None:
    """The quarter of a task that is done once; None for the whole year."""
    now = (session.scope().as_of.month + 2) // 3
    words = [*(f"Quý {quarter}" for quarter in QUARTERS), WHOLE_YEAR]
    chosen = form.one_of("Thời gian", words, "task-quarter", keeps=True, begins=words[now - 1]) or WHOLE_YEAR
    return None if chosen == WHOLE_YEAR else words.index(chosen) + 1


def _periods(year: int, repeats: Repeats) -> tuple[int, ...]:
    """In which months or quarters it repeats; at first those that are not over."""
    monthly, scope = repeats is Repeats.MONTHLY, session.scope()
    most = new_tasks.MOST_MONTHS if monthly else new_tasks.MOST_QUARTERS
    offered = list(range(1, most + 1))
    over = [due < scope.as_of for due in new_tasks.due_dates(year, repeats, offered, None)]
    return form.some_of(
        "Các tháng" if monthly else "Các quý",
        offered,
        f"task-periods:{year}:{repeats}",
        begins=offered[sum(over) :],
        named=str if monthly else lambda period: f"Quý {QUARTERS[period - 1]}",
    )
