"""The launcher's decisions: what it starts with, what it refuses and in which words."""

import ast
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import run
from tests.browser.chromium import candidates_of, find_chromium

ROOT = Path(run.__file__).parent


def refusal_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run.main(list(arguments)) == 1
    return capsys.readouterr().out


# ---- Python


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13)])
def test_an_old_python_is_refused_in_words(version, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", version)
    said = refusal_of(capsys)
    assert f"Cần Python 3.11 trở lên, máy đang dùng Python 3.{version[1]}." in said
    assert "https://www.python.org/downloads/" in said


def test_the_oldest_python_will_do():
    run.check_python((3, 11, 0))


@pytest.mark.parametrize("file", ["run.py", *(f"deploy/{f.name}" for f in (ROOT / "deploy").glob("*.py"))])
def test_the_launcher_parses_on_old_pythons(file):
    source = (ROOT / file).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not any(f.returns or any(a.annotation for a in f.args.args) for f in functions)


# ---- options


def test_a_taken_port_is_named_with_the_way_out(capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refusal_of(capsys, "--port", str(port))
    assert f"Cổng {port} đang được chương trình khác dùng." in said
    assert f"--port {port + 1}" in said


def test_a_forbidden_port_is_said_to_be_so(monkeypatch, capsys):
    class Guarded(socket.socket):
        def bind(self, address, /):
            raise PermissionError

    monkeypatch.setattr(run.socket, "socket", Guarded)
    assert "Máy không cho phép mở cổng 80." in refusal_of(capsys, "--port", "80")


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(port, capsys):
    assert f"không phải {port}." in refusal_of(capsys, f"--port={port}")


@pytest.mark.parametrize("arguments", [["--foo"], ["tests"], ["--data"]])
def test_unknown_arguments_point_to_the_help(arguments, capsys):
    assert "python3 run.py --help" in refusal_of(capsys, *arguments)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, str], str]]:
    """The settings and the mode of each server that was started; none comes up."""
    servers: list[tuple[dict[str, str], str]] = []

    class Server:
        def __init__(self, command, env, **_rest):
            options = command[3:]
            servers.append((dict(zip(options[::2], options[1::2], strict=True)), env["EMULATION_SHARE"]))

        def terminate(self): ...

        def wait(self, timeout): ...

    monkeypatch.setattr(run, "prepare", lambda _requirements: None)
    monkeypatch.setattr(run, "check_port", lambda _port: None)
    monkeypatch.setattr(run, "wait_until_up", lambda _server, _address: False)
    monkeypatch.setattr(run.subprocess, "Popen", Server)
    return servers


def test_alone_it_serves_this_machine_whatever_the_environment_says(started, monkeypatch):
    monkeypatch.setenv("EMULATION_SHARE", "accounts")
    run.main([])
    ((settings, mode),) = started
    assert (settings["--server.address"], settings["--server.allowedHosts"]) == (
        "127.0.0.1",
        "127.0.0.1,localhost",
    )
    assert mode == ""


def test_shared_it_serves_the_network_under_the_names_it_is_given(started):
    run.main(["--share", "--host", "thidua.xa.vn", "--host", "10.0.0.5"])
    run.main(["--share", "--read-only"])
    (named, mode), (unnamed, read_only) = started
    assert named["--server.address"] == "0.0.0.0"
    assert named["--server.allowedHosts"] == "127.0.0.1,localhost,thidua.xa.vn,10.0.0.5"
    assert socket.gethostname() in unnamed["--server.allowedHosts"].split(",")
    assert (mode, read_only) == ("accounts", "read-only")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--read-only"], "chỉ dùng cùng --share"),
        (["--host", "thidua.xa.vn"], "chỉ dùng cùng --share"),
        (["--share", "--host", "https://thidua.xa.vn"], "--host cần tên máy"),
        (["--share", "--host", "a,b"], "--host cần tên máy"),
    ],
)
def test_what_makes_no_sense_without_sharing_or_as_a_name_is_refused(arguments, sentence, capsys):
    assert sentence in refusal_of(capsys, *arguments)


def test_help_is_vietnamese(capsys):
    assert run.main(["--help"]) == 0
    assert "Mở bảng theo dõi trên máy này" in capsys.readouterr().out


def test_at_a_city_it_serves_the_city_s_folder_with_what_a_lake_needs(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    prepared, served = [], []
    monkeypatch.setattr(run, "prepare", prepared.append)
    monkeypatch.setattr(run, "check_port", lambda _port: None)
    monkeypatch.setattr(
        run, "serve", lambda data, _options, is_city, **_: served.append((data, is_city)) or 0
    )
    run.main(["--city", "tp"])
    monkeypatch.setenv("EMULATION_CITY", "tp")
    run.main([])
    run.main(["--data", "xa"])
    assert served == [(tmp_path / "tp", True), (tmp_path / "tp", True), (tmp_path / "xa", False)]
    assert prepared == ["requirements-city.txt", "requirements-city.txt", "requirements.txt"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--city", "tp", "--data", "xa"], "--city và --data không dùng cùng nhau."),
        (["--city", "tp", "--share", "--read-only"], "chỉ mở cho người đăng nhập, không dùng --read-only"),
    ],
)
def test_a_city_is_not_a_commune_and_not_for_everybody(capsys, arguments, sentence):
    assert sentence in refusal_of(capsys, *arguments)


