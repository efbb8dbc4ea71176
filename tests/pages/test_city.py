"""The screens of a city: what they say of its communes, narrowed, with nothing, and while the lake is away."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import Role, Viewer, may_open
from emulation.city import inbox
from emulation.city.lake import LakeAway
from emulation.city.warehouse import CityWarehouse
from emulation.folder import LAKE, DataFolder, Edition
from emulation.ui.parts import session, viewer
from tests.city.editions import Sent, quarter, units, warehouse
from tests.pages.screens import run_screen, text_of
from tests.pages.test_roles import sent as sent_out

DAY = date(2026, 11, 16)
WEEK = timedelta(days=7)
PAGES = ("whole", "communes", "handed_up", "awards", "commune")
LONG = "Xã Vĩnh Thịnh Phước Thượng Nguyên Đông Bắc Hải Trung <b>đậm</b>"


class Held(DataFolder):
    """A city whose edition does not change."""

    def __init__(self, data: CityWarehouse, stale: Mapping[str, str], path: Path) -> None:
        self.path = path
        self._held = Edition(str(id(data)), data, (), stale, time.time())

    def shown(self) -> Edition:
        return self._held

    edition = shown

    def is_ahead(self, version: str) -> bool:
        return False


def sent() -> Sent:
    """Ba is late with tasks, Ca with a dossier and old, Da never sent, Ea is on course."""
    dossier = {
        "dossier_id": "HS1", "received_on": date(2026, 8, 3), "unit_id": "U0", "nominee_kind": "Cá nhân",
        "award_id": "BK", "level": "Cấp thành phố", "quantity": 1, "stage_since": date(2026, 10, 7),
    }  # fmt: skip
    up = dossier | {"stage": "Trình cấp trên", "with_higher_level": "có", "nominee_name": "Cá nhân 01"}
    waits = dossier | {"stage": "Thẩm định", "with_higher_level": "không", "timeliness": "Quá hạn"}
    award = {
        "unit_id": "U0",
        "award_id": "BK",
        "level": "Cấp thành phố",
        "nominee_kind": "Cá nhân",
        "awards": 3,
    }
    named = {"award_id": "BK", "award_name": "Bằng khen", "category": "Hình thức khen thưởng"}
    late = {
        "task_id": "T1",
        "clause": "II.1.a",
        "quarter": 1,
        "title": "Phát động <i>",
        "timeliness": "Quá hạn",
    }
    return (
        Sent()
        .send("Ba", DAY - WEEK, quarterly_progress=[quarter(1, 4, 1)], unit_progress=units(3))
        .send(
            "Ba",
            DAY,
            notice="Số liệu minh họa",
            quarterly_progress=[quarter(1, 4, 2, overdue=2)],
            unit_progress=units(3),
            tasks=[late | {"due_on": date(2026, 3, 31), "days_late": 230}],
            pending_dossiers=[up],
            awards_given=[award],
            award_names=[named],
        )
        .send("Ca", DAY - 2 * WEEK, quarterly_progress=[quarter(1, 4, 3)], pending_dossiers=[waits])
        .send("Ea", DAY, quarterly_progress=[quarter(1, 4, 4)], unit_progress=units(2))
    )


CITY = warehouse(sent(), {"Ba": "Cụm 1", "Ca": "Cụm 1", "Da": "Cụm 2", "Ea": None})


def shown(page: str, monkeypatch: pytest.MonkeyPatch, data: CityWarehouse = CITY, **address: Any) -> AppTest:
    stale = address.pop("stale", {})
    held = Held(data, stale, address.pop("path", Path("thanh-pho")))
    monkeypatch.setenv("EMULATION_CITY", "thanh-pho")
    monkeypatch.setattr(session, "opened_city", lambda path: held)
    return run_screen(f"city/{page}", Path("none"), monkeypatch, **address)


def test_the_first_sentence_says_who_sent_how_far_they_are_and_who_is_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = text_of(shown("whole", monkeypatch))
    assert (
        "Đến 16/11/2026, 3/4 xã, phường đã gửi số liệu; hoàn thành 75% (9/12 nhiệm vụ); 1 nơi có nhiệm vụ quá hạn; "
        "1 hồ sơ đang ở cấp trên, lâu nhất 40 ngày." in text
    )
    assert "1/3 xã, phường gửi kèm thông báo: Số liệu minh họa" in text


def test_who_is_late_comes_before_who_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("whole", monkeypatch))
    late, silent, tiles = (
        text.index(each) for each in ("Đang trễ (2)", "Chưa gửi, số liệu cũ (2)", "Theo cụm")
    )
    assert (
        late < text.index("Ba 2 nhiệm vụ quá hạn; hoàn thành 50%") < text.index("Ca 1 hồ sơ quá hạn") < silent
    )
    assert (
        silent
        < text.index("Da chưa biết, không tính là 0")
        < text.index("Ca đang tính theo số liệu cũ")
        < tiles
    )


def test_each_card_has_its_denominator(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("whole", monkeypatch))
    for card in (
        "Xã, phường đã gửi 3 /4 1 nơi số liệu cũ hơn 7 ngày",
        "Nhiệm vụ đã hoàn thành 9 /12 75%",
        "Nhiệm vụ quá hạn 2 /12 của 1 nơi",
        "Hồ sơ quá hạn ở cấp xã 1 /2",
        "Khen thưởng đã quyết định 3 0,60 một đơn vị",
    ):
        assert card in text


def test_a_tile_a_commune_says_its_state_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = shown("communes", monkeypatch).get("html")
    (strip,) = (b.proto.body for b in blocks if 'class="strip communes"' in b.proto.body)
    assert re.findall(r'aria-label="([^"]*)"', strip) == [
        "Ba: Có nhiệm vụ quá hạn: 2 nhiệm vụ; số liệu ngày 16/11/2026",
        "Ca: Chỉ hồ sơ quá hạn: 1 hồ sơ; số liệu ngày 02/11/2026",
        "Da: Chưa gửi",
        "Ea: Không việc quá hạn; số liệu ngày 16/11/2026",
    ]
    assert re.findall("<h3>(.*?)</h3>", strip) == ["Cụm 1", "Cụm 2", "Chưa xếp cụm"]


def test_of_thousands_a_tile_is_a_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    many = warehouse(sent(), {"Ba": "Cụm 1", **{f"X{n}": f"Cụm {n % 7 + 1}" for n in range(500)}})
    blocks = shown("communes", monkeypatch, many).get("html")
    (strip,) = (b.proto.body for b in blocks if 'class="strip communes"' in b.proto.body)
    assert strip.count('class="tile"') == 7
    assert "Cụm 1: 1/73 xã, phường có nhiệm vụ quá hạn" in strip


def test_the_inbox_says_how_long_and_whose(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("handed_up", monkeypatch))
    said = "1 hồ sơ đang ở cấp trên, của 3/4 xã, phường đã gửi số liệu; lâu nhất 40 ngày, của Ba."
    assert f"Đến 16/11/2026, {said}" in text


def test_an_inbox_of_communes_that_sent_nothing_is_not_empty_but_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = text_of(shown("handed_up", monkeypatch, bloc="Cụm 2"))
    assert "chưa biết hồ sơ nào đang ở cấp trên: chưa xã, phường nào gửi số liệu." in text
    assert "Không có hồ sơ nào" not in text


def test_awards_say_of_how_many_communes_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("awards", monkeypatch))
    assert (
        "Năm 2026, đến 16/11/2026: 3 khen thưởng, 0,60 một đơn vị; của 3/4 xã, phường đã gửi số liệu." in text
    )


def test_a_commune_has_its_rank_and_what_it_is_late_with(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("commune", monkeypatch, unit="Ba"))
    assert "Hạng 3 theo tỷ lệ hoàn thành. Có nhiệm vụ quá hạn: 2 nhiệm vụ; số liệu ngày 16/11/2026." in text
    assert "tỷ lệ hoàn thành qua 2 ngày số liệu, từ 09/11/2026 25% đến 16/11/2026 50%" in text


def test_a_commune_that_sent_nothing_has_no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("commune", monkeypatch, unit="Da"))
    assert "Chưa gửi." in text
    assert "Nhiệm vụ đã hoàn thành" not in text


def test_the_filter_narrows_to_a_cluster_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("whole", monkeypatch, bloc="Cụm 2"))
    assert "Đến 16/11/2026, chưa xã, phường nào gửi số liệu năm 2026." in text
    assert "Năm 2026 · Tất cả quý · Cụm 2 · tính đến 16/11/2026" in text


def test_an_unknown_commune_is_refused_in_the_citys_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("whole", monkeypatch, unit="Nơi khác"))
    assert "Xã, phường “Nơi khác” không có trong dữ liệu." in text


def test_a_day_between_shows_what_was_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Đến 12/11/2026, 2/4 xã, phường" in text_of(shown("whole", monkeypatch, as_of="2026-11-12"))


def test_while_the_lake_is_away_the_figures_stay_under_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(shown("whole", monkeypatch, stale={"kho": "Từ 08:00 chưa đọc lại được."}))
    assert text.index("Từ 08:00 chưa đọc lại được.") < text.index("3/4 xã, phường")


def test_of_a_lake_that_was_never_read_no_screen_says_that_nothing_was_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = text_of(
        shown("whole", monkeypatch, warehouse(Sent(), {"Ba": None}), stale={"kho": "Không đọc được."})
    )
    assert "Không đọc được." in text
    assert "gửi số liệu" not in text


@pytest.mark.parametrize("role", [Role.UNIT, Role.GUEST])
def test_who_may_see_nothing_of_a_city_is_told_so(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        viewer, "identify", lambda: Viewer(role, "x", "X", ("U1",) if role is Role.UNIT else ())
    )
    text = text_of(shown("whole", monkeypatch))
    assert "Không có gì để xem ở đây" in text
    assert "Ba" not in text.split()


@pytest.mark.parametrize("page", [page for page in PAGES if may_open(Role.COUNCIL, page)])
def test_the_council_sees_no_nominees_name_and_is_told_of_old_figures(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "identify", lambda: Viewer(Role.COUNCIL, "c"))
    app = shown(page, monkeypatch, unit="Ba", stale={LAKE: "Từ 08:00 chưa đọc lại được."})
    assert "Cá nhân 01" not in sent_out(app)
    text = text_of(app)
    assert "Từ 08:00 chưa đọc lại được." in text
    assert "Ba" in text


@pytest.mark.parametrize("page", PAGES)
def test_before_anything_came_in_a_screen_says_how_to_begin(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text_of(shown(page, monkeypatch, warehouse(Sent(), {"Ba": "Cụm 1"})))
    assert "Chưa xã, phường nào gửi số liệu. Bắt đầu" in text


@pytest.mark.parametrize("page", PAGES)
def test_names_are_shown_as_they_are(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Sent().send(LONG, DAY, quarterly_progress=[quarter(1, 4, overdue=1)], unit_progress=units(1))
    app = shown(page, monkeypatch, warehouse(other, {LONG: LONG}))
    assert not any("<b>đậm</b>" in each.proto.body for each in app.get("html"))


def test_without_a_city_there_is_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMULATION_CITY", raising=False)
    assert not session.shows_city()


def test_the_officer_is_told_of_packages_that_were_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    came = tmp_path / "<b>goi.zip"
    came.write_bytes(b"")
    inbox.refuse(tmp_path, came, "Chữ ký không đúng.")
    text = text_of(shown("whole", monkeypatch, path=tmp_path))
    assert "Không nhận 1 gói số liệu" in text
    assert "<b>goi.zip: Chữ ký không đúng. Các gói ấy ở thư mục goi-tu-choi" in text


@pytest.mark.parametrize("page", PAGES)
def test_a_day_that_cannot_be_read_while_the_lake_is_away_waits_for_it(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sent()
    monkeypatch.setattr(data, "rows", away)
    text = text_of(shown(page, monkeypatch, warehouse(data, {"Ba": "Cụm 1"}), unit="Ba"))
    assert "không có trong dữ liệu" not in text
    assert "Chưa đọc được kho số liệu của ngày này. Hãy xem ngày khác, hoặc chờ" in text


def away(table: str, wanted: object) -> Any:
    raise LakeAway("Không đọc được kho.")
