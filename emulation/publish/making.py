"""A commune's package of a day, by the command as by the button; and its line of the city's `communes.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from emulation import commune as communes
from emulation.intake.problems import shown
from emulation.publish import keys
from emulation.publish.edition import edition
from emulation.publish.manifest import COMMUNE_ID, HOW_COMMUNE_ID
from emulation.publish.package import read, write
from emulation.store import SaveRefused
from emulation.text import file_part
from emulation.warehouse import NotAvailable, Warehouse

COMMUNE = "EMULATION_COMMUNE"


class NotMade(Exception):
    """There is no package. The message is a sentence in Vietnamese. `is_setting`: something has to be set first."""

    def __init__(self, sentence: str, *, is_setting: bool = False) -> None:
        super().__init__(sentence)
        self.is_setting = is_setting


def package_of(
    warehouse: Warehouse, folder: Path, as_of: date, environ: Mapping[str, str]
) -> tuple[str, bytes]:
    """The name and the bytes of the package, signed with the key of the data folder. Raises NotMade."""
    commune = _id(_place(warehouse, as_of), environ)
    try:
        found = edition(warehouse, folder, as_of, commune)
        return found.manifest.file, write(found.manifest, found.files, keys.own_key(folder))
    except NotAvailable as error:
        raise NotMade(f"Chưa lập được gói vì không đọc được {error}.") from None
    except (SaveRefused, keys.NotAKey) as error:
        raise NotMade(str(error)) from None


def summary(name: str, data: bytes) -> str:
    """What such a package says, in a sentence, read from its bytes."""
    files = read(name, data).files

    def rows(table: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(files[f"{table}.csv"].decode())))

    quarters, pending = rows("quarterly_progress"), rows("pending_dossiers")
    tasks, on_time, late, overdue = (
        sum(int(quarter[figure]) for quarter in quarters)
        for figure in ("tasks", "done_on_time", "done_late", "overdue")
    )
    named = sum(bool(dossier["nominee_name"]) for dossier in pending)
    return (
        f"Trong gói: {tasks} nhiệm vụ ({on_time + late} hoàn thành, {overdue} quá hạn), {len(pending)} hồ sơ chưa kết thúc; "
        f"{named} hồ sơ đã trình cấp trên có tên đối tượng, còn lại không có tên."
    )


def line_of(warehouse: Warehouse, folder: Path, as_of: date, environ: Mapping[str, str]) -> str:
    """The commune's row of `communes.csv`: id, name, no cluster yet, public key. Raises NotMade."""
    place = _place(warehouse, as_of)
    name = shown(place).replace('"', "")
    commune = _id(place, environ)
    try:
        key = keys.written(keys.own_key(folder).public_key())
    except (SaveRefused, keys.NotAKey) as error:
        raise NotMade(str(error)) from None
    return f'{commune},"{name[:1].upper()}{name[1:]}",,{key}'


def _place(warehouse: Warehouse, as_of: date) -> str:
    return communes.of_warehouse(warehouse, warehouse.default_year(as_of)).issuer.place


def _id(place: str, environ: Mapping[str, str]) -> str:
    commune = environ.get(COMMUNE) or file_part(place)
    if not COMMUNE_ID.fullmatch(commune):
        raise NotMade(f"Chưa biết mã của xã ở thành phố: đặt {COMMUNE}. {HOW_COMMUNE_ID}.", is_setting=True)
    return commune
