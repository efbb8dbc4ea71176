"""A folded table is made and sent only while it is open."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.folders import write_folder


def page(folder: str) -> None:
    import os

    import pandas as pd
    import streamlit as st

    from emulation.ui.frame import folded
    from emulation.ui.parts import session, viewer
    from emulation.warehouse import NotAvailable

    os.environ["EMULATION_DATA"] = folder
    viewer.begin_run()
    session.begin_run()
    made = st.session_state.setdefault("made", [])

    def rows() -> pd.DataFrame:
        made.append("rows")
        return pd.DataFrame({"name": ["Một"]})

    def unreadable() -> pd.DataFrame:
        raise NotAvailable(["units.csv"])

    folded.table("Xem", rows, {"name": "Tên"}, key="one", caption="Tên", file_name="ten")
    folded.table("Xem nữa", unreadable, {"name": "Tên"}, key="two", caption="Tên", file_name="ten")


def test_rows_are_made_and_sent_only_when_unfolded(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("EMULATION_DATA", str(tmp_path))
    app = AppTest.from_function(page, kwargs={"folder": str(tmp_path)}).run()
    assert not app.exception
    assert (app.session_state["made"], app.get("bidi_component")) == ([], [])

    app.session_state["one_fold"] = True
    app.run()
    assert (app.session_state["made"], len(app.get("bidi_component"))) == (["rows"], 1)


def test_what_cannot_be_read_is_said_in_the_fold(tmp_path: Path, monkeypatch):
    write_folder(tmp_path, {"blocs": "bloc_id,name\nK1,Khối một\n"})
    monkeypatch.setenv("EMULATION_DATA", str(tmp_path))
    app = AppTest.from_function(page, kwargs={"folder": str(tmp_path)})
    app.session_state["two_fold"] = True
    app.run()
    assert not app.exception
    assert "units.csv" in app.get("html")[-1].proto.body
