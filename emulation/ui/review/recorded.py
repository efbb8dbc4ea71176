"""Whether anything has been recorded of the year yet: said before what is overdue, which then says nothing of the work."""

from __future__ import annotations

from emulation.ui.parts import session


def nothing_yet() -> str:
    """That nothing has been recorded of the year's tasks; empty once something has been, and where there are no tasks."""
    scope, found = session.scope(), session.ask_readable("nothing_recorded")
    if found is None or not found["is_so"][0]:
        return ""
    where = " trong phạm vi đang xem" if scope.filtered else ""
    return f"Chưa ghi nhận gì của năm {scope.year}{where}: việc đã làm mà chưa ghi vẫn tính là chưa xong."
