"""Each role before each page, over the real websocket: what it may not see never leaves the server, what it may does.

The messages that come are searched for the marks of a folder in which everything that is not for all is marked (marked.py).
"""

from __future__ import annotations

import hashlib
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.visitor import Heard, visiting
from emulation.access import Role, may_open
from emulation.accounts import FILE
from emulation.ui.frame import menu
from tests import aside
from tests.accounts.kept import HOME, PASSWORD, cheap
from tests.browser.driver import serving
from tests.roles import marked
from tests.roles.marked import Marked

MARK = re.compile(rb"ZQ[A-Z][a-z]?\d{5}Z")
DOSSIER = re.compile(rb"HS-20\d\d-\d{3}")
MEDIA = re.compile(rb"/media/[0-9a-f]+\.[a-z]+")
WIDGET = re.compile(rb"\$\$[A-Z_]*ID-[0-9a-f]+-[\w-]+")
OWN = "CAX"
"""The unit for which the account of the role Đơn vị speaks."""
PAGES = {
    path: name for screens in (menu.REVIEW, menu.COUNCIL, menu.OFFICE) for name, (path, _) in screens.items()
}


@dataclass(frozen=True, eq=False)
class Site:
    """A server with an account for each role. `cookies`: role → that of its session."""

    url: str
    data: Path
    marks: Marked
    cookies: Mapping[Role, str]

    def digest(self) -> str:
        """Stands for the data, and for who may sign in."""
        found = hashlib.sha256()
        for path in sorted(self.data.glob("*.csv")):
            found.update(path.read_bytes())
        accounts = [replace(each, sessions=0) for each in cheap(self.data / FILE).list()]
        found.update(repr(accounts).encode())
        return found.hexdigest()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("roles") / "data"
    marks = marked.write(data)
    accounts = cheap(data / FILE)
    cookies = {}
    for role in Role:
        first = accounts.add(role.name.lower(), f"Người {role}", role, [OWN] if role is Role.UNIT else [])
        token = accounts.sign_in(role.name.lower(), first, HOME).token
        accounts.change_password(token, first, PASSWORD)
        cookies[role] = f"session={accounts.sign_in(role.name.lower(), PASSWORD, HOME).token}"
    accounts.close()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("EMULATION_SHARE", "accounts")
        with serving(data) as url:
            yield Site(url, data, marks, cookies)


@cache
def walked(site: Site, role: Role) -> tuple[Heard, dict[str, list[str]]]:
    """A role's walk; who sees all anyway needs no address to ask for more."""
    return aside.run(walk(site, role, {"*": ""} if role is Role.CHAIRMAN else hostile(site)))


async def walk(site: Site, role: Role, queries: Mapping[str, str]) -> tuple[Heard, dict[str, list[str]]]:
    """Open every page, with each page's query, and unfold all of it; what was heard, and what went wrong by page."""
    heard, wrong = Heard(), {}
    async with visiting(site.url, site.cookies[role], memory=heard) as tab:
        for path in PAGES:
            for query in dict.fromkeys(["", queries.get(path, queries["*"])]):
                before = len(heard.frames)
                errors = (await tab.open(path, query)).errors
                folds = [
                    WidgetState(id=each, bool_value=True)
                    for each in heard.found(WIDGET, before)
                    if each.endswith("_fold")
                ]
                if folds and not errors:
                    errors = (await tab.set(*folds)).errors
                wrong[f"{path}?{query}"] = errors
    return heard, wrong


def foreign(marks: Marked) -> str:
    """A dossier of another unit that is not decided."""
    return next(each for each, unit in marks.unit_of.items() if unit != OWN and each not in marks.decided)