def test_data_is_the_sample_unless_told_otherwise(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run.data_folder(None, {}) == ROOT / "data"
    assert run.data_folder(None, {"EMULATION_DATA": "env"}) == tmp_path / "env"
    assert run.data_folder("../missing", {"EMULATION_DATA": "env"}) == tmp_path.parent / "missing"


@pytest.mark.parametrize(
    ("arguments", "address", "believed"),
    [
        ([], "127.0.0.1", ""),
        (["--share"], "0.0.0.0", ""),
        (["--share", "--proxy", "172.17.0.1"], "0.0.0.0", "172.17.0.1"),
        (["--share", "--proxy", "127.0.0.1"], "127.0.0.1", "127.0.0.1"),
    ],
    ids=" ".join,
)
def test_only_a_proxy_that_is_named_is_believed_who_asks(arguments, address, believed, monkeypatch):
    class Started(Exception):
        pass

    def start(command, *, env, **_):
        raise Started(command[command.index("--server.address") + 1], env["FORWARDED_ALLOW_IPS"])

    monkeypatch.setattr(run.subprocess, "Popen", start)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    with pytest.raises(Started) as started:
        run.serve(ROOT / "data", run.parse_options(arguments), open_browser=False)
    assert started.value.args == (address, believed)


@pytest.mark.parametrize("proxy", ["nginx", "*", "127.0.0.1,10.0.0.1", ""])
def test_a_proxy_is_named_by_its_address(proxy, capsys):
    assert f"không phải {proxy}." in refusal_of(capsys, "--share", f"--proxy={proxy}")


def test_a_browser_opens_only_where_it_can_be_seen():
    assert run.has_display("win32", {})
    assert run.has_display("darwin", {})
    assert run.has_display("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert not run.has_display("linux", {"DISPLAY": ""})


def test_a_western_windows_console_does_not_stop_the_launcher():
    said = subprocess.run(
        [sys.executable, ROOT / "run.py", "--help"],
        env={"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    assert "Tuỳ chọn:" in said


# ---- the browser for the tests


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any browser."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Program Files"))
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path / "Program Files (x86)"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="commands are found another way there")
def test_linux_prefers_chromium_then_chrome_then_edge(machine, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert find_chromium() is None
    for name in ("microsoft-edge", "google-chrome", "chromium"):
        assert find_chromium() != (found := touch(machine / "bin" / name))
        assert find_chromium() == found


def test_windows_prefers_chrome_to_its_own_edge(machine, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert find_chromium() is None
    edge = touch(machine / "Program Files (x86)/Microsoft/Edge/Application/msedge.exe")
    assert find_chromium() == edge
    chrome = touch(machine / "Local/Google/Chrome/Application/chrome.exe")
    assert find_chromium() == chrome


def test_macos_looks_in_both_application_folders(machine):
    places = list(candidates_of("darwin"))
    chrome = "Google Chrome.app/Contents/MacOS/Google Chrome"
    everyones, ones_own = Path("/Applications") / chrome, machine / "home" / "Applications" / chrome
    assert places.index(everyones) < places.index(ones_own)
    assert [place.name for place in places[::2]] == ["Chromium", "Google Chrome", "Microsoft Edge"]


def test_the_browser_named_goes_before_all(machine, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    touch(machine / "bin" / "chromium")
    monkeypatch.setenv("CHROMIUM", str(touch(machine / "my browser")))
    assert find_chromium() == machine / "my browser"
    monkeypatch.setenv("CHROMIUM", str(machine / "gone"))
    assert find_chromium() is None


# ---- what is pinned


def test_every_requirement_is_pinned_and_says_why():
    for name in ("requirements.txt", "requirements-city.txt", "requirements-test.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if line and not line.startswith(("#", "-"))]
        assert pins
        assert all("==" in line and "  # " in line for line in pins)


def test_the_extensions_of_duckdb_fit_it():
    pins = "".join((ROOT / f"requirements{name}.txt").read_text(encoding="utf-8") for name in ("", "-city"))
    assert len(set(re.findall(r"^duckdb(?:_extension_\w+)?==(\S+)", pins, re.MULTILINE))) == 1


def test_the_server_keeps_to_this_machine_and_to_itself():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == run.HOST == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
