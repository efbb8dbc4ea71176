"""The menu, role by role."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from emulation.access import HERE, Role, Viewer
from emulation.ui.frame import menu


class Screen(NamedTuple):
    """What the framework makes a page of."""

    file: str
    title: str
    url_path: str
    default: bool
    visibility: str


@pytest.fixture(autouse=True)
def _no_framework(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu.st, "Page", Screen)


def titles(who: Viewer) -> dict[str, list[str]]:
    return {
        group: [page.title for page in pages if page.visibility == "visible"]
        for group, pages in menu.of(who).items()
    }


def test_a_unit_has_its_one_form_beside_the_screens_and_not_in_a_menu_of_one():
    offered = titles(Viewer(Role.UNIT, "thon3", units=("T03",)))
    others = ["Tổng quan", "Tiến độ", "Xếp hạng", "Hồ sơ", "Phong trào", "Đơn vị", "Ghi nhận"]
    assert offered == {"": ["Việc của đơn vị", *others]}


@pytest.mark.parametrize(
    ("who", "first", "path"),
    [
        (Viewer(Role.UNIT, "thon3", units=("T03",)), "duties", "overview"),
        (Viewer(Role.CHAIRMAN, "chutich"), "overview", "progress"),
        (HERE, "overview", "duties"),
    ],
)
def test_what_opens_first_also_opens_by_its_own_path_and_a_link_of_others_leads_where_it_did(
    who: Viewer, first: str, path: str
) -> None:
    pages: list[Any] = [page for group in menu.of(who).values() for page in group]
    opens = {page.url_path: Path(page.file).stem for page in pages}
    assert opens[""] == opens[first] == first
    assert opens[path] == path
    assert [page.url_path for page in pages if page.default] == [""]


def test_a_guest_reads_in_the_menu_what_the_screen_is_called():
    assert titles(Viewer(Role.GUEST)) == {
        "": ["Tổng quan", "Tiến độ", "Xếp hạng", "Khen thưởng", "Phong trào"]
    }


def test_the_officer_has_the_desk_in_a_menu_of_its_own():
    assert list(titles(HERE)) == ["", "Nghiệp vụ"]
