"""Who looks, in each of the three modes, and what a signed-out tab is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from emulation import access
from emulation.access import Role, Viewer
from emulation.ui.parts import sharing, viewer
from tests.accounts.kept import HOME, PASSWORD, with_two
from tests.folders import write_folder

ROOT = Path(__file__).parents[3]


def test_without_accounts_it_is_whoever_sits_here_or_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMULATION_SHARE", raising=False)
    assert viewer.identify() == access.HERE
    monkeypatch.setenv("EMULATION_SHARE", "read-only")
    assert viewer.identify() == access.PUBLIC
    monkeypatch.setenv("EMULATION_SHARE", "acounts")
    with pytest.raises(ValueError, match="acounts"):
        viewer.identify()


def test_with_accounts_it_is_whose_session_the_cookie_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = with_two(tmp_path)
    token = kept.sign_in("chutich", PASSWORD, HOME).token
    monkeypatch.setenv("EMULATION_SHARE", "accounts")
    monkeypatch.setattr(viewer, "accounts", lambda: kept)
    monkeypatch.setattr(viewer.st, "context", type("Context", (), {"cookies": {sharing.SESSION: token}}))
    assert viewer.identify() == Viewer(Role.CHAIRMAN, "chutich", "Trần Văn Bình")
    kept.disable("chutich")
    with pytest.raises(viewer.SignedOut):
        viewer.identify()
    kept.close()
    kept.path.write_bytes(b"x" * 5000)
    with pytest.raises(viewer.SignedOut, match="không đọc được"):
        viewer.identify()


@pytest.fixture
def dashboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("EMULATION_DATA", str(write_folder(tmp_path / "data", {})))
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)


def test_a_signed_out_tab_is_shown_one_sentence_with_a_link_and_nothing_else(
    dashboard: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = with_two(tmp_path)
    monkeypatch.setenv("EMULATION_SHARE", "accounts")
    monkeypatch.setattr(viewer, "accounts", lambda: kept)
    monkeypatch.setattr(viewer.st, "context", type("Context", (), {"cookies": {}}))
    dashboard.run()
    assert not dashboard.exception
    (said,) = dashboard.get("html")
    assert (
        said.proto.body == '<p>Phiên đăng nhập đã hết. <a href="/sign-in" target="_top">Đăng nhập lại</a></p>'
    )


def test_another_viewer_finds_nothing_of_the_one_before_in_the_same_tab(
    dashboard: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = Viewer(Role.STANDING, "hoa", "Hoa")
    monkeypatch.setattr(viewer, "identify", lambda: who)
    dashboard.run()
    dashboard.session_state["typed"] = "chưa lưu"
    dashboard.run()
    assert dashboard.session_state["typed"] == "chưa lưu"
    who = Viewer(Role.CHAIRMAN, "chutich", "Bình")
    dashboard.run()
    assert not dashboard.exception
    assert "typed" not in dashboard.session_state
