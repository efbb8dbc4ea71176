"""The part of the week (week.py) that is lived over the network: visitors with the cookies of all roles, and a server that
is killed while they look and save, and started again."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidStatus

from benchmarks.visitor import Heard, Screen, visiting
from benchmarks.week_ledger import DOSSIER, MARK, Kept, Ledger, Person, Wrong, lines
from emulation.access import Role, may_open
from emulation.accounts import FILE
from emulation.schema import TABLE
from emulation.store import Edit, NewRow, save
from emulation.ui.frame import menu
from tests.accounts.kept import HOME, PASSWORD, cheap
from tests.browser.driver import ROOT, _is_up, free_port
from tests.roles import marked

PAGES = {
    path: name for screens in (menu.REVIEW, menu.COUNCIL, menu.OFFICE) for name, (path, _) in screens.items()
}
UNIT = "CAX"
KILLED_EVERY = 40
SAVED, AGAIN = "Đã lưu lúc", "Hãy xem lại rồi bấm Lưu lần nữa"
_SAVES = re.compile(rb"\$\$[A-Z_]*ID-[0-9a-f]+-entry-save")
_NOTE = re.compile(rb"\$\$[A-Z_]*ID-[0-9a-f]+-entry_[\w-]+:note")


class Server:
    """The program in a process of its own."""

    def __init__(self, data: Path) -> None:
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._environment = os.environ | {"EMULATION_DATA": str(data), "EMULATION_SHARE": "accounts"}
        self._process: subprocess.Popen[bytes] | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        try:
            self.start()
            yield
        finally:
            self.kill()

    def start(self) -> None:
        command = [sys.executable, "-m", "emulation.ui.server.serve", "--server.port", str(self._port)]
        with tempfile.TemporaryFile() as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
            if not _is_up(self._process, f"{self.url}/ready"):
                log.seek(0)
                raise Wrong(f"the server did not start: {log.read().decode(errors='replace')}")

    def kill(self) -> None:
        """At once, with whatever it is doing."""
        if self._process:
            self._process.kill()
            self._process.wait()


class Served:
    """The people, the server, and what must be in its files."""

    def __init__(self, data: Path, chance: Random) -> None:
        self.data, self.chance, self.told = data, chance, Counter[str]()
        self.ledger = Ledger(data, marked.write(data))
        accounts = cheap(data / FILE)
        self.people: list[Person] = []
        for number, role in enumerate(Role):
            account, units = role.name.lower(), (UNIT,) if role is Role.UNIT else ()
            first = accounts.add(account, f"Người ZQA{number:05}Z", role, units)
            token = accounts.sign_in(account, first, HOME).token
            accounts.change_password(token, first, PASSWORD)
            self.people.append(Person(account, f"Người ZQA{number:05}Z", role, units, PASSWORD))
        accounts.close()
        self.server = Server(data)
        self.cookies: dict[str, str] = {}
        self.marks = 0
        self.tasks = sorted(
            dict(line)["Mã nhiệm vụ"]
            for line in lines(data / TABLE["assignments"].file)
            if dict(line)["Mã đơn vị"] == UNIT
        )

    def act(self) -> None:
        person = self.chance.choice(self.people)
        if person.account not in self.cookies or self.chance.random() < 0.05:
            self.sign_in(person)
        what = self.chance.random()
        if what < 0.04:
            self.sign_out(person)
        elif person.role in (Role.UNIT, Role.STANDING) and what < 0.5:
            asyncio.run(self.save(person))
        else:
            asyncio.run(self.look(person))

    # ---- who

    def sign_in(self, person: Person) -> None:
        status, cookies = self._post("/sign-in", {"account": person.account, "password": person.password})
        if status != 303 or "session" not in cookies:
            raise Wrong(f"{person} was not let in: {status}")
        self.cookies[person.account] = f"session={cookies['session']}"
        self.told["signed in"] += 1

    def sign_out(self, person: Person) -> None:
        """Sign out; whoever kept the cookie hears nothing more."""
        cookie = self.cookies.pop(person.account)
        self._post("/sign-out", {}, cookie)
        try:
            asyncio.run(self._opened(cookie))
        except InvalidStatus:
            self.told["signed out, the socket refused"] += 1
        else:
            raise Wrong(f"{person} signed out, and still looks")

    async def _opened(self, cookie: str) -> None:
        async with visiting(self.server.url, cookie) as tab:
            await tab.open("")

    def _post(self, path: str, typed: dict[str, str], cookie: str = "") -> tuple[int, dict[str, str]]:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
        headers = {"Origin": self.server.url, "Cookie": cookie}
        body = urllib.parse.urlencode(typed).encode()
        try:
            answer = direct.open(
                urllib.request.Request(f"{self.server.url}{path}", body, headers), timeout=60
            )
        except urllib.error.HTTPError as error:
            answer = error
        given = [each.split(";")[0].split("=", 1) for each in answer.headers.get_all("Set-Cookie") or []]
        return answer.status or 0, dict(given)

    # ---- looking

    async def look(self, person: Person) -> None:
        """Open some screens by addresses that ask for more than their reader may see; the server may be killed between."""
        heard, dossier = Heard(), self.chance.choice(list(self.ledger.marks.unit_of))
        unit = self.ledger.marks.unit_of[dossier]
        query = self.chance.choice(
            ["", f"unit={unit}&dossier={dossier}&as_of=2027-06-30", f"unit={unit}&unit={UNIT}"]
        )
        try:
            async with visiting(self.server.url, self.cookies[person.account], memory=heard) as tab:
                for path in self.chance.sample(list(PAGES), 2):
                    screen = await tab.open(path, query)
                    missing = any(each.startswith("not found") for each in screen.errors)
                    if missing == may_open(person.role, PAGES[path]) or (screen.errors and not missing):
                        raise Wrong(f"{person} at {path}?{query}: {screen.errors}")
        except InvalidStatus as refused:
            raise Wrong(f"{person} is no longer signed in: {refused}") from None
        self.search(person, heard, dossier)
        self.told[f"looked: {person.role}"] += 1

    def search(self, person: Person, heard: Heard, asked: str = "") -> None:
        viewer = person.viewer
        signs = {person.name.split()[-1]}  # one's own name is at the top
        if wrong := {
            each for each in set(MARK.findall(heard.text)) - signs if not self.ledger.knows(viewer, each)
        }:
            raise Wrong(f"{person} was told {sorted(wrong)[:3]}")
        ids = set(DOSSIER.findall(heard.text)) - {asked}
        if wrong := {each for each in ids if not self.ledger.may_name(viewer, each)}:
            raise Wrong(f"{person} was told of {sorted(wrong)[:3]}")

    # ---- saving

    async def save(self, person: Person) -> None:
        """Fill in *Ghi nhận tiến độ* and press its button; once in a while the server is killed at that moment."""
        self.marks += 1
        mark, task, heard = f"ZQW{self.marks:05}Z", self.chance.choice(self.tasks), Heard()
        killed = self.chance.random() < 0.2
        query = urllib.parse.urlencode(
            {"form": "tien-do", "task": task, "unit": UNIT, "status": "Đang thực hiện"}
        )
        cells = {"recorded_on": "16/11/2026", "task_id": task, "unit_id": UNIT, "status": "Đang thực hiện"}
        try:
            async with visiting(self.server.url, self.cookies[person.account], memory=heard) as tab:
                await tab.open("entry", query)
                note, button = heard.last(_NOTE), heard.last(_SAVES)
                if not note or not button:
                    raise Wrong(f"{person} has no form for {task}")
                filled = WidgetState(id=note, string_value=mark)
                pressed = WidgetState(id=button, trigger_value=True)
                if killed:
                    await self._kill_during(tab.set(filled, pressed))
                else:
                    await tab.set(filled, pressed)
                    if AGAIN in heard.text:  # the data changed between the preview and the press
                        self.told["asked to look again"] += 1
                        await tab.set(filled, pressed)
        except ConnectionClosed:
            if not killed:
                raise
        if killed:
            self.server.start()
        told = SAVED in heard.text
        self.search(person, heard)
        self._note(person, mark, {**cells, "note": mark}, told=told, killed=killed)

    async def _kill_during(self, run: Coroutine[Any, Any, Screen]) -> None:
        running = asyncio.create_task(run)
        await asyncio.sleep(self.chance.uniform(0.05, 0.8))
        self.server.kill()
        await running

    def _note(self, person: Person, mark: str, cells: dict[str, str], *, told: bool, killed: bool) -> None:
        """What was acknowledged must be there, and what a kill cut off there whole or nowhere once somebody saves again;
        anything else that was pressed must have been acknowledged."""
        if killed:
            self.recover()
        there = mark in (self.data / TABLE["progress"].file).read_text(encoding="utf-8-sig")
        if (told and not there) or (not told and not killed):
            raise Wrong(f"{person} pressed Lưu for {mark}: told {told}, there {there}")
        if not there:
            self.ledger.refused.add(mark)
            self.told["saves cut off, nothing written"] += 1
            return
        entry, what = self._entry(mark)
        self.ledger.accept(Kept(entry, person.account, person.name, what, {mark: "progress"}), {mark: cells})
        self.told["saves cut off, whole" if killed and not told else f"saved: {person.role}"] += 1

    def recover(self) -> None:
        """The next save sees to what a killed one has left."""
        self.marks += 1
        mark = f"ZQW{self.marks:05}Z"
        person = self.people[0]
        cells = {
            "recorded_on": "16/11/2026",
            "task_id": self.tasks[0],
            "unit_id": UNIT,
            "status": "Đang thực hiện",
        }
        cells |= {"note": mark, "recorded_by": person.name}
        by = {"who": person.name, "account": person.account}
        saved = save(self.data, [Edit("progress", rows=[NewRow(cells)])], f"Việc {mark}", insist=True, **by)
        kept = Kept(saved.entry_id, person.account, person.name, f"Việc {mark}", {mark: "progress"})
        self.ledger.accept(kept, {mark: cells})

    def _entry(self, mark: str) -> tuple[str, str]:
        """The first entry of the history whose version has the row."""
        found = ("", "")
        for path in sorted((self.data / "lich-su").glob("*/*.json"), reverse=True):
            packed = path.with_name(f"{path.stem}.{TABLE['progress'].file}.gz")
            if not packed.exists() or mark not in gzip.decompress(packed.read_bytes()).decode():
                break
            found = path.stem, json.loads(path.read_text(encoding="utf-8"))["what"]
        return found


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: Any) -> None:
        return None


def live_served(data: Path, actions: int, chance: Random) -> str:
    """So many actions over the network; what came of it. Raises Wrong."""
    served, restarts = Served(data, chance), 0
    with served.server.running():
        for number in range(1, actions + 1):
            served.act()
            if number % KILLED_EVERY == 0:  # whoever has signed in still has
                served.server.kill()
                served.server.start()
                restarts += 1
    outcome = served.ledger.check()
    told = "\n".join(f"  {count:6} {what}" for what, count in sorted(served.told.items()))
    return f"{actions} actions over the network, {restarts} restarts: {outcome}\n{told}"
