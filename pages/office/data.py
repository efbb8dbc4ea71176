"""Dữ liệu: what each file holds, how fresh it is, and what is wrong with it."""

from emulation.ui.frame import frame
from emulation.ui.office import data, desk, problem_table, saving
from emulation.ui.parts import blocks, notices, session, tables

edition = session.edition()

frame.heading("Dữ liệu", data.where(session.folder().path, edition))
saving.outcome()
blocks.lead(data.standing(edition))
desk.daily_work()

if edition.problems:
    blocks.section(*data.PROBLEMS if data.has_faults(edition) else data.NOTES)
    problem_table.draw(edition.problems, key="problems", caption="Theo tệp và dòng")

blocks.section("Các tệp", "Mỗi bảng một tệp CSV; tệp là bản gốc, chương trình không giữ dữ liệu ở nơi khác.")
tables.table(
    data.listed(edition.files),
    data.COLUMNS,
    key="files",
    caption="Các tệp của thư mục dữ liệu",
    file_name="cac-tep",
    search=False,
    page_rows=20,
)
if not_copied := desk.copy_of_the_day():
    notices.refusal(not_copied)
