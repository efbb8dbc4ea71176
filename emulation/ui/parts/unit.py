"""What screens say of one unit: where it stands in a ranking, and the headings of its dossiers and its movements."""

from __future__ import annotations

from typing import Any

from emulation import words
from emulation.ui.parts.tables import TableColumn

DOSSIER_COLUMNS = {
    "dossier_id": TableColumn("Mã hồ sơ"),
    "award_name": TableColumn("Danh hiệu, hình thức"),
    "nominee_name": TableColumn("Đối tượng"),
    "stage": TableColumn("Bước"),
    "due_on": TableColumn("Hạn giải quyết", "due"),
    "state": TableColumn("Thời hạn", "state"),
    "days_late": TableColumn("Còn / trễ", "days"),
}
MOVEMENT_COLUMNS = {
    "movement": TableColumn("Phong trào"),
    "indicator": TableColumn("Chỉ tiêu"),
    "target": TableColumn("Kế hoạch", "number"),
    "actual": TableColumn("Thực hiện", "number"),
    "completion": TableColumn("Đạt", "percent"),
}


def ranked(row: Any, comparison: Any, period: str, whole: str) -> str:
    """Where the unit stands in the ranking of the `whole` (toàn xã), and whether that is final, as a sentence.

    `row`: its row of `unit_ranking`, None of a unit outside every bloc.
    """
    if row is None:
        return "Đơn vị không thuộc khối nào nên không xếp hạng."
    if row.rank is None and row.total is not None:  # a provisional rank is not for everybody
        return f"{words.period(period)} (tạm tính): {words.points(row.total)} điểm; thứ hạng công bố khi chấm xong."
    if row.rank is None:
        return f"{words.period(period)}: chưa chấm điểm."
    final = "tạm tính" if comparison.provisional else "chính thức"
    return (
        f"{words.period(period)} ({final}): hạng {row.rank} {whole} trên {comparison.ranked} đơn vị đã chấm, "
        f"hạng {row.bloc_rank} trong khối, {words.points(row.total)} điểm."
    )
