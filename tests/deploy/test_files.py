"""The services' units and the container's recipe: what their own tools say, and that what they name is there.

nginx's configuration runs in tests/browser/test_behind_nginx.py.
"""

import re
import shlex
import shutil
import subprocess
from argparse import ArgumentParser
from fnmatch import fnmatch
from pathlib import Path

import pytest

import run
from emulation.city.command import fill
from emulation.city.places import place
from emulation.deadlines import addresses, published

ROOT = Path(run.__file__).parent
DEPLOY = ROOT / "deploy"
UNIT, CITY, LAKE = (DEPLOY / f"thi-dua{name}.service" for name in ("", "-thanh-pho@", "-kho@"))
UNITS = pytest.mark.parametrize("unit", [UNIT, CITY, LAKE], ids=lambda unit: unit.name)
MOST_EXPOSED = 1.5
"""Of 10, by `systemd-analyze security`; nginx's own unit in Debian 12 has 9.5."""
OLDEST, NEWEST = (3, 11), (3, 14)
"""Of the Pythons for which all that is pinned has wheels."""

analyzed = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine"
)


def systemd_analyze(unit: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *words, unit], capture_output=True, encoding="utf-8", check=False
    )


@analyzed
@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("thi-dua*.[st]*")), ids=lambda unit: unit.name)
def test_systemd_understands_the_unit(unit: Path):
    said = systemd_analyze(unit, "verify", "--man=no").stderr
    assert re.sub(r".*: Command /opt/thi-dua/\S+ is not executable: No such file.*\n", "", said) == ""


@analyzed
@UNITS
def test_the_service_can_do_little_else_than_serve(unit: Path):
    said = systemd_analyze(unit, "security", "--offline=true", "--no-pager").stdout
    level = re.search(r"exposure level for thi-dua\S*\.service: ([\d.]+)", said)
    assert level
    assert float(level[1]) <= MOST_EXPOSED


def settings_of(unit: Path) -> dict[str, str]:
    return dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_service_starts_the_launcher_with_options_that_it_knows():
    command = shlex.split(settings_of(UNIT)["ExecStart"])
    assert command[:2] == ["/usr/bin/python3", "/opt/thi-dua/run.py"]
    options = run.parse_options(command[2:])
    assert options.share
    assert options.proxy.is_loopback
    assert options.data.startswith("/var/lib/" + settings_of(UNIT)["StateDirectory"] + "/")


# ---- a city


def test_a_process_of_a_city_is_started_by_its_port():
    command = shlex.split(settings_of(CITY)["ExecStart"].replace("%i", "8502"))
    options = run.parse_options(command[2:])
    assert (options.port, options.share, options.proxy.is_loopback) == (8502, True, True)
    assert f"{options.city}".startswith("/var/lib/" + settings_of(CITY)["StateDirectory"] + "/")


@pytest.mark.parametrize("act", ["take", "compact"])
def test_each_act_on_the_lake_has_a_timer_and_is_a_command_on_the_folder_that_is_shown(act: str):
    assert (DEPLOY / f"thi-dua-kho@{act}.timer").exists()
    words = shlex.split(settings_of(LAKE)["ExecStart"].replace("%i", act))
    assert words[1:4] == ["-m", "emulation", "city"]
    fill(city := ArgumentParser())
    args = city.parse_args(words[4:])
    shown = run.parse_options(shlex.split(settings_of(CITY)["ExecStart"].replace("%i", "1"))[2:]).city
    assert (args.act, str(args.city)) == (act, shown)


def test_who_shows_the_lake_may_not_write_its_files():
    named = settings_of(DEPLOY / "thi-dua-thanh-pho.env")
    assert settings_of(CITY)["ReadOnlyPaths"] == f"-{named['EMULATION_LAKE_FILES']}"
    assert "ReadOnlyPaths" not in settings_of(LAKE)
    assert {settings_of(unit)["EnvironmentFile"] for unit in (CITY, LAKE)} == {"-/etc/thi-dua-thanh-pho.env"}
    where = place(Path("city"), named)
    assert (where.catalogue, where.files) == (
        "ducklake:postgres:postgresql:///thi_dua?host=/run/postgresql",
        "/var/lib/thi-dua/kho",
    )


# ---- the container


def recipe() -> list[tuple[str, str]]:
    """The Dockerfile's instructions and their arguments, continued lines joined."""
    text = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line]


def test_the_recipe_has_only_instructions_that_docker_knows():
    known = {"FROM", "ENV", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK"}
    assert {name for name, _ in recipe()} <= known | {"ENTRYPOINT"}
    assert recipe()[0][0] == "FROM"


def test_the_container_has_a_python_for_which_there_are_wheels():
    python = re.fullmatch(r"python:(\d+)\.(\d+)-slim-\w+", dict(recipe())["FROM"])
    assert python
    assert OLDEST <= (int(python[1]), int(python[2])) <= NEWEST


def test_the_container_runs_as_nobody_in_particular_and_is_asked_for_its_health():
    names = [name for name, _ in recipe()]
    last = dict(recipe())
    assert last["USER"] == "thi-dua"
    assert names.index("USER") > max(at for at, name in enumerate(names) if name in ("RUN", "COPY"))
    assert "http://127.0.0.1:8501/health" in last["HEALTHCHECK"]
    assert last["EXPOSE"] == str(run.PORT)


def test_the_container_starts_the_launcher_with_options_that_it_knows():
    command = re.findall(r'"([^"]*)"', dict(recipe())["ENTRYPOINT"])
    assert command[:2] == ["python", "run.py"]
    assert run.parse_options([*command[2:], "--host", "thidua.example"]).share


def test_what_the_container_copies_is_there_and_not_left_out():
    ignored = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    taken = {line[1:] for line in ignored if line.startswith("!")}
    for name, words in recipe():
        for source in words.split()[:-1] if name == "COPY" else ():
            assert (ROOT / source).exists(), source
            assert source == "." or Path(source).parts[0] in taken, source
    assert all((ROOT / each).exists() for each in taken)


def test_the_container_takes_all_that_the_dashboard_reads_and_none_of_what_is_private():
    ignored = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
    product = {"run.py", "dashboard.py", "deploy", "emulation", "pages", "queries", "static", ".streamlit"}
    assert product <= {line[1:] for line in ignored}
    left_out = [line.removeprefix("**/") for line in ignored if line.startswith("**/")]
    of_calendars = (published.FILE, addresses.FILE)
    for private in (
        "lich-su",
        "nhat-ky",
        "tai-khoan.sqlite-wal",
        "dang-nhap-tinh.toml",
        ".khoa",
        *of_calendars,
    ):
        assert any(fnmatch(private, pattern) for pattern in left_out), private
