"""Caches each report across reruns until the data, the template or the day changes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import streamlit as st

from emulation.folder import Edition
from emulation.reports.facts import Facts
from emulation.reports.made import Made
from emulation.reports.request import Request
from emulation.reports.word import template_of
from emulation.scope import VIETNAM, today
from emulation.ui.parts import session


def of(request: Request) -> Made:
    """The report of a request on the present data."""
    edition, folder = session.edition(), session.folder().path
    return _made(edition.version, request, _stamp(request, folder), today(), edition, folder)


def _stamp(request: Request, folder: Path) -> tuple[str, int]:
    """Path and modification time of the template in use: part of the cache key."""
    if not request.kind.documents:
        return "", 0
    path = template_of(request.kind.file, folder)
    return str(path), path.stat().st_mtime_ns


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs={Request: repr})
def _made(
    version: str, request: Request, template: tuple[str, int], day: date, _edition: Edition, _folder: Path
) -> Made:
    return Made(Facts(_edition.warehouse, request, datetime.now(VIETNAM)), _folder, _edition.problems)
