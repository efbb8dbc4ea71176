"""The tables of a city's screens."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from emulation.ui.city import standing
from emulation.ui.parts import session, tables
from emulation.ui.parts.tables import TableColumn

_NAME = TableColumn("Xã, phường", width="22%")
_CLUSTER = TableColumn("Cụm", hide_on_phone=True)
_AS_OF = TableColumn("Số liệu ngày", "date", hide_on_phone=True)
_COMMUNES = {
    "rank": TableColumn(
        "Hạng", "number", help="Theo tỷ lệ hoàn thành trong mọi xã, phường đã biết; bằng nhau đồng hạng."
    ),
    "name": _NAME,
    "cluster": _CLUSTER,
    "completion_rate": TableColumn(
        "Hoàn thành", "percent", help="Trên nhiệm vụ có phát sinh.", hover="of_completion"
    ),
    "on_time_rate": TableColumn(
        "Đúng hạn",
        "percent",
        hide_on_phone=True,
        help="Trên nhiệm vụ đã xong hoặc quá hạn.",
        hover="of_on_time",
    ),
    "overdue": TableColumn("Nhiệm vụ quá hạn", "number", hover="of_tasks"),
    "dossiers_overdue": TableColumn("Hồ sơ quá hạn", "number", hover="of_dossiers"),
    "median_days": TableColumn(
        "Ngày giải quyết",
        "number",
        hide_on_phone=True,
        help="Trung vị số ngày làm việc từ tiếp nhận đến kết thúc hoặc trình cấp trên.",
        hover="of_settled",
    ),
    "awards_per_unit": TableColumn(
        "Khen thưởng/đơn vị",
        "points",
        hide_on_phone=True,
        help="Số khen thưởng trên một đơn vị.",
        hover="of_units",
    ),
    "units": TableColumn("Đơn vị", "number", hide_on_phone=True),
    "as_of": _AS_OF,
}
_HANDED_UP = {
    "name": _NAME,
    "award_name": TableColumn("Danh hiệu, hình thức", width="24%"),
    "nominee": TableColumn("Đối tượng"),
    "unit_name": TableColumn("Đơn vị", hide_on_phone=True),
    "level": TableColumn("Cấp", hide_on_phone=True),
    "received_on": TableColumn("Xã nhận", "date", hide_on_phone=True),
    "handed_up_on": TableColumn("Trình ngày", "date"),
    "days": TableColumn("Số ngày", "number", help="Ngày theo lịch từ khi trình đến ngày đang xem."),
    "as_of": _AS_OF,
}
_COUNTS = {
    "name": _NAME,
    "cluster": _CLUSTER,
    "award_name": TableColumn("Danh hiệu, hình thức"),
    "dossiers": TableColumn("Hồ sơ", "number"),
    "quantity": TableColumn("Số lượng", "number", hide_on_phone=True),
    "oldest_on": TableColumn("Trình sớm nhất", "date"),
    "longest_days": TableColumn("Lâu nhất (ngày)", "number"),
}
_AWARDS = {
    "award_name": TableColumn("Danh hiệu, hình thức", width="40%"),
    "level": TableColumn("Cấp", hide_on_phone=True),
    "nominee_kind": TableColumn("Đối tượng"),
    "awards": TableColumn("Số lượng", "number"),
    "communes": TableColumn("Xã, phường", "number"),
}
_AWARDS_BY_COMMUNE = {
    "name": _NAME,
    "cluster": _CLUSTER,
    "awards": TableColumn("Khen thưởng", "number"),
    "persons": TableColumn("Cá nhân", "number", hide_on_phone=True),
    "collectives": TableColumn("Tập thể", "number", hide_on_phone=True),
    "households": TableColumn("Hộ gia đình", "number", hide_on_phone=True),
    "units": TableColumn("Đơn vị", "number", hide_on_phone=True),
    "awards_per_unit": TableColumn("Một đơn vị", "points"),
    "as_of": _AS_OF,
}
_TASKS = {
    "clause": TableColumn("Điều khoản"),
    "title": TableColumn("Nhiệm vụ", width="50%"),
    "due_on": TableColumn("Hạn", "date"),
    "days_late": TableColumn("Trễ", "days"),
}
_UNITS = {
    "name": TableColumn("Đơn vị", width="34%"),
    "assigned": TableColumn("Phần việc", "number"),
    "completion_rate": TableColumn("Hoàn thành", "percent"),
    "on_time_rate": TableColumn("Đúng hạn", "percent", hide_on_phone=True),
    "overdue": TableColumn("Quá hạn", "number"),
}
_DAYS = {
    "as_of": TableColumn("Số liệu ngày", "date"),
    "completion_rate": TableColumn("Hoàn thành", "percent"),
    "overdue": TableColumn("Nhiệm vụ quá hạn", "number"),
    "dossiers": TableColumn("Hồ sơ chưa kết thúc", "number", hide_on_phone=True),
    "dossiers_overdue": TableColumn("Hồ sơ quá hạn", "number"),
    "awards": TableColumn("Khen thưởng", "number", hide_on_phone=True),
    "taken_at": TableColumn("Nhận gói lúc", "moment", hide_on_phone=True),
}


def communes() -> None:
    """Every commune, ranked; a row opens it."""
    rows = session.ask("city/communes")
    done = rows["done_on_time"] + rows["done_late"]
    told = rows.assign(
        of_completion=_of(done, rows["tasks"] - rows["not_arising"], "nhiệm vụ"),
        of_on_time=_of(rows["done_on_time"], done + rows["overdue"], "nhiệm vụ"),
        of_tasks=_of(rows["overdue"], rows["tasks"] - rows["not_arising"], "nhiệm vụ"),
        of_dossiers=_of(rows["dossiers_overdue"], rows["dossiers"], "hồ sơ chưa kết thúc"),
        of_settled=_of(rows["settled"], None, "hồ sơ đã giải quyết"),
        of_units=_of(rows["awards"], rows["units"], "đơn vị"),
    )
    tables.table(
        told,
        _COMMUNES,
        key="communes",
        caption="Các xã, phường xếp theo tỷ lệ hoàn thành",
        file_name="cac-xa-phuong",
        opens="commune",
        on_open=_open,
        page_rows=20,
    )


def _of(part: pd.Series, whole: pd.Series | None, thing: str) -> list[str]:
    """What a cell is a share of, shown over it: 12/20 nhiệm vụ."""
    if whole is None:
        return [f"{each} {thing}" if each is not None else standing.SILENT for each in part]
    pairs = zip(part, whole, strict=True)
    return [f"{a}/{b} {thing}" if a is not None and a == a else standing.SILENT for a, b in pairs]


def _open(commune: str) -> None:
    """The filter's, as a callback; the page of one commune follows from it."""
    st.session_state["unit"] = [commune]


