"""`python -m emulation check` and `show`, from a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from emulation.__main__ import main
from tests.intake.books import folder_as_book

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data"


def run(*args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, in this process: starting one takes a second."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in environment.items():
            patch.setenv(name, value)
        try:
            code = main([*map(str, args)])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return subprocess.CompletedProcess([*map(str, args)], code, out.getvalue(), err.getvalue())


def started(*args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a terminal starts it."""
    return subprocess.run(
        [sys.executable, "-m", "emulation", *map(str, args)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in SAMPLE.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_of_the_sample_finds_nothing() -> None:
    done = started("check")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1].startswith("Không có lỗi: 17 tệp, ")


def test_check_prints_every_problem_and_fails(folder: Path) -> None:
    spoil(folder / "progress.csv", "09/07/2025", "31/02/2026")
    spoil(folder / "units.csv", ",K1,Khối trưởng", ",K1,Trưởng")
    done = run("check", "--data", folder)
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if not line.startswith("Lưu ý")]
    assert lines[0].startswith("units.csv E2 [Vai trò trong khối] “Trưởng”: không phải giá trị cho phép")
    assert "progress.csv A2 [Ngày ghi nhận] “31/02/2026”: không có ngày này trong lịch" in done.stdout
    assert len(lines) == 2
    assert done.stderr == ""


HEAVY = {"streamlit", "pandas", "plotly", "babel", "docx", "docxtpl", "openpyxl", "xlsxwriter"}


@pytest.mark.parametrize(
    ("command", "heavy"),
    [("check", HEAVY | {"duckdb", "pyarrow", "numpy"}), ("show tasks", HEAVY)],
)
def test_a_command_loads_only_what_it_needs(command: str, heavy: set[str]) -> None:
    told = started(*command.split(), PYTHONPROFILEIMPORTTIME="1").stderr
    # A package that could not be imported is named too, but none of its modules.
    modules = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    loaded = {name.partition(".")[0] for name in modules if "." in name}
    assert "emulation" in loaded
    assert loaded & heavy == set()


def test_the_environment_names_the_folder(folder: Path) -> None:
    (folder / "blocs.csv").unlink()
    assert "blocs.csv: thiếu tệp bắt buộc" in run("check", EMULATION_DATA=str(folder)).stdout
    assert run("check", "--data", SAMPLE, EMULATION_DATA=str(folder)).returncode == 0


def test_show_prints_plain_csv() -> None:
    done = started("show", "pending_dossiers", "--as-of", "2026-11-16", PYTHONIOENCODING="cp1252")
    assert done.returncode == 0
    assert done.stderr == ""
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert list(rows[0])[:2] == ["dossier_id", "received_on"]
    assert all(len(row["received_on"]) == 10 and row["received_on"][4] == "-" for row in rows)
    assert {row["with_higher_level"] for row in rows} <= {"có", "không"}
    assert "\r" not in done.stdout


def test_show_narrows_to_the_units_and_blocs_asked_for() -> None:
    done = run("show", "unit_progress", "--unit", "T01", "--unit", "T02", "--year", "2026")
    assert {row["unit_id"] for row in csv.DictReader(io.StringIO(done.stdout))} == {"T01", "T02"}


def test_show_names_problems_on_standard_error_and_still_prints(folder: Path) -> None:
    spoil(folder / "progress.csv", "09/07/2025", "31/02/2026")
    done = run("show", "tasks", "--data", folder)
    assert done.returncode == 0
    assert done.stderr.startswith("progress.csv A2 ")
    assert done.stdout.startswith("task_id,clause,")


def test_show_fails_where_a_file_it_needs_is_unreadable(folder: Path) -> None:
    (folder / "tasks.csv").write_bytes(b"")
    done = run("show", "tasks", "--data", folder)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "tasks.csv: tệp rỗng (0 byte)" in done.stderr
    assert "Không trả lời được vì không đọc được tasks.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_show_says_that_an_id_is_unknown() -> None:
    done = run("show", "unit_progress", "--unit", "KHONGCO", "--bloc", "K99")
    assert "Không có mã này trong dữ liệu: --bloc K99, --unit KHONGCO" in done.stderr
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    "args",
    [
        ("show", "no_such_query"),
        ("show", "tasks", "--as-of", "2026-13-01"),
        ("show", "tasks", "--quarter", "5"),
        ("show", "unit_ranking", "--period", "2026-Q5"),
        (),
    ],
)
def test_a_wrong_command_is_refused(args: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    for command in (("check",), ("show", "tasks")):
        done = run(*command, "--data", tmp_path / "none")
        assert done.returncode == 1
        assert "không có thư mục này" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_check_tells_machines_all_it_finds(folder: Path) -> None:
    spoil(folder / "progress.csv", "09/07/2025", "31/02/2026")
    done = run("check", "--data", folder, "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    assert set(found) == {"ok", "data", "files", "problems"}
    assert (found["ok"], found["data"]) == (False, str(folder))
    (fault,) = (problem for problem in found["problems"] if not problem["note"])
    assert fault == {
        "file": "progress.csv",
        "cell": "A2",
        "column": "Ngày ghi nhận",
        "value": "31/02/2026",
        "reason": "không có ngày này trong lịch",
        "remedy": "Viết ngày/tháng/năm, ví dụ 23/02/2026",
        "note": False,
    }
    progress = next(file for file in found["files"] if file["file"] == "progress.csv")
    assert progress["state"] == "Đọc được"
    assert (progress["rows"] - 1, progress["refused"]) == (progress["accepted"], 1)
    assert progress["size"] == (folder / "progress.csv").stat().st_size
    assert date.fromisoformat(progress["newest"]) == date(2026, 11, 16)
    assert datetime.fromisoformat(progress["modified"]).utcoffset() == timedelta(hours=7)


def test_check_of_a_sound_folder_is_ok_for_machines_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(SAMPLE), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ok"]
    assert all(problem["note"] for problem in found["problems"])


def test_a_workbook_is_checked_and_shown_as_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "so.xlsx"
    file.write_bytes(folder_as_book(SAMPLE, most=400))
    assert main(["check", "--data", str(file)]) == 0
    assert "Không có lỗi: 17 tệp" in capsys.readouterr().out
    assert main(["show", "movements", "--data", str(file)]) == 0
    shown = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["movement_id"] for row in shown] == ["PT1", "PT2", "PT3", "PT4", "PT5", "PT6"]
    file.write_bytes(b"PK\x03\x04")
    assert main(["check", "--data", str(file)]) == 1
    assert capsys.readouterr().out.startswith("so.xlsx: sổ Excel bị hỏng")
    assert main(["check", "--data", str(SAMPLE / "units.csv")]) == 1
    assert "không phải thư mục dữ liệu hay sổ Excel" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("show nope", "query không nhận 'nope', chọn một trong:"),
        ("show tasks --as-of 2026-13-01", "--as-of không nhận giá trị '2026-13-01'"),
        ("show tasks --as-of", "sau --as-of phải có giá trị"),
        ("show", "còn thiếu query"),
        ("check --nope", "không có lựa chọn --nope"),
    ],
)
def test_a_wrong_command_is_explained(args: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(args.split())
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith(f"Lệnh chưa đúng: {said}")
    assert "Xem cách dùng: python -m emulation" in error
