"""Dữ liệu: what each file holds, how fresh it is, and what is wrong with it; a file by itself is a grid to be edited."""

from emulation.ui.frame import frame, news
from emulation.ui.office import data, desk, problem_table, saving
from emulation.ui.office.tables import view
from emulation.ui.parts import blocks, notices, session, tables

edition = session.edition()

if table := view.asked():
    view.draw(table)
else:
    frame.heading("Dữ liệu", data.where(session.folder().path, edition))
    saving.outcome()
    blocks.lead(data.standing(edition))
    news.line()
    desk.daily_work()

    if edition.problems and not session.is_new():
        blocks.section(*data.PROBLEMS if data.has_faults(edition) else data.NOTES)
        problem_table.draw(
            edition.problems,
            key="problems",
            caption="Theo tệp và dòng",
            whose=view.whose(edition.problems),
            on_open=view.open_cell,
        )

    blocks.section("Các bảng", data.FILES)
    tables.table(
        data.listed(edition.files),
        data.COLUMNS,
        key="files",
        caption="Các tệp của thư mục dữ liệu",
        file_name="cac-tep",
        opens="name",
        on_open=view.open,
        search=False,
        page_rows=20,
    )
if not_copied := desk.copy_of_the_day():
    notices.refusal(not_copied)
