"""What the doctor finds wrong with the description of the province's identity provider."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from emulation.doctor import Grade, permissions, province
from emulation.provider import FILE
from tests.doctor.places import bad, only, place
from tests.test_provider import DESCRIPTION


def test_without_one_nothing_is_said(tmp_path: Path) -> None:
    assert list(province.look(place(tmp_path))) == []


def test_one_that_can_be_used_is_good(tmp_path: Path) -> None:
    at = place(tmp_path)
    (at.data / FILE).write_text(DESCRIPTION, encoding="utf-8")
    (found,) = province.look(at)
    assert found.grade is Grade.GOOD


def test_one_that_cannot_is_a_fault_without_its_secret(tmp_path: Path) -> None:
    at = place(tmp_path)
    (at.data / FILE).write_text(DESCRIPTION.replace("https://xa", "http://xa"), encoding="utf-8")
    found = only(province.look(at))
    assert found.grade is Grade.FAULT
    assert "redirect_uri" in found.what
    assert "bí mật" not in found.line()


def test_one_that_is_named_but_not_there_is_a_fault(tmp_path: Path) -> None:
    at = place(tmp_path, environ={"EMULATION_PROVIDER": str(tmp_path / "tinh.toml")})
    assert "tinh.toml" in only(province.look(at)).what


@pytest.mark.skipif(os.name == "nt", reason="files have no modes there")
def test_others_may_not_read_it(tmp_path: Path) -> None:
    at = place(tmp_path)
    (at.data / FILE).write_text(DESCRIPTION, encoding="utf-8")
    (at.data / FILE).chmod(0o640)
    assert only(permissions.look(at)).remedy == f"chmod 600 {at.data / FILE}"
    (at.data / FILE).chmod(0o600)
    assert not bad(permissions.look(at))
