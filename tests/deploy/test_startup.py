"""`run.py --install` and `--uninstall`: what is written, where, and what is said."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run
from deploy import hidden, startup

WINDOWS_PYTHON = r"C:\Người dùng\Python313\python.exe"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the launcher with arguments, and returns its exit code and its words."""
    monkeypatch.setattr(run, "serve", lambda *_, **__: pytest.fail("must not start"))
    monkeypatch.setattr(run, "prepare", lambda _: pytest.fail("must not install packages"))
    return lambda *arguments: (run.main(list(arguments)), capsys.readouterr().out)


# ---- Windows


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Windows whose user has a Startup folder, which is returned."""
    folder = tmp_path / "Roaming/Microsoft/Windows/Start Menu/Programs/Startup"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", WINDOWS_PYTHON)
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    return folder


def test_windows_starts_it_unseen_with_the_options_given(windows, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, words = said("--install", "--port", "8600", "--data", "dữ liệu")
    (entry,) = windows.iterdir()
    lines = entry.read_bytes().decode().split("\r\n")
    assert code == 0
    assert str(entry) in words
    assert lines[0] == "@chcp 65001 >nul"  # before any Vietnamese letter
    assert lines[1] == (
        r'@start "" "C:\Người dùng\Python313\pythonw.exe" '
        f'"{run.ROOT / "deploy" / "hidden.py"}" "--port" "8600" "--data" "{tmp_path / "dữ liệu"}" "--no-browser"'
    )


def test_a_city_s_folder_is_started_as_such(windows, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert said("--install", "--city", "tp")[0] == 0
    (entry,) = windows.iterdir()
    assert f'"--city" "{tmp_path / "tp"}" "--no-browser"' in entry.read_bytes().decode()
    assert "--data" not in entry.read_bytes().decode()


@pytest.mark.parametrize(
    ("python", "windowless"),
    [("python", "pythonw"), ("pythonw", "pythonw"), ("python3.13", "pythonw3.13")],
)
def test_no_window_is_opened_whichever_python_installs(python, windowless):
    text = startup.startup_text(rf"C:\Python\{python}.exe", run.ROOT, [])
    assert rf'"C:\Python\{windowless}.exe"' in text


def test_installing_again_replaces_and_uninstalling_removes(windows, said):
    said("--install", "--port", "8600")
    said("--install", "--port", "8700")
    (entry,) = windows.iterdir()
    assert "8700" in entry.read_text(encoding="utf-8")
    assert "8600" not in entry.read_text(encoding="utf-8")
    code, words = said("--uninstall")
    assert (code, list(windows.iterdir())) == (0, [])
    assert "không tự khởi động nữa" in words
    assert "chưa được cài" in said("--uninstall")[1]


def test_a_folder_that_is_not_there_is_named(windows, said):
    windows.rmdir()
    code, words = said("--install")
    assert code == 1
    assert str(windows) in words


def test_a_folder_that_may_not_be_written_is_named(windows, said):
    (windows / "Thi dua - khen thuong.cmd").mkdir()
    code, words = said("--install")
    assert code == 1
    assert f"Không ghi được tệp {windows}" in words


def test_options_that_would_not_start_are_refused_beforehand(windows, said):
    assert said("--install", "--port", "0")[0] == 1
    assert said("--install", "--prot", "8600")[0] == 1
    assert list(windows.iterdir()) == []


@pytest.mark.parametrize(
    ("word", "quoted"),
    [("a b", '"a b"'), ("100%", '"100%%"'), ("D:\\", '"D:\\\\"'), ("a&b", '"a&b"')],
)
def test_arguments_reach_windows_programs_as_they_are(word, quoted):
    assert startup.quoted_for_cmd(word) == quoted


def test_a_quote_cannot_end_an_argument(windows, said):
    assert said("--install", "--data", 'a" & calc & "')[0] == 1
    assert list(windows.iterdir()) == []


def test_the_unseen_start_keeps_what_was_said(tmp_path, monkeypatch):
    monkeypatch.setattr(hidden, "ROOT", tmp_path)
    (tmp_path / "run.py").write_text("import sys; print('nói', *sys.argv[1:])", encoding="utf-8")
    monkeypatch.setenv("PYTHONUTF8", "1")
    assert hidden.start(["--port", "8600"]).wait() == 0
    assert (tmp_path / "khoi-dong.log").read_text(encoding="utf-8").strip() == "nói --port 8600"


# ---- Linux


@pytest.fixture
def linux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux whose systemd notes what it is told; the user's unit folder is returned, the notes in `told`."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(startup.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    systemctl = tmp_path / "bin" / "systemctl"
    systemctl.parent.mkdir()
    systemctl.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/told\n', encoding="utf-8")
    systemctl.chmod(0o755)
    monkeypatch.setenv("PATH", f"{systemctl.parent}:/usr/bin:/bin")
    return tmp_path / "systemd/user"


posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for systemctl")


@posix
def test_linux_gets_a_unit_of_the_user(linux, said, tmp_path):
    code, words = said("--install", "--port", "8600", "--data", str(tmp_path / "50% & $HOME"))
    unit = (linux / "thi-dua.service").read_text(encoding="utf-8")
    told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    assert code == 0
    assert "loginctl enable-linger" in words
    assert f'run.py" "--port" "8600" "--data" "{tmp_path}/50%% & $$HOME" "--no-browser"\n' in unit
    assert told == ["--user daemon-reload", "--user enable thi-dua", "--user restart thi-dua"]
    said("--uninstall")
    assert list(linux.iterdir()) == []
    assert (tmp_path / "told").read_text(encoding="utf-8").endswith("--user disable --now thi-dua\n")


@posix
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")
def test_systemd_understands_the_users_unit(linux, said):
    said("--install", "--data", 'a "quoted" \\ folder')
    unit = linux / "thi-dua.service"
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, encoding="utf-8", check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@posix
def test_a_systemd_that_does_not_obey_leaves_nothing_behind(linux, said, tmp_path):
    (tmp_path / "bin/systemctl").write_text("#!/bin/sh\necho no bus >&2\nexit 1\n", encoding="utf-8")
    code, words = said("--install")
    assert (code, list(linux.iterdir())) == (1, [])
    assert "no bus" in words


@posix
def test_without_systemd_it_says_so(linux, said, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, words = said("--install")
    assert (code, list(linux.iterdir())) == (1, [])
    assert startup.DIFFERENT_SYSTEM in words


def test_root_is_shown_the_way_of_a_server(linux, said, monkeypatch):
    monkeypatch.setattr(startup.os, "geteuid", lambda: 0)
    code, words = said("--install")
    assert (code, linux.exists()) == (1, False)
    assert "docs/may-chu.md" in words


def test_another_system_is_told_so(said, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert startup.DIFFERENT_SYSTEM in said("--install")[1]
