"""`python -m emulation template`: an empty start, and never over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.__main__ import main
from emulation.schema import TABLES
from emulation.workbook import NotWritten, template, write_template
from tests.workbook.books import TODAY


@pytest.mark.parametrize("name", ["moi/xa", "moi/xa.xlsx", "moi/XA.XLSX"])
def test_what_is_written_has_no_fault(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / name
    assert main(["template", str(target)]) == 0
    assert str(target) in capsys.readouterr().out
    assert target.is_dir() == (target.suffix == "")
    assert main(["check", "--data", str(target)]) == 0


def test_a_folder_has_every_file_with_its_heading(tmp_path: Path) -> None:
    write_template(tmp_path, TODAY)
    assert {file.name for file in tmp_path.iterdir()} == {table.file for table in TABLES}
    heading = (tmp_path / "awards.csv").read_bytes()
    assert heading.startswith('\ufeffMã khen thưởng,"Tên danh hiệu, hình thức",Nhóm,'.encode())
    assert heading.count(b"\n") == 1


@pytest.mark.parametrize("name", ["moi", "moi.xlsx"])
def test_nothing_is_overwritten(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / name
    there = target / "scores.csv" if name == "moi" else target
    there.parent.mkdir(exist_ok=True)
    there.write_text("của tôi", encoding="utf-8")
    assert main(["template", str(target)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{there} đã có sẵn, không ghi đè" in told.err
    assert there.read_text(encoding="utf-8") == "của tôi"
    assert sum(file.is_file() for file in tmp_path.rglob("*")) == 1


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(NotWritten, match="không ghi được"):
        write_template(tmp_path / "a" / "b", TODAY)


def test_what_is_half_written_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "a.csv" / "b.csv"
    monkeypatch.setattr(template, "_files", lambda path, today: {tmp_path / "a.csv": b"a", blocked: b"b"})
    with pytest.raises(NotWritten, match="không ghi được"):
        write_template(tmp_path, TODAY)
    assert list(tmp_path.iterdir()) == []
