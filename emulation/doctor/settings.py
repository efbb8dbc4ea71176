"""Whether the server is set so that no stranger gets in. Settings are read as Streamlit reads them, but without it."""

from __future__ import annotations

import re
import socket
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emulation.doctor.finding import Finding, Grade, fault, good, note
from emulation.doctor.place import Place

_SHARE = "EMULATION_SHARE"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MOST_MB = 200
_HTTPS, _PATIENCE = 443, 0.5
"""The port of https, and the seconds in which a machine answers itself."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting must be. `usual`: its value where nothing sets it; `wanted`: what to write into the file."""

    name: str
    usual: Any
    is_right: Callable[[Any], bool]
    wanted: str
    danger: str
    grade: Grade = Grade.FAULT


def _off(name: str, danger: str) -> Rule:
    return Rule(name, False, lambda value: not value, "false", danger)


def _on(name: str, danger: str) -> Rule:
    return Rule(name, True, lambda value: value is True, "true", danger)


def _empty(name: str, danger: str, usual: Any = None) -> Rule:
    return Rule(name, usual, lambda value: not value, "[]", danger)


RULES = (
    _on("server.enableXsrfProtection", "trang web khác gửi được tệp lên thay người dùng"),
    _on("server.enableCORS", "trang web khác đọc được bảng theo dõi"),
    _empty("server.corsAllowedOrigins", "trang web khác đọc được bảng theo dõi"),
    _empty("client.allowedOrigins", "trang web khác nhúng và điều khiển được bảng theo dõi", usual=["*"]),
    _empty("server.trustedUserHeaders", "ai cũng tự xưng được là người khác"),
    _empty("server.unsafeMetricsUserAttributes", "số đo của máy chủ nêu tên người dùng"),
    _off("server.enableAgentApi", "chương trình khác điều khiển được bảng theo dõi"),
    _off("server.enableStaticServing", "tệp trong thư mục static mở cho mọi người"),
    _off("global.developmentMode", "máy chủ chạy chế độ của người viết chương trình"),
    Rule(
        "client.showErrorDetails",
        "full",
        lambda value: value == "none",
        '"none"',
        "chi tiết lỗi bên trong hiện ra cho người xem",
    ),
    Rule(
        "client.toolbarMode",
        "auto",
        lambda value: value in ("minimal", "viewer"),
        '"minimal"',
        "nút của người viết chương trình hiện ra cho người xem",
    ),
    Rule(
        "browser.gatherUsageStats",
        True,
        lambda value: value is False,
        "false",
        "trình duyệt gửi số liệu sử dụng ra ngoài",
    ),
    Rule(
        "server.maxUploadSize",
        200,
        lambda value: isinstance(value, int) and 0 < value <= _MOST_MB,
        "50",
        "tệp gửi lên quá lớn làm đầy bộ nhớ",
        Grade.NOTE,
    ),
    Rule(
        "logger.level",
        "info",
        lambda value: str(value).lower() not in ("debug", "trace"),
        '"warning"',
        "nhật ký ghi cả nội dung người dùng gửi",
        Grade.NOTE,
    ),
)


def look(place: Place) -> Iterator[Finding]:
    try:
        settings = Settings.of(place)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield fault(
            f"Không đọc được tệp cấu hình .streamlit/config.toml: {error}.", "Chép lại tệp của bản phát hành."
        )
        return
    found = [*_rules(settings), *_address(settings, place), *_sharing(place)]
    yield from found or [good("Cấu hình máy chủ đúng.")]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is in force: an environment variable before the project's file before that of the home folder."""

    environ: Mapping[str, str]
    files: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, place: Place) -> Settings:
        return cls(
            place.environ,
            tuple(_read(folder / ".streamlit/config.toml") for folder in (place.root, place.home)),
        )

    def get(self, name: str, usual: Any) -> Any:
        if (text := self.environ.get(variable(name))) is not None:
            return _value(text)
        section, _, option = name.partition(".")
        found = (file.get(section, {}).get(option) for file in self.files)
        return next((value for value in found if value is not None), usual)


def variable(name: str) -> str:
    """The environment variable of a setting.

    >>> variable("server.enableCORS"), variable("client.showErrorDetails")
    ('STREAMLIT_SERVER_ENABLE_CORS', 'STREAMLIT_CLIENT_SHOW_ERROR_DETAILS')
    """
    return "STREAMLIT_" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace(".", "_").upper()


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _value(text: str) -> Any:
    """The value of an environment variable."""
    return int(text) if text.isdigit() else {"true": True, "false": False}.get(text.lower(), text)


def _rules(settings: Settings) -> Iterator[Finding]:
    for rule in RULES:
        value = settings.get(rule.name, rule.usual)
        if not rule.is_right(value):
            yield Finding(
                rule.grade,
                f"{rule.name} đang là {value}: {rule.danger}.",
                f"Ghi {rule.name} = {rule.wanted} trong .streamlit/config.toml; bỏ biến {variable(rule.name)}.",
            )


def _address(settings: Settings, place: Place) -> Iterator[Finding]:
    address, hosts = settings.get("server.address", ""), settings.get("server.allowedHosts", [])
    if (
        not place.environ.get(_SHARE) and address not in _LOOPBACK
    ):  # accounts or not: nobody is asked who he is
        yield fault(
            f"Máy chủ nghe ở địa chỉ {address or 'bất kỳ'} mà không hỏi ai là ai: ai trong mạng cũng sửa được dữ liệu.",
            'Ghi server.address = "127.0.0.1"; muốn dùng chung thì chạy python3 run.py --share.',
        )
    if not hosts or "*" in hosts:
        yield fault(
            "Máy chủ nhận mọi tên máy (server.allowedHosts): trang web khác giả tên được để đọc dữ liệu.",
            "Ghi server.allowedHosts là tên và địa chỉ mà người dùng gõ.",
        )


def _sharing(place: Place, hears: Callable[[int], bool] | None = None) -> Iterator[Finding]:
    share = place.environ.get(_SHARE, "")
    if share not in ("", "accounts", "read-only"):
        yield fault(
            f"EMULATION_SHARE là “{share}”, không hiểu được.", "Đặt là accounts hoặc read-only, hoặc bỏ đi."
        )
    if share == "accounts" and not place.accounts.is_file():
        yield fault(
            f"Dùng chung có tài khoản nhưng không có tệp tài khoản {place.accounts}.",
            'Tạo tài khoản đầu tiên: python -m emulation user add TÊN --name "HỌ TÊN" --role "Thường trực".',
        )
    if share == "accounts" and not (hears or _hears)(_HTTPS):
        yield note(
            "Máy này không trả lời https (cổng 443): mật khẩu đi qua mạng không mã hoá, trừ khi có máy khác đứng trước.",
            "Đặt nginx với chứng thư ở trước bảng theo dõi, xem docs/may-chu.md.",
        )


def _hears(port: int) -> bool:
    """Whether something on this machine answers at a port."""
    with socket.socket() as caller:
        caller.settimeout(_PATIENCE)
        return caller.connect_ex((_LOOPBACK[0], port)) == 0
