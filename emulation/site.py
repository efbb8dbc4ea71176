"""Where people open the dashboard, for links in what leaves it: mails, calendars."""

from __future__ import annotations

import os
from urllib.parse import urlencode, urlsplit


def site() -> str:
    """The address that EMULATION_SITE gives, without a slash at its end; empty where it gives none that is an address."""
    given = os.environ.get("EMULATION_SITE", "").strip().rstrip("/")
    try:
        parts = urlsplit(given)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and given.isprintable()
    except ValueError:
        usable = False
    return given if usable and " " not in given else ""


def link(page: str, **params: str) -> str:
    """The full address of a screen by its url path; empty where it is not known where people open the dashboard.

    `link("progress", task="II.1.a")`, `link("duties", unit="CAX")`.
    """
    query = urlencode(params)
    return f"{site()}/{page}" + (f"?{query}" if query else "") if site() else ""
