"""Packages that communes send over HTTPS: `PUT /goi/<name>`, without an account."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from emulation.accounts import Accounts
from emulation.city import inbox
from emulation.publish import package as packages
from emulation.ui.server import serve
from tests.city.cities import city, package, private_key
from tests.ui.server.conftest import ADDRESS

NAME, SENT = package()
UNSIGNED = "Gói không có chữ ký của xã, phường nào ở đây."


@pytest.fixture
def place(tmp_path: Path, accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a city with accounts."""
    found = city(tmp_path / "city")
    monkeypatch.setenv("EMULATION_CITY", str(found))
    monkeypatch.setattr(Runtime, "_instance", None)
    return found


@pytest.fixture
def commune(place: Path) -> TestClient:
    return TestClient(serve.app()._build_starlette_app(), base_url=ADDRESS, follow_redirects=False)


def test_a_package_lies_in_the_inbox_once_it_is_answered(commune: TestClient, place: Path) -> None:
    answer = commune.put(f"/goi/{NAME}", content=SENT)
    assert (answer.status_code, answer.text) == (201, "Đã nhận gói số liệu ngày 29/07/2026 của Xã A.")
    assert [path.name for path in (place / inbox.CAME).iterdir()] == [NAME]
    assert (place / inbox.CAME / NAME).read_bytes() == SENT
    assert commune.put(f"/goi/{NAME}", content=SENT).status_code == 201


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        (NAME, SENT[:-9], "Gói bị hỏng hoặc chép chưa trọn; chép hoặc gửi lại."),
        (NAME, package(None, private_key("xa-b"))[1], UNSIGNED),
        (NAME.replace("xa-a", "xa-b"), SENT, "Tên tệp không đúng với bản kê trong gói"),
        (*package(commune="xa-c"), UNSIGNED),
        ("..%2fcommunes.csv", SENT, ""),
    ],
    ids=["cut off", "of another key", "renamed", "a stranger's", "a path"],
)
def test_another_is_refused_and_leaves_nothing(
    commune: TestClient, place: Path, name: str, data: bytes, sentence: str
) -> None:
    before = sorted(place.iterdir())
    answer = commune.put(f"/goi/{name}", content=data)
    assert 400 <= answer.status_code < 500 or answer.status_code == 303
    assert answer.text.startswith(sentence)
    assert sorted(place.iterdir()) == before


def test_what_is_too_large_is_not_read_to_its_end(
    commune: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "MOST_BYTES", 1_000_000)
    answer = commune.put(f"/goi/{NAME}", content=bytes(1_100_000))
    assert (answer.status_code, answer.text) == (422, "Tệp lớn hơn 1 MB, không phải gói số liệu.")


def test_nothing_else_is_open_without_an_account(commune: TestClient) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert commune.request(method, f"/goi/{NAME}").status_code in (302, 303, 401, 403)


def test_a_commune_s_server_takes_no_packages(client: TestClient) -> None:
    assert client.put(f"/goi/{NAME}", content=SENT).status_code in (404, 405)