def hostile(site: Site) -> dict[str, str]:
    """Addresses that ask for more than their reader may see; by page, `*` for the rest."""
    other = foreign(site.marks)
    unit = site.marks.unit_of[other]
    return {
        "*": f"unit={unit}&unit={OWN}&bloc=K1&as_of=2026-10-01&dossier={other}",
        "progress": f"unit={unit}&show=late&task=2026-II.1.a",
        "dossiers": f"unit={unit}&dossier={other}&stage=Tr%C3%ACnh+Ch%E1%BB%A7+t%E1%BB%8Bch&as_of=2027-06-30",
        "rankings": f"unit={unit}&period=2026-Q4&as_of=2026-12-31",
        "movements": f"unit={unit}&movement=PT01",
        "unit": f"unit={unit}&as_of=2026-12-31",
        "show": "slide=dossiers",
        "entry": f"form=chuyen-buoc&dossier={other}&unit={unit}&task=2026-II.1.a",
        "reports": "kind=proposal",
    }


def visible_nominees(marks: Marked, role: Role) -> set[str]:
    """The dossiers whose nominee somebody may know."""
    if role in (Role.STANDING, Role.CHAIRMAN):
        return set(marks.unit_of)
    more: set[str] = set()
    if role is Role.COUNCIL:
        more = set(marks.on_agenda)
    if role is Role.UNIT:
        more = {each for each, unit in marks.unit_of.items() if unit == OWN}
    return set(marks.decided) | more


@pytest.mark.parametrize("role", Role)
def test_a_role_gets_its_pages_and_no_mark_of_what_it_may_not_see(site: Site, role: Role) -> None:
    marks = site.marks
    heard, wrong = walked(site, role)
    for address, errors in wrong.items():
        is_there = not any(each.startswith("not found") for each in errors)
        assert is_there == may_open(role, PAGES[address.partition("?")[0]]), address
        assert not (is_there and errors), (address, errors)

    told = heard.found(MARK)
    named = {marks.nominees[mark] for mark in told & marks.nominees.keys()}
    assert named, "nobody at all is named: the test would find nothing"
    assert named <= visible_nominees(marks, role)
    steps = {marks.steps[mark] for mark in told & marks.steps.keys()}
    assert steps <= visible_nominees(marks, role)
    records = {marks.records[mark] for mark in told & marks.records.keys()}
    ids = heard.found(DOSSIER) - {foreign(marks)}  # which the addresses themselves name
    match role:
        case Role.STANDING:
            assert named - marks.decided
            assert records - {OWN}
            assert ids
        case Role.UNIT:
            assert records <= {OWN}
            assert {marks.unit_of[each] for each in ids} == {OWN}
            assert not told & marks.recorders.keys()
        case Role.GUEST:
            assert not records
            assert not ids
            assert not told & marks.recorders.keys()


async def replay(site: Site, role: Role, widgets: set[str]) -> None:
    """Press, on every page of a role, all that was ever drawn for another; each time in a new tab, for it may break: that
    harms nobody else."""
    pressed = [WidgetState(id=each, trigger_value=True) for each in sorted(widgets)]
    for path, name in PAGES.items():
        if may_open(role, name):
            heard = Heard()
            async with visiting(site.url, site.cookies[role], memory=heard) as tab:
                await tab.open(path)
                await tab.set(*pressed)


def test_what_was_drawn_for_another_role_does_nothing_in_ones_own_tab(site: Site) -> None:
    heard, _ = walked(site, Role.STANDING)
    widgets = heard.found(WIDGET)
    assert len(widgets) > 20
    before = site.digest()
    for role in (Role.COUNCIL, Role.UNIT, Role.GUEST):
        aside.run(replay(site, role, widgets))
    assert site.digest() == before


def test_a_download_wants_a_session(site: Site) -> None:
    async def all_files() -> set[str]:
        heard = Heard()
        async with visiting(site.url, site.cookies[Role.STANDING], memory=heard) as tab:
            for path in ("exchange", "reports"):
                await tab.open(path)
            files = heard.found(MEDIA)
            for file in files:
                assert _status(f"{site.url}{file}", site.cookies[Role.STANDING]) == 200
                assert _status(f"{site.url}{file}", "") == 401
                assert _status(f"{site.url}{file}", "session=nonsense") == 401
        return files

    assert aside.run(all_files())


def _status(url: str, cookie: str) -> int:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    try:
        with direct.open(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code
