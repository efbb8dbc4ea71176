"""The laws that documents cite, in one place: number, full date, issuer and name.

A date or name that was not found in an official text is a blank (`BLANK`) for the clerk, never a guess.
"""

from __future__ import annotations

from datetime import date

from emulation.commune import BLANK

LAW = "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022"
_DECREE = (
    "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh vực "
    "thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng"
)
_DECREE_ENDS = date(2027, 3, 1)
"""From this day it is not in force; what takes its place is not known."""
AUTHORITY = (
    "Nghị định số 129/2025/NĐ-CP ngày 11 tháng 6 năm 2025 của Chính phủ quy định về phân định thẩm quyền của chính quyền "
    "địa phương 02 cấp trong lĩnh vực quản lý nhà nước của Bộ Nội vụ"
)
CIRCULAR = f"Thông tư số 15/2025/TT-BNV ngày {BLANK} của Bộ trưởng Bộ Nội vụ {BLANK}"


def decree(day: date) -> str:
    """The decree on emulation and commendation that is in force on a day; a blank from when the known one is not.

    >>> decree(date(2027, 2, 28))[:28], decree(date(2027, 3, 1))
    ('Nghị định số 152/2025/NĐ-CP ', 'Nghị định số …… (thay Nghị định số 152/2025/NĐ-CP)')
    """
    return _DECREE if day < _DECREE_ENDS else f"Nghị định số {BLANK} (thay Nghị định số 152/2025/NĐ-CP)"
