"""Each screen for each role: nothing that it may not see is in anything that is sent, and what is there reads well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import Role, Viewer, may_open
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.marked import SAMPLE, Folder, marks_in, viewers
from tests.pages.screens import run_screen, text_of

REVIEW = ("overview", "progress", "rankings", "dossiers", "movements", "unit")
OTHERS = ("council/prepare", "council/show", "office/entry", "office/duties")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(SAMPLE, tmp_path_factory.mktemp("roles"), Random("roles"))


def opened(who: Viewer, page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    monkeypatch.setattr(viewer, "identify", lambda: who)
    return run_screen(page, folder, monkeypatch, **address)


def sent(app: AppTest) -> str:
    """All that a run sends to the browser: each element, with what it holds unseen, as one text."""
    return " ".join(
        element.proto.SerializeToString().decode("utf-8", "replace")
        for element in elements(app)
        if hasattr(element.proto, "SerializeToString")
    )


def elements(app: AppTest) -> Iterator:
    kinds = {
        node.type for root in (app._tree[0], app._tree[1], *app._tree.children.values()) for node in root
    }
    for kind in sorted(kinds):
        yield from app.get(kind)


def pages_of(who: Viewer, *pages: str) -> list[str]:
    return [page for page in pages if may_open(who.role, page.rpartition("/")[2])]


def others(folder: Folder) -> dict[str, str]:
    """An address about somebody else."""
    unit = next(unit for unit in folder.units if unit not in folder.own)
    dossiers = folder.data.table("dossiers")
    dossier = dossiers.loc[dossiers["unit_id"] == unit, "dossier_id"].iloc[0]
    return {
        "unit": unit,
        "bloc": folder.ids["bloc"][0],
        "ranked": unit,
        "dossier": dossier,
        "task": folder.ids["task"][3],
        "movement": folder.ids["movement"][0],
        "period": "2026-Q4",
        "as_of": "2027-06-30",
        "show": "late",
        "compare": "year",
        "slides": "decisions,honoured,dossiers,ranking,blocs",
        "announced": "1",
        "form": "tu-cham",
    }


@pytest.mark.parametrize("place", range(4), ids=["council", "unit", "no-unit", "guest"])
@pytest.mark.parametrize("asked", ["plainly", "for-others"])
def test_no_screen_sends_what_its_viewer_may_not_know(
    folder: Folder, place: int, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, told = viewers(folder)[place], 0
    for page in pages_of(who, *REVIEW, *OTHERS):
        address = others(folder) if asked == "for-others" else {}
        if page == "overview":
            address.pop("task", None)
        app = opened(who, page, folder.path, monkeypatch, **address)
        marks = marks_in(sent(app)) - marks_in(str(address))  # what was typed may be said again
        assert not {mark for mark in marks if not folder.may_know(who, mark)}, page
        assert not re.search(r"\b(nan|None|NaT)\b", text_of(app)), page
        told += len(marks)
    assert told > 10


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.GUEST, "unit"),
        (Role.GUEST, "council/show"),
        (Role.GUEST, "office/data"),
        (Role.UNIT, "office/reports"),
        (Role.COUNCIL, "office/entry"),
        (Role.CHAIRMAN, "office/exchange"),
    ],
)
def test_the_address_of_a_screen_that_a_role_may_not_open_opens_none(
    folder: Folder, role: Role, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(Viewer(role, "ai"), page, folder.path, monkeypatch)
    # under the framework's own window: Không tìm thấy trang này
    assert ("Việc của đơn vị" if role is Role.UNIT else "Tổng quan") in text_of(app)


def test_all_is_sent_to_who_sees_all(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(Viewer(Role.CHAIRMAN, "chutich"), "dossiers", folder.path, monkeypatch)
    assert len(marks_in(sent(app))) > 100


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.UNIT, Role.GUEST])
def test_a_screen_without_data_tells_nobody_to_mend_files_that_he_has_not(
    role: Role, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder(tmp_path / "data")
    for page in pages_of(Viewer(role), *REVIEW):
        text = text_of(opened(Viewer(role, units=("U1",)), page, folder, monkeypatch))
        assert ".csv" not in text, page
        assert "/data?" not in text, page


@pytest.mark.parametrize("role", [Role.CHAIRMAN, Role.UNIT])
def test_what_is_assumed_is_said_to_lie_in_a_file_only_to_who_has_the_files(
    folder: Folder, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder.own if role is Role.UNIT else ()
    dossiers = folder.data.table("dossiers")
    dossier = dossiers.loc[dossiers["unit_id"] == folder.own[0], "dossier_id"].iloc[0]
    for page, address in (("rankings", {}), ("dossiers", {"dossier": dossier})):
        told = sent(opened(Viewer(role, "ai", units=own), page, folder.path, monkeypatch, **address))
        assert "giả định" in told
        assert "sửa được" not in told, page


def test_who_may_not_restore_is_not_told_that_he_can(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(Viewer(Role.CHAIRMAN, "chutich"), "office/history", folder.path, monkeypatch)
    assert "xem và so sánh được" in text_of(app)
    assert "khôi phục" not in text_of(app)


def test_what_a_report_lacks_links_only_to_where_who_looks_can_mend_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ways(who: Viewer) -> str:
        told = text_of(opened(who, "office/reports", folder.path, monkeypatch))
        return told.partition("Còn thiếu gì")[2]

    for way in ("Nhập điểm", "Bảng Kế hoạch năm"):
        assert way in ways(Viewer(Role.STANDING, "thuongtruc"))
        assert way not in ways(Viewer(Role.CHAIRMAN, "chutich"))


def test_what_somebody_else_holds_is_as_unknown_as_what_is_not_there(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, foreign = viewers(folder)[1], others(folder)
    for page, parameter in (
        ("dossiers", "dossier"),
        ("rankings", "ranked"),
        ("overview", "unit"),
        ("overview", "bloc"),
    ):
        told = text_of(opened(who, page, folder.path, monkeypatch, **{parameter: foreign[parameter]}))
        unknown = text_of(opened(who, page, folder.path, monkeypatch, **{parameter: "khong-co"}))
        assert "không có" in unknown.lower()
        assert told.replace(f"“{foreign[parameter]}”", "?") == unknown.replace("“khong-co”", "?"), page