def handed_up() -> None:
    """The dossiers that lie with the higher level, the longest first."""
    rows = session.ask("city/handed_up")
    named = [
        f"{name} ({kind.lower()})" if name else kind
        for name, kind in zip(rows["nominee_name"], rows["nominee_kind"], strict=True)
    ]
    tables.table(
        rows.assign(nominee=pd.Series(named, rows.index, dtype=object)),
        _HANDED_UP,
        key="handed_up",
        caption="Hồ sơ trình lên, lâu nhất ở trên",
        file_name="ho-so-trinh-len",
        page_rows=20,
        empty="Không có hồ sơ nào đang ở cấp trên trong phạm vi đang xem.",
    )


def _plain(query: str, columns: tables.Columns, caption: str, file_name: str) -> None:
    tables.table(
        session.ask(query),
        columns,
        key=file_name.replace("-", "_"),
        caption=caption,
        file_name=file_name,
    )


def handed_up_counts(*, of_one: bool = False) -> None:
    """By commune and award; `of_one` commune by award alone."""
    _plain(
        "city/handed_up_counts",
        {name: column for name, column in _COUNTS.items() if not (of_one and name in ("name", "cluster"))},
        f"Hồ sơ trình lên theo {'' if of_one else 'xã, phường và '}danh hiệu",
        "ho-so-trinh-len-so-luong",
    )


def awards() -> None:
    _plain("city/awards", _AWARDS, "Khen thưởng theo danh hiệu, hình thức", "khen-thuong-theo-danh-hieu")


def awards_by_commune() -> None:
    _plain("city/awards_by_commune", _AWARDS_BY_COMMUNE, "Khen thưởng theo xã, phường", "khen-thuong-theo-xa")


def overdue_tasks() -> None:
    _plain("city/overdue_tasks", _TASKS, "Nhiệm vụ quá hạn, trễ nhất ở trên", "nhiem-vu-qua-han")


def units() -> None:
    _plain("city/commune_units", _UNITS, "Phần việc của từng đơn vị", "don-vi-cua-xa")


def days(commune: str) -> None:
    rows = session.ask("city/history", commune=commune)
    tables.table(
        rows.iloc[::-1].reset_index(drop=True),
        _DAYS,
        key="days_of_commune",
        caption="Số liệu xã, phường đã gửi, mới nhất ở trên",
        file_name="so-lieu-da-gui",
        page_rows=10,
        empty="Chưa gửi số liệu nào.",
    )
