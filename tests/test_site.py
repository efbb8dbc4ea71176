"""Links in what leaves the dashboard."""

from __future__ import annotations

import pytest

from emulation.site import link, site


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://thidua.example", "https://thidua.example"),
        (" https://thidua.example/ ", "https://thidua.example"),
        ("http://10.0.0.5:8501/thi-dua/", "http://10.0.0.5:8501/thi-dua"),
        ("thidua.example", ""),
        ("javascript://x", ""),
        ("https://a b", ""),
        ("https://a\r\nb", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_only_an_address_is_taken_for_one(monkeypatch: pytest.MonkeyPatch, given: str, kept: str) -> None:
    monkeypatch.setenv("EMULATION_SITE", given)
    assert site() == kept


def test_a_link_leads_to_a_screen_and_there_is_none_where_nobody_knows_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EMULATION_SITE", "https://thidua.example/")
    assert link("progress", task="II.1.đ&x=1") == "https://thidua.example/progress?task=II.1.%C4%91%26x%3D1"
    assert link("") == "https://thidua.example/"
    monkeypatch.delenv("EMULATION_SITE")
    assert link("progress", task="II.1.a") == ""
