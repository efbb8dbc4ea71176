"""The calendars at their secret addresses, asked for by phones that cannot sign in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from emulation import deadlines
from emulation.accounts import Accounts
from emulation.deadlines import Addresses
from emulation.deadlines.addresses import FILE
from emulation.ui.parts.sharing import addresses
from emulation.ui.server import serve
from emulation.warehouse import NotAvailable
from tests.deadlines.read_back import told
from tests.deadlines.test_calendars import BEFORE
from tests.folders import write_folder
from tests.ui.server.conftest import ADDRESS

ELSEWHERE = "http://evil.example"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("calendars") / "data", BEFORE)


@pytest.fixture(autouse=True)
def shown(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMULATION_DATA", str(data))


@pytest.fixture
def known(accounts: Accounts) -> Addresses:
    """The addresses of the server, beside the accounts."""
    assert addresses().path == accounts.path.with_name(FILE)
    return addresses()


def test_a_phone_gets_the_calendar_of_its_address_without_signing_in(
    client: TestClient, known: Addresses
) -> None:
    answer = client.get(f"/lich/{known.renew('A')}.ics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["content-disposition"] == 'inline; filename="thoi-han-a.ics"'
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == (
        "private, no-cache",
        "nosniff",
    )
    assert "Dời ngày" in told(answer.content)
    assert "Bình xét" in told(client.get(f"/lich/{known.renew()}.ics").content)
    head = client.head(f"/lich/{known.of('A')}.ics")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])
    assert client.post(f"/lich/{known.of('A')}.ics").status_code == 405
    # Neither from another site nor under another name of the server.
    assert client.get(f"/lich/{known.of('A')}.ics", headers={"Origin": ELSEWHERE}).status_code == 403
    assert client.get(f"/lich/{known.of('A')}.ics", headers={"Host": "evil.example"}).status_code == 400


def test_who_has_it_already_is_told_that_nothing_changed(client: TestClient, known: Addresses) -> None:
    path = f"/lich/{known.renew('A')}.ics"
    tag = client.get(path).headers["etag"]
    for sent in (tag, f"W/{tag}", f'"x", {tag}'):
        again = client.get(path, headers={"If-None-Match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_former_address_and_every_other_is_unknown_alike(client: TestClient, known: Addresses) -> None:
    former = known.renew("A")
    known.renew("A")
    answers = [
        client.get(f"/lich/{secret}.ics")
        for secret in (former, former[:-1], "x", "A", "%20", "%C3%A1", "x" * 5000)
    ]
    assert {(each.status_code, each.text, each.headers["cache-control"]) for each in answers} == {
        (404, "Không có lịch ở địa chỉ này. Hãy lấy lại địa chỉ trong bảng theo dõi.", "no-store")
    }
    for behind in (
        "/lich/",
        "/lich/x/y.ics",
        "/lich/x.ics/y",
        "/lich/x.icsx",
        "/lich/..%2f..%2fx.ics",
        f"/lich/{known.of('A')}",
    ):
        assert client.get(behind).status_code == 401


def test_what_cannot_be_read_is_no_empty_calendar(
    client: TestClient, known: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: Any) -> None:
        raise NotAvailable(["tasks.csv"])

    monkeypatch.setattr(deadlines, "calendar", unreadable)
    answer = client.get(f"/lich/{known.renew('A')}.ics")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "600")
    assert "BEGIN" not in answer.text


@pytest.mark.parametrize("share", ["", "read-only"])
def test_without_accounts_there_is_no_such_address(
    known: Addresses, share: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = known.renew("A")
    monkeypatch.setenv("EMULATION_SHARE", share)
    monkeypatch.setattr(Runtime, "_instance", None)
    answer = TestClient(serve.app()._build_starlette_app(), base_url=ADDRESS).get(f"/lich/{secret}.ics")
    assert b"BEGIN:VCALENDAR" not in answer.content
