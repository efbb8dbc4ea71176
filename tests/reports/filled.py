"""The templates, and a document of each kind, as they lie in a file: what goes into it, and how it reads."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from emulation.reports.kinds import KINDS
from emulation.reports.made import Made
from emulation.reports.word import template_of
from emulation.warehouse import Warehouse
from tests.reports.contents.asked import facts_of
from tests.reports.full import FULL
from tests.reports.templates import WORD

DAY = date(2027, 1, 5)
MEETINGS = ("minutes", "conclusions")
"""Kinds that are about the small commune's meeting."""
DOCUMENTS = [
    *WORD,
    *(f"{kind} filled" for kind in WORD if kind != "proposal"),
    "proposal filled for Cấp xã",
    "proposal filled for Cấp tỉnh",
]
FILLED = [name for name in DOCUMENTS if "filled" in name]
PROPOSING = {
    "units": FULL["units"].replace("Đơn vị A", "Phòng Văn hoá - Xã hội"),
    "awards": FULL["awards"] + "BK,Bằng khen,Hình thức khen thưởng,Cấp tỉnh,200\n",
    "dossiers": FULL["dossiers"].rstrip() + "\n        H3,01/06/2026,A,Cá nhân,Bà C,BK,Công trạng\n",
    "dossier_events": FULL["dossier_events"] + "10/06/2026,H3,Họp Hội đồng\n",
}
"""The files of the small commune in which somebody is to be proposed to the province, too."""


def documents_of(data: Warehouse) -> dict[str, bytes]:
    """Each of DOCUMENTS as it lies in the program, or as it is made."""
    made = {kind: template_of(KINDS[kind].file).read_bytes() for kind in WORD}
    for name in FILLED:
        kind, _, level = name.replace(" filled", "").partition(" for ")
        chosen = {"level": level} if level else {"meeting": "M1"} if kind in MEETINGS else {}
        made[name] = next(iter(Made(facts_of(data, kind, DAY, year=2026, **chosen)).files().values()))
    return made


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
