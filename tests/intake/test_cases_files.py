"""The intake cases that are problems of a file, and their relatives, on the sample folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from emulation.__main__ import CONTRACT, main
from emulation.intake import read_folder
from emulation.schema import TABLES
from tests.intake.officers import to_tcvn3, to_vni
from tests.intake.verdict import problems


def workbook(folder: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    (folder / "progress.csv").write_bytes(data.getvalue())


def unclosed_quote(folder: Path) -> None:
    path = folder / "progress.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[9].split(",")
    lines[9] = ",".join([*cells[:4], "", '"ghi chú mở ngoặc'])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rewritten(change_bytes: Callable[[str], bytes]) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        path = folder / "progress.csv"
        path.write_bytes(change_bytes(path.read_text(encoding="utf-8")))

    return do


def directory(folder: Path) -> None:
    (folder / "progress.csv").unlink()
    (folder / "progress.csv").mkdir()


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "tcvn3": (rewritten(to_tcvn3), "TCVN3"),
    "vni": (rewritten(to_vni), "VNI"),
    "tcvn3 in UTF-8": (rewritten(lambda t: to_tcvn3(t).decode("latin-1").encode()), "TCVN3"),
    "workbook": (workbook, "sổ Excel"),
    "old workbook": (rewritten(lambda t: b"\xd0\xcf\x11\xe0" + t.encode()), "sổ Excel"),
    "zero bytes": (rewritten(lambda t: b""), "0 byte"),
    "blank": (rewritten(lambda t: b"\n ;;\n"), "tiêu đề"),
    "BOM only": (rewritten(lambda t: b"\xef\xbb\xbf"), "không có dòng nào"),
    "NUL": (rewritten(lambda t: t.encode()[:500] + b"\0" + t.encode()[500:]), "NUL"),
    "UTF-16 without BOM": (rewritten(lambda t: t.encode("utf-16-le")), "NUL"),
    "half a letter": (rewritten(lambda t: t.encode()[: t.encode().rindex(b"\xe1") + 1]), "cắt ngang"),
    "unclosed quote": (unclosed_quote, "A10"),
    "directory": (directory, "thư mục"),
    "missing": (lambda folder: (folder / "progress.csv").unlink(), "thiếu tệp"),
    "no header": (rewritten(lambda t: t.split("\n", 1)[1].encode()), "tiêu đề"),
    "a web page": (rewritten(lambda t: b"<!DOCTYPE html><html><body>404</body></html>"), "tiêu đề"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_one_problem(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, said = FILES[name]
    spoil(folder)
    (line,) = problems(folder, capsys)
    assert line.startswith("progress.csv")
    assert said in line


@pytest.mark.parametrize("file", [table.file for table in TABLES])
def test_zero_bytes_are_a_damaged_file_everywhere(
    file: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / file).write_bytes(b"")
    (line,) = problems(folder, capsys)
    assert line.startswith(f"{file}: tệp rỗng")


@pytest.mark.parametrize("query", CONTRACT)
def test_show_names_an_unreadable_file_and_gives_no_figures_that_need_it(
    query: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "units.csv").write_bytes(b"")
    code = main(["show", query, "--data", str(folder)])
    out, err = capsys.readouterr()
    assert "units.csv" in err
    assert code == (1 if not out else 0)


def test_a_file_without_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refuse(path: Path, mode: str = "r") -> IO[Any]:
        if path.name == "units.csv":
            raise PermissionError
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = read_folder(folder)[0].faults
    assert problem.line().startswith("units.csv: không mở được tệp. Đóng tệp trong Excel")


def test_an_empty_folder_lacks_every_required_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = problems(tmp_path, capsys)
    assert [line.split(":")[0] for line in lines] == [table.file for table in TABLES if not table.optional]


@pytest.mark.parametrize(
    "make", [lambda path: None, lambda path: path.write_text("")], ids=["missing", "a file"]
)
def test_no_folder(make: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path / "none")
    (line,) = problems(tmp_path / "none", capsys)
    assert "thư mục" in line
    assert main(["show", "tasks", "--data", str(tmp_path / "none")]) == 1
