"""How mail is sent, as the environment says. No message of this module has a value of it: a password may stand anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from emulation.addresses import addresses, is_address

SERVER, USER, PASSWORD = "EMULATION_SMTP", "EMULATION_SMTP_USER", "EMULATION_SMTP_PASSWORD"
AUTHORITY, FROM, CHAIRMAN = "EMULATION_SMTP_CA", "EMULATION_MAIL_FROM", "EMULATION_MAIL_CHAIRMAN"
_PORTS = {"smtp": 587, "smtps": 465}


class Misconfigured(Exception):
    """Mail cannot be sent as it is set; the text is a Vietnamese sentence for who set it, without any secret."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `tls_first`: it speaks TLS from the first byte, as at port 465; else STARTTLS is demanded.
    `authority`: the file of the certificates that alone are trusted; None for those of the machine."""

    host: str
    port: int
    tls_first: bool
    user: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What messages are made with. `sender`, `sender_name`: empty where none is set; `chairman`: where the digest goes."""

    sender: str = ""
    sender_name: str = ""
    chairman: tuple[str, ...] = ()


def server(environ: Mapping[str, str]) -> Server | None:
    """The server, or None where none is set. Raises Misconfigured."""
    if not (told := environ.get(SERVER, "").strip()):
        return None
    at = _parts(told)
    if at is None or at.scheme not in _PORTS or not at.hostname or at.path.strip("/") or "@" in at.netloc:
        raise Misconfigured(
            f"{SERVER} phải có dạng smtp://MÁY_CHỦ:587 hoặc smtps://MÁY_CHỦ:465, không kèm tên và mật khẩu."
        )
    user, password = environ.get(USER, ""), environ.get(PASSWORD, "")
    if bool(user) != bool(password):
        raise Misconfigured(f"{USER} và {PASSWORD} phải đặt cùng nhau, hoặc cùng bỏ trống.")
    if not (user.isascii() and password.isascii()):
        raise Misconfigured(f"{USER} và {PASSWORD} chỉ được có chữ không dấu, số và ký hiệu thường.")
    authority = Path(environ[AUTHORITY]) if environ.get(AUTHORITY) else None
    if authority and not authority.is_file():
        raise Misconfigured(f"Không có tệp chứng thư mà {AUTHORITY} chỉ tới.")
    if not environ.get(FROM, "").strip():
        raise Misconfigured(f"Chưa đặt {FROM}: địa chỉ đứng tên người gửi.")
    return Server(at.hostname, at.port or _PORTS[at.scheme], at.scheme == "smtps", user, password, authority)


def letterhead(environ: Mapping[str, str]) -> Letterhead:
    """Raises Misconfigured for what is set but cannot be meant."""
    name, sender = _named(environ.get(FROM, "").strip())
    if (sender or name) and not is_address(sender):
        raise Misconfigured(f"{FROM} phải là một địa chỉ thư điện tử, có thể kèm tên: Tên <dia.chi@xa.vn>.")
    chairman, wrong = addresses(environ.get(CHAIRMAN))
    if wrong:
        raise Misconfigured(
            f"{CHAIRMAN} phải là địa chỉ thư điện tử; nhiều địa chỉ thì cách nhau bằng dấu ;."
        )
    return Letterhead(sender, name, tuple(chairman))


def _named(text: str) -> tuple[str, str]:
    """Name and address, also of a name that should stand in quotation marks.

    >>> _named("Thường trực, xã A <thuongtruc@xa.vn>"), _named("thuongtruc@xa.vn")
    (('Thường trực, xã A', 'thuongtruc@xa.vn'), ('', 'thuongtruc@xa.vn'))
    """
    name, _, address = text.removesuffix(">").rpartition("<") if text.endswith(">") else ("", "", text)
    return name.strip().strip('"'), address.strip()


def _parts(address: str) -> SplitResult | None:
    """None for what is no address, also where only its port is not."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return None if any(each.isspace() for each in address) else parts
