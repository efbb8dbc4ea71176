"""The identity provider of the province, as one private file describes it (TOML; an example is in docs/may-chu.md).

The names in it are those by which Streamlit's own `st.login` is configured. `redirect_uri`, where the provider sends
people back to, is registered with the provider letter for letter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

FILE = "dang-nhap-tinh.toml"
"""The file's name beside the accounts. EMULATION_PROVIDER names another file."""
BACK = "/sign-in/province/back"
"""Where on this server the provider sends people back to."""
_THIS_MACHINE = ("localhost", "127.0.0.1")


class Misconfigured(Exception):
    """The description cannot be used; the text is a Vietnamese sentence for the operator, without any secret."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of OpenID Connect, and what it knows this server by."""

    client_id: str
    client_secret: str = field(repr=False)
    server_metadata_url: str
    redirect_uri: str
    prompt: str = "select_account"
    """What the provider asks people even when they are signed in there: which account, for machines that are shared."""


def file(accounts: Path, environ: Mapping[str, str]) -> Path:
    """Where the provider is described, if it is."""
    return Path(environ.get("EMULATION_PROVIDER") or accounts.with_name(FILE))


def read(file: Path) -> Provider | None:
    """The provider, or None where there is no such file. Raises Misconfigured."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"Không đọc được tệp {file}.") from error
    try:
        return _provider(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(f"Tệp {file} không đúng cú pháp TOML.") from error
    except Misconfigured as error:
        raise Misconfigured(f"Tệp {file}: {error}") from None


def _provider(given: Mapping[str, object]) -> Provider:
    known = {one.name for one in fields(Provider)}
    if unknown := sorted(given.keys() - known):
        raise Misconfigured(f"không có mục {', '.join(unknown)}.")
    wrong = sorted(name for name in known - {"prompt"} | given.keys() if not _filled(given.get(name)))
    if wrong:
        raise Misconfigured(f"thiếu mục {', '.join(wrong)}.")
    provider = Provider(**{name: str(value).strip() for name, value in given.items()})
    for name in ("server_metadata_url", "redirect_uri"):
        if not _private(getattr(provider, name)):
            raise Misconfigured(f"{name} phải là một địa chỉ https.")
    if urlsplit(provider.redirect_uri).path != BACK:
        raise Misconfigured(f"redirect_uri phải kết thúc bằng {BACK}.")
    return provider


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _private(address: str) -> bool:
    """Whether nobody on the way can read along."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _THIS_MACHINE)
