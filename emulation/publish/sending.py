"""A package on its way up: into a folder (a USB stick, a share), or over HTTPS to the city's server."""

from __future__ import annotations

import ssl
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import httpx

from emulation.intake.problems import shown
from emulation.store import disk

TO, CA = "EMULATION_PUBLISH_TO", "EMULATION_PUBLISH_CA"
"""The settings: where packages go, and the certificates that alone are trusted there."""
PATIENCE = 60.0
"""Seconds to wait for the city's server."""


_HERE = ("127.0.0.1", "localhost")
"""Where nothing travels, encrypted or not."""


class NotSent(Exception):
    """The package did not arrive. The message is a sentence in Vietnamese."""


def is_url(to: str) -> bool:
    return to.lower().startswith(("https://", "http://"))


def send(to: str, name: str, data: bytes, ca: str = "") -> str:
    """Send a package; a sentence on where it is. `ca`: a file of the certificates that alone are trusted. Raises NotSent."""
    return _over_https(to, name, data, ca) if is_url(to) else _into_folder(Path(to), name, data)


def _into_folder(folder: Path, name: str, data: bytes) -> str:
    if not folder.is_dir():
        raise NotSent(f"Không có thư mục {folder}. Kiểm tra ổ USB hoặc ổ mạng.")
    path, waiting = folder / name, folder / f".{name}.{token_hex(4)}.tam"
    try:
        if path.is_file() and path.read_bytes() == data:
            return f"Gói {name} đã có trong {folder}."
        disk.write(waiting, data)
        waiting.replace(path)
    except OSError as error:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise NotSent(str(disk.refusal(error, path))) from None
    disk.sync_folder(folder)
    return f"Đã ghi gói {name} vào {folder}."


def _over_https(url: str, name: str, data: bytes, ca: str) -> str:
    try:
        if httpx.URL(url).scheme != "https" and httpx.URL(url).host not in _HERE:
            raise NotSent("Địa chỉ nhận gói phải là https://: đường truyền không mã hoá thì không gửi.")
        trusted = ssl.create_default_context(cafile=ca) if ca else True
        answer = httpx.put(
            f"{url.rstrip('/')}/{name}", content=data, verify=trusted, timeout=PATIENCE, trust_env=False
        )
    except (OSError, ssl.SSLError) as error:
        raise NotSent(f"Không đọc được chứng thư {ca} ({shown(str(error))}).") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise NotSent(
                f"Không tin được máy chủ {url}: hỏi cấp trên tệp chứng thư, rồi đặt đường dẫn của tệp ở {CA}."
            ) from None
        raise NotSent(
            f"Không gửi được tới {url} ({shown(str(error)) or type(error).__name__}); gửi lại sau."
        ) from None
    said = shown(answer.text) if answer.headers.get("content-type", "").startswith("text/plain") else ""
    if not answer.is_success:
        raise NotSent(f"Máy chủ cấp trên không nhận gói (mã {answer.status_code}). {said}".rstrip())
    return f"Đã gửi gói {name}. {said}".rstrip()
