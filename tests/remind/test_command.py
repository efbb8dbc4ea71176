"""`python -m emulation remind`: its lines, its exit codes, and that it sends nothing unless it is told where."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from emulation.__main__ import main
from emulation.remind import log
from tests.folders import write_folder
from tests.remind.communes import COMMUNE


def remind(folder: Path, *args: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, output and errors, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in environment.items():
            patch.setenv(name, value)
        try:
            code = main(["remind", "--data", str(folder), *args])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", COMMUNE)


def test_a_line_tells_what_became_of_each_and_the_exit_code_of_all(folder, office):
    office.dropped, units = {"b@xa.example"}, ("--unit", "A", "--unit", "B", "--unit", "C")
    code, out, err = remind(folder, *units, **office.settings())
    lines = out.splitlines()
    assert lines[0] == "Trường Mầm non Hoa Sen <a@xa.example> (1 sắp đến hạn): đã gửi"
    assert lines[1].startswith(
        "Thôn Bùi Xá <b@xa.example, b2@xa.example> (1 sắp đến hạn, 1 hồ sơ chờ bổ sung): chưa rõ. Mất kết nối"
    )
    assert lines[2] == "Thôn không địa chỉ (1 sắp đến hạn): không gửi được. Chưa có địa chỉ thư điện tử."
    assert (code, err) == (1, "Chưa đặt EMULATION_SITE: thư gửi đi không có liên kết.\n")
    code, out, _ = remind(folder, *units, **office.settings())
    assert code == 1
    assert out.endswith(
        "chưa rõ. Lần gửi trước bị ngắt giữa chừng; hỏi nơi nhận, nếu chưa có thì gửi lại bằng --again --unit B.\n"
    )
    assert len(office.received) == 2


def test_a_dry_run_prints_every_message_whole_and_needs_no_settings(folder, office):
    code, out, _ = remind(folder, "--dry-run", "--unit", "B")
    assert code == 0
    assert "Subject: Nhắc việc, 17/11/2026: 2 sắp đến hạn, 1 hồ sơ chờ bổ sung" in out
    assert "- Hồ sơ H1: Giấy khen, 1 người" in out
    assert not (folder / log.FOLDER).exists()
    assert not office.connections


@pytest.mark.parametrize(
    ("args", "environment", "said"),
    [
        ([], {}, "Chưa đặt EMULATION_SMTP"),
        ([], {"EMULATION_SMTP": "http://x"}, "EMULATION_SMTP phải có dạng"),
        (["--unit", "KHÔNG"], {}, "Không có mã này trong dữ liệu: --unit KHÔNG"),
        (["--as-of", "hôm nay"], {}, "--as-of không nhận giá trị"),
    ],
)
def test_a_wrong_command_or_setting_is_two(folder, args, environment, said):
    code, out, err = remind(folder, *args, **environment)
    assert (code, out) == (2, "")
    assert said in err
    assert remind(folder / "nowhere", *args, **environment)[0] == 2


def test_on_a_day_without_tasks_there_is_nothing_to_send(folder):
    code, out, _ = remind(folder, "--dry-run", "--as-of", "2020-01-01")
    assert (code, out) == (0, "Tính đến 01/01/2020 không có điều mới cần nhắc.\n")
