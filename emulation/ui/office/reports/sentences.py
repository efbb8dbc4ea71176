"""What *Báo cáo* says in sentences: what is chosen, what is lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from emulation import words
from emulation.commune import Commune
from emulation.remind.outbox import Outcome, Parcel
from emulation.reports.choices import NONE
from emulation.reports.contents import phrases
from emulation.reports.kind import Kind
from emulation.reports.missing import Gap
from emulation.reports.request import Request
from emulation.reports.word import TemplateFault
from emulation.schema import TABLE

_FORMS = {
    "tien-do": "Ghi nhận tiến độ",
    "chuyen-buoc": "Chuyển bước hồ sơ",
    "cham-diem": "Nhập điểm",
    "cuoc-hop": "Cuộc họp, kết luận",
}


def period(kind: Kind, value: str) -> str:
    """A period to choose: 6 tháng đầu năm 2026 for the half-year's 2026."""
    return f"6 tháng đầu năm {value}" if kind.on == "half-year" else words.period(value)


def level(value: str) -> str:
    return "Mọi cấp" if value == NONE else value


def meeting(value: str, rows: Mapping[str, Any]) -> tuple[str, str]:
    """A meeting to choose: its day, and what it is about."""
    if value == NONE:
        return "Không theo cuộc họp", ""
    return f"Ngày {words.day(rows[value].held_on)}", rows[value].title


def lead(request: Request, documents: int, places: str, held_on: date | None, commune: Commune) -> str:
    """Which report this is, in one sentence. `places`: what the filter narrows it to; `held_on`: the meeting's day."""
    title, as_of = request.kind.title, words.day(request.scope.as_of)
    where = f", {places}" if places else ""
    if request.kind.addressee:
        return f"{words.number(documents)} công văn gửi đơn vị có phần việc quá hạn tính đến {as_of}{where}."
    of_level = phrases.clause(commune.level(request.level)) if request.level else ""
    on = f"ngày {words.day(held_on)}" if held_on else ""
    about = f"{of_level} {on}".strip() or request.in_words
    return f"{_joined(title, about)}{where}. Số liệu tính đến {as_of}."


def _joined(title: str, about: str) -> str:
    """The title and what it is about; words that end one and begin the other are said once.

    >>> _joined("Báo cáo sơ kết 6 tháng", "6 tháng đầu năm 2026"), _joined("Số liệu", "quý I")
    ('Báo cáo sơ kết 6 tháng đầu năm 2026', 'Số liệu quý I')
    """
    said = title.split()
    meeting = next(
        (at for at in range(len(said)) if f"{about} ".startswith(f"{' '.join(said[at:])} ")), len(said)
    )
    return " ".join([*said[:meeting], about]).strip()


def what_to_do(why: Exception) -> str:
    """What the user can do when a report cannot be made."""
    if isinstance(why, TemplateFault):
        return "Mẫu nằm ở mục Sửa mẫu văn bản bên dưới."
    return "Hãy đổi lựa chọn ở trên."


def lacking(gaps: Sequence[Gap]) -> str:
    """How much is missing."""
    if not gaps:
        return "Không thiếu gì: dữ liệu đủ cho báo cáo này."
    return f"{words.number(len(gaps))} điều nên bổ sung; chưa bổ sung thì để trống hoặc ghi “chưa có”."


def mended_at(gap: Gap) -> str:
    """What the link to where a gap is mended says."""
    if gap.page == "entry":
        return _FORMS[str(gap.params["form"])]
    file = gap.params.get("file")
    return f"Bảng {TABLE[str(file)].title}" if file else "Xem lỗi ở Dữ liệu"


REMINDING = (
    "Mỗi đơn vị có việc quá hạn, sắp đến hạn hoặc bị trả lại nhận một thư; mỗi điều chỉ nhắc một lần. "
    "Thứ Hai có thêm thư cho Chủ tịch."
)
NO_SERVER = (
    "Chưa gửi được vì máy này chưa có máy chủ thư. Người cài đặt chương trình đặt địa chỉ máy chủ (EMULATION_SMTP), "
    "tên và mật khẩu hộp thư (EMULATION_SMTP_USER, EMULATION_SMTP_PASSWORD) và người gửi (EMULATION_MAIL_FROM): "
    "xem mục Thư nhắc việc trong docs/may-chu.md."
)
NO_SITE = "Thư chưa có liên kết về bảng theo dõi, vì chưa đặt địa chỉ của bảng theo dõi (EMULATION_SITE)."
UNCLEAR = (
    "Chưa rõ các thư sau đã đi hay chưa, vì lần gửi trước bị ngắt giữa chừng. Hãy hỏi nơi nhận; chưa nhận được thì "
    "gửi lại."
)


def to_be_reminded(parcels: Sequence[Parcel], day: str) -> str:
    """How many mails there are to send, and how many units need none."""
    due = sum(parcel.is_due() and bool(parcel.to) for parcel in parcels)
    quiet = sum(not parcel.is_due() and not parcel.is_unclear for parcel in parcels)
    said = f"{words.number(due)} thư chờ gửi" if due else "Không có thư nào chờ gửi"
    rest = (
        f"; {words.number(quiet)} đơn vị có việc phải báo nhưng không có điều mới cần nhắc" if quiet else ""
    )
    return f"{said}{rest}. Tính đến {day}."


def reminded(outcomes: Sequence[Outcome]) -> str:
    """What became of a sending."""
    if not outcomes:
        return "Không có điều mới cần nhắc, không gửi thư nào."
    sent = sum(outcome.is_sent for outcome in outcomes)
    rest = len(outcomes) - sent
    said = f"Đã gửi {words.number(sent)} thư." if sent else "Không gửi thư nào."
    return f"{said} {words.number(rest)} thư chưa gửi được:" if rest else said
