"""The launcher's environment: when it is made and installed anew, and what is said where that fails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import environment
from tests.test_run import refusal_of


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with pins of its own and an environment that counts as sound."""
    for name in ("requirements.txt", "requirements-city.txt", "requirements-test.txt", "constraints.txt"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "installed.json")
    monkeypatch.setattr(environment, "INSTALL_LOG", tmp_path / ".venv" / "install.log")
    monkeypatch.setattr(environment, "venv_version", lambda: "3.11.2")
    (tmp_path / ".venv").mkdir()
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The requirement sets that would have been installed, in order."""
    done: list[str] = []
    monkeypatch.setattr(environment, "install", done.append)
    return done


def test_a_python_without_venv_is_told_the_package(project, monkeypatch, capsys):
    monkeypatch.setattr(environment, "venv_version", lambda: None)
    monkeypatch.setattr(
        environment.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object()
    )
    assert "sudo apt install python3-venv" in refusal_of(capsys, "test")


def test_an_environment_that_cannot_be_made_names_the_cause(project, monkeypatch, capsys):
    failed = subprocess.CompletedProcess([], 1, stdout="Error: [Errno 13] Permission denied\n")
    monkeypatch.setattr(environment, "venv_version", lambda: None)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: failed)
    said = refusal_of(capsys, "test")
    assert "Đang tạo lại .venv" in said
    assert "[Errno 13] Permission denied" in said
    assert "xoá thư mục .venv rồi chạy lại" in said


def test_a_broken_environment_has_no_version(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "VENV", tmp_path)
    assert environment.venv_version() is None
    environment.venv_python().parent.mkdir()
    environment.venv_python().write_text("", encoding="utf-8")
    assert environment.venv_version() is None


def test_a_sound_environment_has_its_pythons_version(monkeypatch):
    monkeypatch.setattr(environment, "venv_python", lambda: Path(sys.executable))
    assert environment.venv_version() == ".".join(map(str, sys.version_info[:3]))


# ---- what is installed, and when


def test_what_is_pinned_is_installed_once(project, installed):
    environment.prepare("requirements.txt")
    environment.prepare("requirements.txt")
    assert installed == ["requirements.txt"]


def test_the_tests_requirements_contain_the_dashboards(project, installed):
    environment.prepare("requirements-test.txt")
    environment.prepare("requirements.txt")
    environment.prepare("requirements-test.txt")
    assert installed == ["requirements-test.txt"]


def test_the_dashboards_requirements_do_not_contain_the_tests(project, installed):
    environment.prepare("requirements.txt")
    environment.prepare("requirements-test.txt")
    assert installed == ["requirements.txt", "requirements-test.txt"]


@pytest.mark.parametrize("changed", ["requirements.txt", "constraints.txt"])
def test_a_changed_pin_is_installed(project, installed, changed):
    environment.prepare("requirements.txt")
    (project / changed).write_text("something==2\n", encoding="utf-8")
    environment.prepare("requirements.txt")
    assert len(installed) == 2


def test_a_pin_that_went_there_and_back_is_installed_for_the_tests_too(project, installed):
    pins = project / "requirements.txt"
    environment.prepare("requirements-test.txt")
    before = pins.read_text(encoding="utf-8")
    pins.write_text("something==2\n", encoding="utf-8")
    environment.prepare("requirements.txt")
    pins.write_text(before, encoding="utf-8")
    environment.prepare("requirements-test.txt")
    assert len(installed) == 3


def test_line_ends_do_not_count_as_a_change(project, installed):
    environment.prepare("requirements.txt")
    (project / "requirements.txt").write_bytes(b"requirements.txt\r\n")
    environment.prepare("requirements.txt")
    assert len(installed) == 1


def test_another_python_in_the_environment_installs_again(project, installed, monkeypatch):
    environment.prepare("requirements.txt")
    monkeypatch.setattr(environment, "venv_version", lambda: "3.13.0")
    environment.prepare("requirements.txt")
    assert len(installed) == 2


def test_an_unreadable_stamp_installs_again(project, installed):
    environment.prepare("requirements.txt")
    environment.STAMP.write_text('{"requirements', encoding="utf-8")
    environment.prepare("requirements.txt")
    assert len(installed) == 2


def test_a_failed_installation_leaves_no_stamp(project, monkeypatch, capsys):
    talk = "Collecting streamlit\nWARNING: Retrying (Retry(total=1))\nERROR: No matching distribution found\n"
    pip = f"import sys; print({talk!r}, end=''); sys.exit(1)"
    real = subprocess.Popen
    monkeypatch.setattr(
        environment.subprocess, "Popen", lambda _, **options: real([sys.executable, "-c", pip], **options)
    )
    said = refusal_of(capsys, "test")
    assert "đang lấy streamlit" in said
    assert "không kết nối được mạng" in said
    assert "Lời của pip: ERROR: No matching distribution found" in said
    assert environment.INSTALL_LOG.read_text(encoding="utf-8") == talk
    assert not environment.STAMP.exists()


@pytest.mark.parametrize(
    ("pip_said", "meaning"),
    [
        ("WARNING: Retrying ... Temporary failure in name resolution", "không kết nối được mạng"),
        ("OSError: [Errno 28] No space left on device", "Ổ đĩa đã đầy"),
        ("ERROR: No matching distribution found for pandas==3.1.1", "Cần Python 64 bit"),
        ("OSError: [WinError 5] Access is denied", "Không ghi được vào .venv"),
        ("ERROR: something nobody foresaw", "Không cài được gói phần mềm."),
        ("", "Lời của pip: không rõ"),
    ],
)
def test_pips_failures_are_explained(pip_said, meaning):
    assert meaning in environment.explain_pip(pip_said)


def test_the_stamp_is_of_what_was_installed(project, installed):
    environment.prepare("requirements-test.txt")
    assert set(json.loads(environment.STAMP.read_text(encoding="utf-8"))) == {
        "requirements.txt",
        "requirements-city.txt",
        "requirements-test.txt",
    }
