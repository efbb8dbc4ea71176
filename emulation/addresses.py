"""E-mail addresses as a cell or a setting has them."""

from __future__ import annotations

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?=[A-Za-z]){_LABEL}")
_LONGEST = 254


def is_address(text: str) -> bool:
    """Whether mail can be sent there: plain ASCII, as mail servers take it, at a host with a full name.

    >>> [is_address(each) for each in ("t03@xa.gov.vn", "t03@xa", "thôn@xa.vn", "a@b.vn\\nBcc: c@d.vn", "a..b@xa.vn")]
    [True, False, False, False, False]
    """
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def addresses(text: str | None) -> tuple[list[str], list[str]]:
    """The addresses of a cell, which semicolons or commas separate, each once, and what is none of them.

    >>> addresses("t03@xa.vn; T03@xa.vn; thon 3"), addresses(None)
    ((['t03@xa.vn'], ['thon 3']), ([], []))
    """
    good: dict[str, str] = {}
    wrong = []
    for part in re.split("[;,]", text or ""):
        if is_address(each := part.strip()):
            good.setdefault(each.lower(), each)
        elif each:
            wrong.append(each)
    return list(good.values()), wrong
