"""The log of a shared server: what is in it, and what never is."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from emulation.accounts import Accounts
from emulation.ui.server import logs
from tests.accounts.kept import PASSWORD
from tests.ui.server.test_sign_in import send


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log's file; all loggers are put back afterwards."""
    loggers = [logging.root, *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    before = [(each, each.handlers, each.propagate, each.level) for each in loggers]
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", None)
        logs.start(tmp_path)
    yield tmp_path / logs.FOLDER / logs.FILE
    for handler in logging.root.handlers:
        handler.close()
    for each, handlers, propagate, level in before:
        each.handlers, each.propagate = handlers, propagate
        each.setLevel(level)


def test_it_tells_what_was_asked_and_not_by_whom_or_for_what(
    log: Path, client: TestClient, accounts: Accounts
) -> None:
    signed_in = send(client, "chutich", PASSWORD, "/unit?unit=T03")
    client.get("/unit?unit=T03&dossier=HS001")
    client.get("/Nguy%E1%BB%85n%20V%C4%83n%20A")
    client.get("/media/3f2a9c.docx")
    client.get("/lich/bi-mat-cua-lich.ics")
    send(client, "chutich", "matkhausai")
    said = log.read_text(encoding="utf-8")
    assert "POST /sign-in 303" in said
    assert "GET /unit 200" in said
    assert "GET /media 404" in said
    assert "GET /lich 404" in said
    assert "Signing in refused, from testclient" in said
    private = [
        "chutich",
        PASSWORD,
        "matkhausai",
        "T03",
        "HS001",
        "Nguy",
        "3f2a9c",
        "bi-mat",
        str(accounts.path.parent),
    ]
    private += [
        cookie.partition("=")[2].partition(";")[0] for cookie in signed_in.headers.get_list("set-cookie")
    ]
    assert [each for each in private if each in said] == []


def test_faults_of_others_are_told_without_their_values(log: Path) -> None:
    other = logging.getLogger("streamlit.runtime.app_session")
    try:
        raise KeyError("Nguyễn Văn A")
    except KeyError:
        other.exception("Uncaught app execution")
    other.warning("Rejecting %s from %s", "Nguyễn Văn A", "token-123")
    other.warning("\n".join(["First line", "Nguyễn Văn A"]))
    other.info("connection open")
    said = log.read_text(encoding="utf-8")
    assert "KeyError" in said
    assert "test_logs.py:" in said
    assert "Rejecting %s from %s" in said
    assert "First line" in said
    assert [each for each in ("Nguyễn", "token-123", "connection open") if each in said] == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are another thing there")
def test_it_is_for_the_server_alone_and_does_not_grow_for_ever(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = logging.root.handlers[0]
    monkeypatch.setattr(handler, "maxBytes", 2000)
    for _ in range(500):
        logging.getLogger(logs._OURS).info("x" * 100)
    files = list(log.parent.iterdir())
    assert len(files) == logs.FILES
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert all(file.stat().st_size <= 2000 for file in files)


def test_a_full_disk_stops_the_log_and_not_the_server(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_record: logging.LogRecord) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logging.root.handlers[0], "shouldRollover", full)
    logging.getLogger(logs._OURS).info("something")
    assert capsys.readouterr().err == ""
