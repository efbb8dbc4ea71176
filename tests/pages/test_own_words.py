"""Every screen, slide, document and workbook speaks of the commune and of its superior as the data folder does."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from google.protobuf.text_format import MessageToString

from emulation.commune import LAUNCHED_BY, LEVEL
from emulation.intake import read_folder
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made
from emulation.reports.request import NotAsked, Request
from emulation.schema import TABLE
from emulation.scope import VIETNAM
from emulation.store import Document
from emulation.ui.show import sections
from emulation.warehouse import Warehouse
from emulation.workbook import workbook
from tests.folders import write_folder
from tests.pages.screens import run_screen
from tests.ui.show.moments import moment_of

DAY = date(2026, 6, 30)
WARD = {
    "plan": """
        year,number,issued_on,title,issuer,place,superior,unit_id,symbol,view_on
        2026,5/KH-UBND,05/01/2026,Công tác thi đua,UBND phường Vinh Tân,Vinh Tân,UBND tỉnh Nghệ An,VH,VHTT,30/06/2026
        """,
    "blocs": "bloc_id,name\nK1,Khối cơ quan\nK2,Khối trường học\n",
    "units": """
        unit_id,name,short_name,bloc_id
        VH,Phòng Văn hoá,P. Văn hoá,K1
        KT,Phòng Kinh tế,P. Kinh tế,K1
        TH,Trường Tiểu học,,K2
        """,
    "tasks": """
        task_id,year,clause,quarter,title,measured_by,due_on
        T1,2026,I.1,1,Ban hành kế hoạch,,31/03/2026
        T2,2026,I.2,2,Giải quyết hồ sơ,hồ sơ,30/06/2026
        T3,2026,II,,Tuyên truyền,,31/12/2026
        """,
    "assignments": "task_id,unit_id,role\nT1,VH,Chủ trì\nT1,KT,Phối hợp\nT2,VH,Chủ trì\nT3,TH,Chủ trì\n",
    "progress": "recorded_on,task_id,unit_id,status\n02/02/2026,T3,TH,Đang thực hiện\n",
    "awards": """
        award_id,name,category,level,working_days
        GK,Giấy khen của Chủ tịch,Hình thức khen thưởng,Cấp phường,10
        BK,Bằng khen,Hình thức khen thưởng,Cấp tỉnh,20
        HC,Huân chương Lao động,Hình thức khen thưởng,Cấp Nhà nước,20
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,01/04/2026,VH,Tập thể,Tổ Một,GK,Công trạng
        H2,01/04/2026,KT,Cá nhân,Bà Hai,GK,Công trạng
        H3,01/05/2026,TH,Cá nhân,Ông Ba,BK,Công trạng
        H4,01/05/2026,TH,Cá nhân,Bà Bốn,HC,Công trạng
        H5,01/05/2026,KT,Cá nhân,Ông Năm,BK,Công trạng
        H6,01/05/2026,KT,Cá nhân,Bà Sáu,BK,Công trạng
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        20/04/2026,H1,Đã khen thưởng
        20/05/2026,H2,Họp Hội đồng
        20/05/2026,H3,Trình Chủ tịch
        10/06/2026,H4,Trình cấp trên
        20/05/2026,H5,Trình cấp trên
        22/06/2026,H5,Đã khen thưởng
        20/05/2026,H6,Trình cấp trên
        25/06/2026,H6,Yêu cầu bổ sung
        """,
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,100\n",
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/04/2026,2026-Q1,VH,C1,Hội đồng chấm,90
        20/06/2026,2026-Q2,VH,C1,Hội đồng chấm,90
        20/06/2026,2026-Q2,KT,C1,Hội đồng chấm,80
        20/06/2026,2026-Q2,TH,C1,Khối chấm,95
        """,
    "bands": "name,from_points\nTốt,80\n",
    "movements": """
        movement_id,name,launched_by,launched_on
        P1,Đô thị văn minh,Phường,02/02/2026
        P2,Chuyển đổi số,Tỉnh,02/02/2026
        P3,Chung sức,Trung ương,02/02/2026
        """,
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,target,actual
        02/06/2026,P1,VH,Tuyến phố,4,3
        """,
    "meetings": """
        meeting_id,held_on,kind,title,place
        M0,10/05/2026,Họp Hội đồng,Chấm điểm,Hội trường
        M1,30/06/2026,Họp Hội đồng,Xét khen thưởng,Hội trường
        """,
}
SPECIAL_ZONE = [
    ("phường Vinh Tân", "đặc khu Cát Hải"),
    ("tỉnh Nghệ An", "thành phố Hải Phòng"),
    ("Cấp phường", "Cấp đặc khu"),
    ("Cấp tỉnh", "Cấp thành phố"),
    (",Phường,", ",Đặc khu,"),
    (",Tỉnh,", ",Thành phố,"),
]
NO_KIND = (
    *("xã hội", "hợp tác xã"),
    *("tỉnh, thành phố trực thuộc Trung ương", "cấp bộ, cấp tỉnh", "Tỉnh, TP"),
    *(", ".join(LEVEL.words), ", ".join(LAUNCHED_BY.words)),
    *("xã (phường, đặc khu)", "tỉnh (thành phố)", "ví dụ VHXH"),
)
"""Other words with such a syllable; headings of Thông tư 02/2023/TT-BNV; what a column may hold, and its examples."""
Screen = tuple[str, dict[str, str]]
BARE = 8
"""So many of the screens say a word for the commune itself."""
SCREENS: list[Screen] = [
    ("overview", {}),
    ("rankings", {}),
    ("rankings", {"unit": "KT"}),
    ("dossiers", {"dossier": "H4"}),
    ("progress", {"task": "T2"}),
    ("movements", {}),
    ("unit", {"unit": "VH"}),
    ("office/reports", {"report": "proposal"}),
    ("progress", {}),
    ("council/prepare", {}),
    ("office/entry", {"form": "tiep-nhan"}),
    ("office/data", {}),
    ("office/exchange", {}),
    ("office/history", {}),
]


def of_zone(text: str) -> str:
    for ours, theirs in SPECIAL_ZONE:
        text = text.replace(ours, theirs)
    return text


FOLDERS = {
    "ward of a province": (WARD, {"xã", "đặc khu", "thành phố"}, "toàn phường"),
    "special zone of a city": (
        {name: of_zone(text) for name, text in WARD.items()},
        {"xã", "phường", "tỉnh"},
        "toàn đặc khu",
    ),
    "no plan": (
        {name: text for name, text in WARD.items() if name != "plan"},
        {"xã", "đặc khu", "thành phố"},
        "toàn địa phương",
    ),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_no_word_of_another_kind_of_commune(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    tables, foreign, whole = FOLDERS[name]
    folder = write_folder(tmp_path, tables)
    if "plan" not in tables:
        (folder / "plan.csv").unlink()
    screens = SCREENS if name == "ward of a province" else SCREENS[:BARE]
    said = {where: plain(text) for where, text in everything(folder, screens, monkeypatch)}
    wrong = re.compile(rf"\b(?:{'|'.join(foreign)}|UBND xã|VHXH|Nghi Dương)\b", re.IGNORECASE)
    found = [
        f"{where}: {text[max(hit.start() - 50, 0) : hit.end() + 30]}"
        for where, text in said.items()
        for hit in wrong.finditer(text)
    ]
    assert not found, "\n".join(found)
    assert whole in said["rankings"].lower()
    assert whole in said["slides"].lower()


def plain(text: str) -> str:
    """Without what has such a word in it and says no kind of this commune."""
    return re.sub("|".join(map(re.escape, NO_KIND)), "", " ".join(text.split()), flags=re.IGNORECASE)


def everything(
    folder: Path, screens: Iterable[Screen], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, str]]:
    """Where → all that is said there, the markup around it too."""
    for page, address in screens:
        app = run_screen(page, folder, monkeypatch, **(address | {"as_of": DAY.isoformat()}))
        where = " ".join([page, *address.values()])
        yield (
            where,
            "\n".join(
                unescaped(MessageToString(e.proto, as_utf8=True))
                for e in app._tree
                if getattr(e, "proto", None)
            ),
        )
    reading, _ = read_folder(folder)
    assert not reading.faults, [problem.line() for problem in reading.faults]
    data = Warehouse(reading)
    slides = sections.slides(moment_of(data, DAY), list(sections.SECTIONS))
    yield "slides", "\n".join(map(str, slides))
    for kind in KINDS.values():
        levels = ("Cấp xã", "Cấp tỉnh") if "level" in kind.about else ("",)
        for level in levels:
            meeting = "M1" if kind.on == "meeting" else ""
            request = Request.of(kind, DAY, year=2026, level=level, meeting=meeting)
            try:
                made = Made(Facts(data, request, datetime.now(VIETNAM))).files()
            except NotAsked as nothing:
                yield kind.name, str(nothing)
            else:
                yield from ((file, read_back(file, content)) for file, content in made.items())
    documents = {
        path.stem: Document.read(path.read_bytes(), TABLE[path.stem]) for path in folder.glob("*.csv")
    }
    yield "workbook", read_back("workbook.xlsx", workbook(documents, DAY))


def unescaped(text: str) -> str:
    """JSON of components as people read it."""
    return re.sub(r"\\+u[0-9a-f]{4}", lambda found: json.loads(f'"{found[0][-6:]}"'), text)


def read_back(name: str, content: bytes) -> str:
    if name.endswith(".docx"):
        document = docx.Document(io.BytesIO(content))
        return "\n".join(
            "".join(text.text or "" for text in line.iter(qn("w:t")))
            for line in document.element.iter(qn("w:p"))
        )
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return "\n".join(f"{cell.value or ''} {cell.comment.text if cell.comment else ''}" for cell in cells)
