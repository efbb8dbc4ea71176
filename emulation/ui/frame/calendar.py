"""*Đưa thời hạn vào điện thoại*: the calendar of a unit or of all as a file and, where people sign in, by its address."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from emulation import deadlines
from emulation.access import sees_calendar
from emulation.site import site
from emulation.store import SaveRefused
from emulation.ui.frame import frame
from emulation.ui.parts import blocks, notices, session, sharing, viewer
from emulation.ui.parts.sharing import Sharing

_REFUSED = "calendar-refused"
_OF_UNIT = (
    "Lịch có phần việc và hồ sơ đang chờ của đơn vị, nhắc trước một tuần và trước một ngày; không có tên người được đề "
    "nghị khen."
)
_OF_ALL = (
    "Lịch có nhiệm vụ, hồ sơ đang chờ và cuộc họp của mọi đơn vị, nhắc trước một tuần và trước một ngày; không có tên "
    "người được đề nghị khen."
)
_FILE = (
    "Tệp tải về ghi thời hạn lúc này: mở tệp trên điện thoại hoặc trong Outlook để thêm vào lịch. "
    "Thời hạn đổi thì tải lại."
)
_LIVE = (
    "Thêm địa chỉ này vào lịch thì điện thoại tự cập nhật khi thời hạn đổi. Ai có địa chỉ đều xem được lịch mà không cần "
    "đăng nhập: không gửi cho người ngoài."
)
_NONE_YET = "Có địa chỉ riêng thì điện thoại tự cập nhật khi thời hạn đổi, không phải tải lại."
_HOW = (
    ("iPhone", "Mở ứng dụng Lịch, chọn Lịch › Thêm lịch › Thêm lịch đăng ký, dán địa chỉ."),
    (
        "Android",
        "Mở Google Lịch trên máy tính, ở Lịch khác chọn dấu cộng › Từ URL, dán địa chỉ. Google phải mở được địa chỉ ấy "
        "từ Internet.",
    ),
    ("Outlook", "Mở Lịch, chọn Thêm lịch › Đăng ký từ web, dán địa chỉ."),
)
_RENEW = "Đổi khi mất điện thoại, hoặc người có địa chỉ đã chuyển việc. Địa chỉ cũ ngừng ngay, mọi máy phải thêm lịch lại."


def draw(unit: str = "", name: str = "") -> None:
    """Under a fold, for who may see it: the calendar of a unit, or of all (""). `name`: of the unit, where there are
    several on the screen."""
    if not sees_calendar(viewer.viewer(), unit):
        return

    @st.fragment
    def fold() -> None:
        if not viewer.is_still():
            st.rerun()
        label = "Đưa thời hạn vào điện thoại" + (f": {name}" if name else "")
        unfolded = st.expander(label, key=f"calendar-{unit}_fold", on_change="rerun")
        with unfolded, frame.part():
            if unfolded.open:
                blocks.note(_OF_UNIT if unit else _OF_ALL)
                if sharing.sharing() is Sharing.ACCOUNTS:
                    _address(unit)
                _file(unit)

    fold()


def _file(unit: str) -> None:
    session.edition().warehouse.require("deadlines")
    folder = session.folder()
    blocks.note(_FILE)
    st.download_button(
        "Tải lịch (.ics)",
        lambda: deadlines.calendar(folder.path, folder.present, unit).content,
        file_name=deadlines.file_name(unit),
        mime=deadlines.MIME,
        on_click="ignore",
        key=f"calendar-file-{unit}",
    )


def _address(unit: str) -> None:
    if secret := sharing.addresses().of(unit):
        blocks.note(_LIVE)
        st.code(f"{_here()}/lich/{secret}.ics", language=None, wrap_lines=True)
        st.html("".join(f"<p class='note'><strong>{where}</strong>: {how}</p>" for where, how in _HOW))
        with st.popover("Đổi địa chỉ"):
            blocks.note(_RENEW)
            _button("Đổi, ngừng địa chỉ cũ", unit)
    else:
        blocks.note(_NONE_YET)
        _button("Tạo địa chỉ riêng", unit)
    if refused := st.session_state.pop(_REFUSED, ""):
        notices.refusal(refused)


def _button(label: str, unit: str) -> None:
    st.button(label, key=f"calendar-renew-{unit}", on_click=_renew, args=(unit,))


def _renew(unit: str) -> None:
    """Give the calendar another address, if who asks may see it still."""
    try:
        if not sees_calendar(viewer.identify(), unit):
            raise SaveRefused("Tài khoản này không xem lịch ấy được nữa.")
        sharing.addresses().renew(unit)
    except viewer.SignedOut as why:
        st.session_state[_REFUSED] = f"{why} Hãy đăng nhập lại."
    except SaveRefused as why:
        st.session_state[_REFUSED] = str(why)


def _here() -> str:
    """The address at which people open the dashboard: the one that is set, else that of this tab."""
    parts = urlsplit(str(st.context.url or ""))
    return site() or f"{parts.scheme}://{parts.netloc}"
