"""The slides of a city: one message each, what is not known said, no nominee's name."""

from __future__ import annotations

from datetime import date

from emulation.city.warehouse import CityWarehouse
from emulation.commune import Commune
from emulation.scope import Scope
from emulation.ui.show import city, markup, sections
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Bars
from tests.city.editions import Sent, quarter, units, warehouse
from tests.pages.test_city import CITY

DAY = date(2026, 11, 16)


def moment(data: CityWarehouse = CITY) -> Moment:
    of = Scope.at(DAY)
    return Moment(
        of,
        "",
        None,
        None,
        False,
        Commune(),
        lambda query, *_, **more: data.ask(query, of, **more),
        data.table,
    )


def test_each_slide_says_its_message() -> None:
    made = {slide.id: slide.title for slide in sections.slides(moment(), sections.CITY_USUAL)}
    assert made == {
        "title": "Tình hình thi đua, khen thưởng năm 2026",
        "city": "3/4 xã, phường đã gửi số liệu, hoàn thành 75%",
        "city-late": "1 xã, phường có nhiệm vụ quá hạn",
        "city-silent": "1 xã, phường chưa gửi số liệu năm 2026",
        "clusters": "Cụm 1 hoàn thành nhiều nhất, 62,5%",
        "city-handed-up": "1 hồ sơ trình lên, lâu nhất 40 ngày",
        "city-awards": "3 khen thưởng đã quyết định",
    }


def test_dossiers_and_awards_say_of_how_many_communes_they_are() -> None:
    for slide in (*city.handed_up(moment()), *city.awards(moment())):
        html = " ".join(markup.html_of((slide,), as_of="16/11/2026"))
        assert "Của 3/4 xã, phường đã gửi số liệu." in html


def test_no_slide_names_a_nominee() -> None:
    slides = sections.slides(moment(), sections.CITY_USUAL)
    html = " ".join(markup.html_of(slides, as_of="16/11/2026"))
    assert "Cá nhân 01" not in html
    assert "Bằng khen" in html


def test_a_cluster_of_which_nobody_sent_anything_is_not_known() -> None:
    (slide,) = city.clusters(moment())
    assert isinstance(slide.body, Bars)
    assert [(bar.label, bar.value) for bar in slide.body.bars] == [("Cụm 1", "62,5%"), ("Cụm 2", "chưa biết")]


def test_clusters_that_are_equal_are_named_together() -> None:
    equal = Sent()
    for commune in "AB":
        equal.send(commune, DAY, quarterly_progress=[quarter(1, 2, 1)], unit_progress=units(1))
    (slide,) = city.clusters(moment(warehouse(equal, {"A": "Cụm 1", "B": "Cụm 2"})))
    assert slide.title == "Cụm 1 và Cụm 2 hoàn thành nhiều nhất, 50%"


def test_where_nothing_was_sent_there_is_only_who_did_not() -> None:
    nothing = moment(warehouse(Sent(), {"A": "Cụm 1"}))
    made = [slide.id for slide in sections.slides(nothing, sections.CITY_USUAL)]
    assert made == ["title", "city-silent"]
