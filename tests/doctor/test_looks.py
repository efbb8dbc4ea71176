"""What the doctor finds wrong with the packages, the clock, the disk and who may read."""

from __future__ import annotations

import os
import re
from datetime import timedelta, timezone
from importlib import metadata
from pathlib import Path

import pytest

from emulation.deadlines import addresses
from emulation.doctor import Grade, clock, permissions, room, versions
from tests.doctor.places import NOW, bad, only, place, touch

ROOT = Path(__file__).parents[2]
ISSUED = {
    "streamlit": "1.61",
    "starlette": "1.3.1",
    "Authlib": "1.6.9",
    "python-multipart": "0.0.27",
    "mammoth": "1.11",
}
"""Floors that the list must have at least."""
no_modes = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may do everything")


def test_what_is_pinned_is_above_every_floor() -> None:
    pins = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.txt", "constraints.txt")
    )
    pinned = dict(re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", pins, re.MULTILINE))
    for floor in versions.floors():
        assert not versions.is_below(pinned[floor.package], floor.safe_from), floor
        assert re.match(r"[\w.-]+/\S+/\S+", floor.source), floor


def test_the_floors_that_are_known_are_there() -> None:
    for package, at_least in ISSUED.items():
        floors = [each.safe_from for each in versions.floors() if each.package == package]
        assert any(not versions.is_below(each, at_least) for each in floors), package


def test_an_old_package_is_a_fault_with_its_source(tmp_path: Path) -> None:
    def installed(package: str) -> str:
        return "1.10.9" if package == "mammoth" else metadata.version(package)

    found = only(versions.look(place(tmp_path), installed))
    assert found.grade is Grade.FAULT
    assert "mammoth 1.10.9" in found.what
    assert "nvd.nist.gov/vuln/detail/CVE-2025-11849" in found.what
    assert "1.11.0" in found.remedy


def test_a_missing_package_is_told_once(tmp_path: Path) -> None:
    def installed(package: str) -> str:
        if package == "starlette":  # has several floors
            raise metadata.PackageNotFoundError(package)
        return metadata.version(package)

    assert "Thiếu gói phần mềm starlette" in only(versions.look(place(tmp_path), installed)).what


def test_the_clock_before_a_written_file_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_existing", lambda *_: [])
    at = place(tmp_path)
    assert not bad(clock.look(at))
    touch(at.data / "scores.csv", NOW + timedelta(hours=3))
    found = only(clock.look(at))
    assert found.grade is Grade.FAULT
    assert "scores.csv (12:00 30/11/2026)" in found.what


@pytest.mark.parametrize("trace", ["lich-su/2027-01/20270105-080000-000000.json", "sao-luu/2027-01-05.zip"])
def test_so_is_the_clock_before_the_last_save_or_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trace: str
) -> None:
    monkeypatch.setattr(clock, "_existing", lambda *_: [])
    at = place(tmp_path)
    (at.data / trace).parent.mkdir(parents=True)
    (at.data / trace).write_text(
        '{"when": "2027-01-05T08:00:00+07:00", "what": "Thêm", "who": "", "before": {}, "after": {}}'
    )
    assert "05/01/2027" in only(clock.look(at)).what


@pytest.mark.parametrize("years", [-10, +90])
def test_a_clock_that_is_years_away_cannot_be_right(tmp_path: Path, years: int) -> None:
    found = only(clock.look(place(tmp_path, now=NOW.replace(year=NOW.year + years))))
    assert found.grade is Grade.FAULT


def test_a_clock_that_may_run_ahead_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_existing", lambda *_: [])
    assert only(clock.look(place(tmp_path, now=NOW.replace(year=2028)))).grade is Grade.NOTE


def test_a_machine_without_time_zones_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_existing", lambda *_: [])
    assert "tzdata" in only(clock.look(place(tmp_path), timezone(timedelta(hours=7)))).what


@pytest.mark.parametrize(
    ("free", "grade"), [(50_000_000, Grade.FAULT), (1_500_000_000, Grade.NOTE), (90_000_000_000, Grade.GOOD)]
)
def test_the_room_on_the_disk(tmp_path: Path, free: int, grade: Grade) -> None:
    (found,) = room.look(place(tmp_path), lambda _: free)
    assert found.grade is grade


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_what_others_may_write_is_a_fault(tmp_path: Path) -> None:
    at = place(tmp_path)
    (at.data / "scores.csv").chmod(0o666)
    assert "scores.csv" in only(permissions.look(at)).what


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_what_others_may_read_is_a_note_once_it_is_shared(tmp_path: Path) -> None:
    at = place(tmp_path)
    at.data.chmod(0o755)
    assert not bad(permissions.look(at))
    shared = place(tmp_path, environ={"EMULATION_SHARE": "read-only"})
    at.data.chmod(0o755)
    assert only(permissions.look(shared)).grade is Grade.NOTE


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize(
    "secret",
    [
        "data/tai-khoan.sqlite",
        "data/tai-khoan.sqlite-wal",
        f"data/{addresses.FILE}",
        "data/khoa-ky.pem",
        "program/.streamlit/secrets.toml",
    ],
)
def test_a_secret_is_its_owners_alone(tmp_path: Path, secret: str) -> None:
    at = place(tmp_path)
    (tmp_path / secret).touch(0o600)
    assert not bad(permissions.look(at))
    (tmp_path / secret).chmod(0o640)
    assert only(permissions.look(at)).remedy == f"chmod 600 {tmp_path / secret}"


@no_modes
def test_what_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    at = place(tmp_path)
    (at.data / "scores.csv").chmod(0o440)
    assert "scores.csv" in only(permissions.look(at)).what


def test_a_required_file_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    at = place(tmp_path)
    (at.data / "units.csv").unlink()
    assert "units.csv" in only(permissions.look(at)).what
