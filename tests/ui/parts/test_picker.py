"""What the pickers send to the browser, and what they believe of what comes back."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from emulation.ui.parts.picker import Option, offered

UNITS = [
    Option("A", "Hội Nông dân"),
    Option("B", "Trường Mầm non số 1", "MN1", "Khối trường học"),
    Option("C", "<b>"),
]


def _page() -> None:
    import streamlit as st

    from emulation.ui.parts.picker import Option, pick_many, pick_one

    state = st.session_state
    units = [Option(*each) for each in state["units"]]
    key = state.get("key", "many")
    many = pick_many("Đơn vị", units, key=key, chosen=state["before"], select_all="Chọn tất cả", help="<i>")
    one = pick_one("Một đơn vị", units, key="one", chosen=next(iter(state["before"]), None), required=True)
    state["values"] = many, one


@pytest.fixture
def app() -> AppTest:
    page = AppTest.from_function(_page, default_timeout=60)
    page.session_state["units"] = [(unit.id, unit.name, unit.hint, unit.group) for unit in UNITS]
    page.session_state["before"] = []
    return page


def values(app: AppTest) -> tuple[list[str], str | None]:
    assert not app.exception
    return app.session_state["values"]


def sent(app: AppTest) -> list[dict]:
    return [json.loads(element.proto.json) for element in app.get("bidi_component")]


def test_nothing_is_chosen_at_first(app: AppTest):
    assert values(app.run()) == ([], None)


def test_what_is_chosen_before_comes_in_the_order_of_the_options(app: AppTest):
    app.session_state["before"] = ["C", "A"]
    assert values(app.run()) == (["A", "C"], "C")


def test_the_browser_gets_the_options_as_plain_text(app: AppTest):
    app.session_state["before"] = ["B", "unknown"]
    many, one = sent(app.run())
    assert many == {
        "key": "many",
        "label": "Đơn vị",
        "options": [
            ["A", "Hội Nông dân", "", ""],
            ["B", "Trường Mầm non số 1", "MN1", "Khối trường học"],
            ["C", "<b>", "", ""],
        ],
        "chosen": ["B"],
        "help": "<i>",
        "several": True,
        "required": False,
        "all": "Chọn tất cả",
    }
    assert (one["several"], one["required"], one["chosen"], one["all"]) == (False, True, ["B"], "")


def test_an_option_that_is_offered_no_longer_leaves_the_value(app: AppTest):
    app.session_state["before"] = ["A", "B"]
    app.run()
    app.session_state["units"] = app.session_state["units"][1:]
    assert values(app.run()) == (["B"], None)
    assert [each["chosen"] for each in sent(app)] == [["B"], []]


def test_the_value_holds_over_the_runs_until_there_is_a_new_key(app: AppTest):
    app.session_state["before"] = ["A"]
    app.run()
    app.session_state["before"] = ["B"]
    assert values(app.run()) == (["A"], "A")
    app.session_state["key"] = "anew"
    assert values(app.run()) == (["B"], "A")


@pytest.mark.parametrize("ids", [None, "A", {"A": 1}, 7, [["A"], None, {"B": 1}, "D"]])
def test_nothing_is_believed_that_is_not_offered(ids: object):
    assert offered(UNITS, ids) == []
