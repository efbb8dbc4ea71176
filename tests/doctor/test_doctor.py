"""`python -m emulation doctor`: what it says, in which order, and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from emulation.doctor import Grade, clock, examine, room
from emulation.doctor.settings import variable
from tests.doctor.places import bad, place
from tests.test_cli import ROOT, run


@pytest.fixture(autouse=True)
def _a_good_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk has room, and the program itself was not written after the day of the tests."""
    monkeypatch.setattr(room, "_free", lambda _: 10**12)
    monkeypatch.setattr(room, "_files_left", lambda _: 10**6)
    monkeypatch.setattr(clock, "_existing", lambda *_: [])


def test_a_well_kept_place_has_nothing_to_mend(tmp_path: Path) -> None:
    found = examine(place(tmp_path))
    assert bad(found) == []
    assert len(found) >= 6


def test_the_worst_comes_first_and_says_what_to_do(tmp_path: Path) -> None:
    spoilt = place(
        tmp_path, environ={variable("server.maxUploadSize"): "999", variable("server.enableCORS"): "false"}
    )
    grades = [each.grade for each in examine(spoilt)]
    assert grades == sorted(grades, reverse=True)
    assert grades[:2] == [Grade.FAULT, Grade.NOTE]
    assert all(each.remedy for each in bad(examine(spoilt)))


@pytest.mark.parametrize(
    ("value", "code"), [({}, 0), ({"server.maxUploadSize": "999"}, 1), ({"server.enableCORS": "false"}, 2)]
)
def test_the_exit_code_is_the_worst_grade(tmp_path: Path, value: dict[str, str], code: int) -> None:
    folder = place(tmp_path).data
    for path in folder.iterdir():
        path.touch()  # the command's clock is the machine's
    environ = {variable(name): text for name, text in value.items()}
    asked = run("doctor", "--data", folder, HOME=str(tmp_path), **environ)
    assert asked.returncode == code, asked.stdout
    as_json = run("doctor", "--data", folder, "--format", "json", HOME=str(tmp_path), **environ)
    assert as_json.returncode == code
    words = {each["grade"] for each in json.loads(as_json.stdout)["findings"]}
    assert words == {"Tốt", *("Lưu ý", "Lỗi")[code - 1 : code]}
    first, *_ = asked.stdout.splitlines()
    assert first.partition(":")[0] == ("Tốt", "Lưu ý", "Lỗi")[code]


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    asked = run("doctor", "--data", tmp_path / "nowhere")
    assert asked.returncode == 2
    assert f"Không có thư mục dữ liệu {tmp_path / 'nowhere'}" in asked.stdout


def test_a_name_does_not_steer_the_terminal(tmp_path: Path) -> None:
    asked = run("doctor", "--data", tmp_path / "\x1b]0;x\x07\x1b[2J\nLỗi")
    assert not {"\x1b", "\x07"} & set(asked.stdout)
    assert (
        len(asked.stdout.splitlines())
        == len(json.loads(run("doctor", "--data", tmp_path / "x", "--format", "json").stdout)["findings"]) + 1
    )


def test_help_explains_the_exit_code() -> None:
    assert "0 mọi thứ tốt, 1 có lưu ý, 2 có lỗi" in run("doctor", "--help").stdout


def test_it_loads_nothing_heavy() -> None:
    heavy = ["streamlit", "duckdb", "pandas", "pyarrow", "openpyxl", "docx", "plotly", "argon2", "babel"]
    program = (
        "import runpy, sys; sys.argv = ['emulation', 'doctor']\n"
        "try: runpy.run_module('emulation', run_name='__main__')\n"
        f"except SystemExit: print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    )
    asked = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert asked.stderr.strip() == "[]"


def test_it_looks_at_a_thousand_saves_in_no_time(tmp_path: Path) -> None:
    at = place(tmp_path)
    month = at.data / "lich-su/2026-11"
    month.mkdir(parents=True)
    for number in range(1000):
        (month / f"20261130-080000-{number:06}.json").write_text(
            '{"when": "2026-11-30T08:00:00+07:00", "what": "x", "who": "", "before": {}, "after": {}}'
        )
    before = time.process_time()
    examine(at)
    assert time.process_time() - before < 2
