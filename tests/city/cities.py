"""A city of two communes and the packages that they send, small enough to be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from emulation.publish.contents import PUBLISHED
from emulation.publish.keys import written
from emulation.publish.manifest import Entry, Manifest
from emulation.publish.package import write

ROWS = {
    "quarterly_progress": ["0,1,0,0,1,0,0,1,0,0.0,", "3,2,1,0,1,0,0,0,1,0.5,1.0"],
    "tasks": [
        "T1,I.1,0,Tuyên truyền,CAX;VP,Đang thực hiện,2026-06-30,,Quá hạn,29",
        'T2,II.3.a,3,"Tổng kết, khen thưởng",CAX,Hoàn thành,2026-07-31,2026-07-20,Đúng hạn,0',
        "T3,II.3.b,3,Báo cáo,VP,Đang thực hiện,2026-08-01,,Sắp đến hạn,",
    ],
    "unit_progress": ["CAX,Công an xã,K1,2,1,0,1,0,0.5,1.0", "VP,Văn phòng,,2,0,0,1,1,0.0,"],
    "unit_ranking": ["1,1,CAX,Công an xã,K1,86.125,80.0,6.125,0.0,Hội đồng chấm,Tốt,2,1"],
    "bloc_ranking": ["1,K1,Khối 1,1,1,86.125,0.5,1.0,1"],
    "pending_dossiers": [
        "HS1,2026-07-01,CAX,Cá nhân,,GK,Cấp xã,Công trạng,Thẩm định,2026-07-02,2026-07-30,Sắp đến hạn,1,không,1",
        "HS2,2026-06-01,VP,Tập thể,Văn phòng,BK,Cấp tỉnh,Công trạng,Trình cấp trên,2026-06-20,2026-07-01,Đúng hạn,,có,1",
    ],
    "dossier_summary": ["Thẩm định,1,0,1,2026-07-01", "Trình cấp trên,1,0,0,2026-06-01"],
    "awards_given": ["CAX,GK,Cấp xã,Cá nhân,Công trạng,2"],
    "movements": ["PT1,Xanh sạch đẹp,Xã,2026-01-05,,2,1,1,1.25"],
    "changes": ["2026-07-20,task,T2,CAX,Chưa bắt đầu,Hoàn thành"],
    "conclusions": [],
    "awards_by_quarter": ["2,CAX,GK,Cấp xã,Cá nhân,Công trạng,2"],
    "settled_dossiers": ["HS0,GK,Cấp xã,2026-03-02,2026-03-20,14,Đúng hạn"],
    "award_names": [
        "GK,Giấy khen,Hình thức khen thưởng,Cấp xã",
        "BK,Bằng khen,Hình thức khen thưởng,Cấp tỉnh",
    ],
}
MANIFEST = Manifest(
    program="1",
    data="0a1b2c3d",
    commune="xa-a",
    name="Ủy ban nhân dân xã A",
    superior="Ủy ban nhân dân thành phố Hải Phòng",
    as_of=date(2026, 7, 29),
    year=2026,
    made_at=datetime(2026, 7, 29, 8, tzinfo=UTC),
    notice="",
    files={},
)


def private_key(commune: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(commune.encode()).digest())


def key_of(commune: str) -> str:
    """The public key as it stands in `communes.csv`."""
    return written(private_key(commune).public_key())


def city(folder: Path) -> Path:
    """A city's folder with two communes."""
    folder.mkdir(exist_ok=True)
    rows = [f"{id_},{name},Cụm 1,{key_of(id_)}" for id_, name in (("xa-a", "Xã A"), ("xa-b", "Xã B"))]
    (folder / "communes.csv").write_text("\n".join(["id,name,cluster,public_key", *rows, ""]), "utf-8")
    return folder


def package(
    rows: Mapping[str, list[str]] | None = None, key: Ed25519PrivateKey | None = None, **manifest: Any
) -> tuple[str, bytes]:
    """A package's name and bytes, signed by its commune; `rows` in place of those above, `manifest` of its own."""
    return sealed(texts(rows), key, **manifest)


def texts(rows: Mapping[str, list[str]] | None = None) -> dict[str, bytes]:
    """File → its bytes."""
    of = ROWS | dict(rows or {})
    return {
        table.file: "\n".join([",".join(c.name for c in table.columns), *of[table.name], ""]).encode()
        for table in PUBLISHED
    }


def entries(files: Mapping[str, bytes]) -> dict[str, Entry]:
    """What a manifest says of them."""
    return {
        name: Entry(data.count(b"\n") - 1, hashlib.sha256(data).hexdigest()) for name, data in files.items()
    }


def sealed(
    files: Mapping[str, bytes], key: Ed25519PrivateKey | None = None, /, **manifest: Any
) -> tuple[str, bytes]:
    """A package of these files, whatever is in them."""
    stated = replace(MANIFEST, **{"files": entries(files), **manifest})
    return stated.file, write(stated, files, key or private_key(stated.commune))
