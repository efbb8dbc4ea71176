"""Báo cáo › Nhắc việc: who would get what and why, one button, what became of it; for the standing body alone."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import Role, Viewer
from emulation.remind import job, log
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.pages.screens import bodies, press, ran, run_screen, text_of
from tests.remind.communes import COMMUNE
from tests.remind.post_office import PostOffice

FEW = {
    **COMMUNE,
    "units": "\n".join(COMMUNE["units"].splitlines()[:5]) + "\n",
    "assignments": "task_id,unit_id,role\nT2,A,Chủ trì\nT2,B,Phối hợp\nT2,C,Phối hợp\nT2,D,Phối hợp\n",
}
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostOffice]:
    opened = PostOffice(tmp_path_factory.mktemp("post"))
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", FEW)


@pytest.fixture
def open_page(folder: Path, served: PostOffice, monkeypatch: pytest.MonkeyPatch) -> Open:
    served.empty()

    def open_page(*, mail: bool = True) -> AppTest:
        for name, value in served.settings().items() if mail else ():
            monkeypatch.setenv(name, value)
        return run_screen("office/reports", folder, monkeypatch)

    return open_page


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.key and button.key.startswith("reminding")]


def kept(app: AppTest) -> dict[str, Any]:
    """The table of mails that were sent."""
    given = [json.loads(element.proto.json or "null") for element in app.get("bidi_component")]
    return next(each for each in given if each and str(each.get("caption")).startswith("Thư nhắc việc"))


def finished(app: AppTest, folder: Path) -> AppTest:
    found = job.of(folder)
    assert found
    found.wait()
    return ran(app)


def test_it_says_who_would_get_what_and_sends_it_once(open_page, folder, served):
    served.dropped = {"a@xa.example"}
    app, other = open_page(), open_page()
    text = text_of(app)
    assert "2 thư chờ gửi. Tính đến 17/11/2026." in text
    assert "Trường Mầm non Hoa Sen 1 sắp đến hạn · a@xa.example" in text
    assert "- II.4.a · Bình xét cuối năm" in text, "the message whole"
    assert 'href="data?file=units&row=4"' in html.unescape(" ".join(bodies(app))), "where C gets its address"
    press(app, "Gửi 2 thư")
    text = text_of(finished(app, folder))
    assert "Đã gửi 1 thư. 3 thư chưa gửi được:" in text
    assert "Trường Mầm non Hoa Sen chưa rõ. Mất kết nối khi đang gửi" in text
    assert "Thôn sai địa chỉ không gửi được. Địa chỉ “thôn d@xa” không đúng." in text
    assert "Chưa rõ các thư sau đã đi hay chưa" in text
    press(other, "Gửi 2 thư")  # the second tab still shows the button
    assert "Không gửi thư nào. 2 thư chưa gửi được:" in text_of(finished(other, folder))
    assert served.recipients == ["a@xa.example", "b@xa.example", "b2@xa.example"]
    served.dropped = set()
    press(app, "Gửi lại 1 thư chưa rõ")
    assert "Đã gửi 1 thư." in text_of(finished(app, folder))
    assert served.recipients.count("a@xa.example") == 2
    assert labels(app) == []
    assert [cells[-1][0] for cells in kept(app)["rows"]][:2] == ["đã gửi", "đã gửi"]


def test_without_a_server_it_says_what_to_set_and_only_the_standing_body_sends(
    open_page, folder, served, monkeypatch
):
    app = open_page(mail=False)
    assert "Chưa gửi được vì máy này chưa có máy chủ thư" in text_of(app)
    assert "docs/may-chu.md" in text_of(app)
    assert "2 thư chờ gửi" in text_of(app)
    assert labels(app) == []
    for name, value in served.settings().items():
        monkeypatch.setenv(name, value)
    assert labels(ran(app)) == ["Gửi 2 thư"]
    monkeypatch.setattr(viewer, "identify", lambda: Viewer(Role.CHAIRMAN, "chu.tich", "Chủ tịch"))
    app.button(key="reminding-send").click().run()  # the role was taken away meanwhile
    assert not served.connections
    assert not log.entries(folder)
    assert "Nhắc việc" not in text_of(app)
