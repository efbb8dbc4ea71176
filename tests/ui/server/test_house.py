"""The server: what it does between runs, and the framework's hidden setting that it relies on."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import pytest
from streamlit import config

from emulation.folder import DataFolder
from emulation.ui.parts import session
from emulation.ui.server import house
from tests.editions import UNITS, write
from tests.folders import write_folder
from tests.pages.screens import ran, run_screen


def test_the_framework_still_knows_the_hidden_setting_and_it_is_off() -> None:
    assert "runner.postScriptGC" in config._config_options_template
    assert config.get_option("runner.postScriptGC") is False


def test_the_folder_is_read_and_asked_between_the_visits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "LOOK_EVERY", 0.01)
    folder = DataFolder(write_folder(tmp_path / "data", {}), settle=0)
    warmed, stopped = threading.Semaphore(0), threading.Event()
    monkeypatch.setattr("emulation.warehouse.Warehouse.warm", lambda _self: warmed.release())
    watch = threading.Thread(target=house.keep_house, args=(folder, stopped))
    watch.start()
    try:
        assert warmed.acquire(timeout=60)
        before = folder.present
        write(folder.path / "units.csv", UNITS)
        assert warmed.acquire(timeout=60)
        assert folder.present is not before
        assert len(folder.present.warehouse.table("units")) == 8
    finally:
        stopped.set()
        watch.join()
        gc.unfreeze()


def test_a_fault_does_not_end_the_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "LOOK_EVERY", 0.01)
    folder = DataFolder(write_folder(tmp_path / "data", {}), settle=0)
    looks, stopped = threading.Semaphore(0), threading.Event()

    def faulty(_house: object) -> None:
        looks.release()
        raise OSError("the disk is away")

    monkeypatch.setattr(house._House, "look", faulty)
    watch = threading.Thread(target=house.keep_house, args=(folder, stopped))
    watch.start()
    try:
        assert looks.acquire(timeout=60)
        assert looks.acquire(timeout=60)
    finally:
        stopped.set()
        watch.join()


def test_no_former_edition_is_held_once_the_screens_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "LEAD_EVERY", 0)
    path = write_folder(tmp_path / "data", {"units": UNITS})
    app = run_screen("overview", path, monkeypatch)
    keeping = house._House(session.folder())
    former = []
    try:
        for name in "ABC":
            former.append(weakref.ref(session.folder().present.warehouse))
            write(path / "units.csv", UNITS.replace("Đơn vị", f"Đơn vị {name}"))
            session.folder().refresh()
            keeping.look()
            ran(app)
    finally:
        gc.unfreeze()
    gc.collect()
    assert [each() for each in former[:-1]] == [None, None]  # a screen may hold that of its run before


def test_what_the_first_visitor_asks_is_there_before(tmp_path: Path) -> None:
    folder = DataFolder(write_folder(tmp_path / "data", {"units": UNITS}))
    folder.present.warehouse.warm()
    kept = folder.present.warehouse.rows_of(
        "select table_name from duckdb_tables() where database_name = current_database()"
    )
    day = folder.present.warehouse.default_as_of
    assert {f"task_state_{day}", f"scores_by_period_{day}"} <= {name for (name,) in kept}
