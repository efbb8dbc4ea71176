"""Whichever way a change takes – a form, the grid, the workbook, a CSV file – the folder holds the same bytes after it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from emulation.folder import DataFolder
from emulation.office import (
    exporting,
    extensions,
    importing,
    movement_results,
    progress,
    reception,
    scores,
    steps,
)
from emulation.office.change_set import ChangeSet
from emulation.office.named import names_for
from emulation.office.table import Pending, Sheet
from emulation.office.table_check import verdict
from emulation.schema import TABLE, TABLES
from emulation.scope import Scope
from emulation.store import read_document, save
from emulation.warehouse import Warehouse
from tests.folders import write_folder

DAY = date(2026, 7, 15)
SCOPE = Scope.at(DAY)
WHO = "Cán bộ 01"
FOLDER = {
    "units": "Mã đơn vị,Tên đơn vị,Mã khối\nA,Đơn vị A,K1\nB,Đơn vị B,K1\n",
    "blocs": "Mã khối,Tên khối\nK1,Khối một\n",
    "tasks": "Mã nhiệm vụ,Năm,Điều khoản,Nội dung,Hạn hoàn thành\n007,2026,II.1.a,Một,31/07/2026\n",
    "assignments": "Mã nhiệm vụ,Mã đơn vị,Vai trò\n007,A,Chủ trì\n007,B,Phối hợp\n",
    "progress": 'Ngày ghi nhận,Mã nhiệm vụ,Mã đơn vị,Trạng thái,"Văn bản, minh chứng",Ghi chú,Người ghi,Cột riêng\n'
    '01/06/2026,007,A,Đang thực hiện,,"hai\ndòng",,giữ\n',
    "awards": 'Mã khen thưởng,"Tên danh hiệu, hình thức",Nhóm,Cấp quyết định,Số ngày làm việc giải quyết\n'
    "GK,Giấy khen,Hình thức khen thưởng,Cấp xã,10\n",
    "dossiers": "Mã hồ sơ,Ngày tiếp nhận,Mã đơn vị,Đối tượng,Tên đối tượng,Mã khen thưởng,Loại khen thưởng\n"
    "HS-2026-001,01/07/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng\n",
    "dossier_events": "Ngày,Mã hồ sơ,Bước xử lý,Số văn bản,Ghi chú,Người ghi\n01/07/2026,HS-2026-001,Tiếp nhận,,,\n",
    "criteria": "Mã tiêu chí,Năm,Nhóm tiêu chí,Tiêu chí,Loại điểm,Điểm tối đa\nC1,2026,Một,Hai,Chuẩn,10\n",
    "scores": "Ngày chấm,Kỳ,Mã đơn vị,Mã tiêu chí,Bước chấm,Điểm,Ghi chú,Người ghi\n"
    '01/07/2026,2026-Q2,A,C1,Tự chấm,"8,5",,\n',
    "movements": "Mã phong trào,Tên phong trào,Cấp phát động,Ngày phát động\nPT1,Phong trào một,Xã,01/01/2026\n",
    "movement_results": "Ngày ghi nhận,Mã phong trào,Mã đơn vị,Chỉ tiêu,Đơn vị tính,Kế hoạch,Thực hiện,Người ghi\n"
    "01/06/2026,PT1,A,Hộ đạt,hộ,200,46,\n",
}
Typed = Mapping[str, Sequence[Mapping[str, Any]]]
"""File → new rows, as an officer types them: heading → text, number or day."""


@dataclass(frozen=True)
class Change:
    """One thing that an officer writes down: by a form, and as rows."""

    form: Callable[[Warehouse], ChangeSet]
    rows: Typed


CHANGES = {
    "progress": Change(
        lambda data: progress.prepare(
            data,
            SCOPE,
            progress.Entry(DAY, "Hoàn thành", ("007",), ("A", "B"), "12/BC-UBND", "=1+1"),
            today=DAY,
        ),
        {
            "progress": [
                {
                    "Ngày ghi nhận": DAY,
                    "Mã nhiệm vụ": "007",
                    "Mã đơn vị": unit,
                    "Trạng thái": "hoàn thành",
                    "Văn bản, minh chứng": "12/BC-UBND",
                    "Ghi chú": "'=1+1",
                    "Người ghi": WHO,
                }
                for unit in ("A", "B")
            ]
        },
    ),
    "extension": Change(
        lambda data: extensions.prepare(
            data, SCOPE, extensions.Entry(DAY, "007", ("A",), date(2026, 8, 31), "5/TB"), today=DAY
        ),
        {
            "extensions": [
                {
                    "Ngày gia hạn": DAY,
                    "Mã nhiệm vụ": "007",
                    "Mã đơn vị": "A",
                    "Hạn mới": date(2026, 8, 31),
                    "Số văn bản": "5/TB",
                    "Người ghi": WHO,
                }
            ]
        },
    ),
    "reception": Change(
        lambda data: reception.prepare(
            data,
            SCOPE,
            reception.Entry(DAY, "B", "Tập thể", ("Tập thể 01",), "GK", "Công trạng", quantity="12"),
            today=DAY,
        ),
        {
            "dossiers": [
                {
                    "Mã hồ sơ": "HS-2026-002",
                    "Ngày tiếp nhận": DAY,
                    "Mã đơn vị": "B",
                    "Đối tượng": "Tập thể",
                    "Tên đối tượng": "Tập thể 01",
                    "Mã khen thưởng": "GK",
                    "Loại khen thưởng": "Công trạng",
                    "Số lượng": 12,
                }
            ],
            "dossier_events": [
                {
                    "Ngày": DAY,
                    "Mã hồ sơ": "HS-2026-002",
                    "Bước xử lý": "Tiếp nhận",
                    "Người ghi": WHO,
                }
            ],
        },
    ),
    "step": Change(
        lambda data: steps.prepare(
            data, SCOPE, steps.Entry(DAY, ("HS-2026-001",), "Thẩm định", note="đủ"), today=DAY
        ),
        {
            "dossier_events": [
                {
                    "Ngày": DAY,
                    "Mã hồ sơ": "HS-2026-001",
                    "Bước xử lý": "Thẩm định",
                    "Ghi chú": "đủ",
                    "Người ghi": WHO,
                }
            ]
        },
    ),
    "score": Change(
        lambda data: scores.prepare(
            data, SCOPE, scores.Entry(DAY, "2026-Q2", "Tự chấm", "B", {"C1": "9.25"}), today=DAY
        ),
        {
            "scores": [
                {
                    "Ngày chấm": DAY,
                    "Kỳ": "2026-Q2",
                    "Mã đơn vị": "B",
                    "Mã tiêu chí": "C1",
                    "Bước chấm": "Tự chấm",
                    "Điểm": 9.25,
                    "Người ghi": WHO,
                }
            ]
        },
    ),
    "result": Change(
        lambda data: movement_results.prepare(
            data,
            SCOPE,
            movement_results.Entry(DAY, "PT1", "B", "hộ  ĐẠT", "hộ", "1200", "60,5"),
            today=DAY,
        ),
        {
            "movement_results": [
                {
                    "Ngày ghi nhận": DAY,
                    "Mã phong trào": "PT1",
                    "Mã đơn vị": "B",
                    "Chỉ tiêu": "Hộ đạt",
                    "Đơn vị tính": "hộ",
                    "Kế hoạch": 1200,
                    "Thực hiện": 60.5,
                    "Người ghi": WHO,
                }
            ]
        },
    ),
}


ROWS: dict[str, list[Mapping[str, Any]]] = {}
"""All of them together, file by file."""
for _change in CHANGES.values():
    for _table, _rows in _change.rows.items():
        ROWS.setdefault(_table, []).extend(_rows)


def by_form(folder: Path) -> None:
    for change in CHANGES.values():
        change_set = change.form(DataFolder(folder).edition().warehouse).signed(WHO)
        assert not change_set.refusals
        save(folder, change_set.edits, change_set.what)


def by_grid(folder: Path) -> None:
    for table, rows in ROWS.items():
        data, names = DataFolder(folder), {column.label: column.name for column in TABLE[table].columns}
        sheet = Sheet(
            read_document(folder, table), names_for(TABLE[table], data.edition().warehouse), DAY.year
        )
        typed = [{names[heading]: _in_excel(value) for heading, value in row.items()} for row in rows]
        found = verdict(sheet.effect(Pending(added=tuple(typed))), data.edition(), data.preview, DAY)
        assert found.allowed, (found.refusals, found.pointing)
        save(folder, found.edits, found.what)


def by_workbook(folder: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exporting.export(DataFolder(folder)).data))
    for table, rows in ROWS.items():
        sheet = book[TABLE[table].title]
        headings = [cell.value for cell in sheet[1]]
        last = max(number for number in range(1, sheet.max_row + 1) if sheet.cell(number, 1).value)
        for number, row in enumerate(rows, start=last + 1):
            for heading, value in row.items():
                sheet.cell(number, headings.index(heading) + 1, value)
    out = io.BytesIO()
    book.save(out)
    _import(folder, [("sổ.xlsx", out.getvalue())])


def by_csv(folder: Path) -> None:
    _import(folder, [(TABLE[table].file, _appended(folder, table, rows)) for table, rows in ROWS.items()])


def _import(folder: Path, uploads: Sequence[tuple[str, bytes]]) -> None:
    prepared = importing.prepare(uploads, DataFolder(folder))
    assert not prepared.problems
    assert not prepared.caused
    save(folder, prepared.edits, prepared.what)


def _appended(folder: Path, table: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The file with rows added in Excel with Vietnamese settings."""
    with (folder / TABLE[table].file).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    heading = lines[0] + [
        name for name in dict.fromkeys(n for row in rows for n in row) if name not in lines[0]
    ]
    lines[0] = heading
    lines += [[_in_excel(row.get(name, "")) for name in heading] for row in rows]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _in_excel(value: object) -> str:
    return (
        f"{value.day}/{value.month}/{value.year}"
        if isinstance(value, date)
        else str(value).replace(".", ",", 1)
    )


def test_every_way_ends_in_the_same_folder(tmp_path: Path):
    base = texts(write_folder(tmp_path / "base", FOLDER))
    after = {}
    for way in (by_form, by_grid, by_workbook, by_csv):
        way(folder := write_folder(tmp_path / way.__name__, FOLDER))
        after[way] = texts(folder)
    assert {file for file in base if after[by_form][file] != base[file]} == {
        TABLE[table].file for table in ROWS
    }
    for file, text in after[by_form].items():
        assert [after[way][file] for way in after] == [text] * 4, file


def texts(folder: Path) -> dict[str, str]:
    return {table.file: (folder / table.file).read_text("utf-8-sig") for table in TABLES}
