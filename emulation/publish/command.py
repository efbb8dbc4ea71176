"""`python -m emulation publish`: a day's figures as a signed package, to a folder or to the city's server; for a scheduler
as for a terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from emulation import commune as communes
from emulation.intake.problems import shown
from emulation.publish import keys
from emulation.publish.edition import edition
from emulation.publish.manifest import COMMUNE_ID, HOW_COMMUNE_ID
from emulation.publish.package import write
from emulation.publish.sending import NotSent, send
from emulation.store import SaveRefused
from emulation.text import file_part
from emulation.warehouse import NotAvailable, Warehouse

DONE, NOT_SENT, WRONG = 0, 1, 2
"""Exit codes: it has arrived; it has not; a wrong command or setting."""
COMMUNE, TO, CA = "EMULATION_COMMUNE", "EMULATION_PUBLISH_TO", "EMULATION_PUBLISH_CA"


def fill(publish: ArgumentParser, day: Callable[[str], date]) -> None:
    """The command's own arguments."""
    publish.add_argument(
        "--to",
        metavar="DIR|URL",
        help=f"thư mục (ổ USB, ổ mạng) hoặc địa chỉ https:// của thành phố (mặc định: {TO})",
    )
    publish.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    publish.add_argument(
        "--key", action="store_true", help="chỉ in dòng của xã cho communes.csv của thành phố"
    )


def run(warehouse: Warehouse, folder: Path, args: Namespace, environ: Mapping[str, str]) -> int:
    """Send a package, or print the commune's line. The exit code."""
    as_of = args.as_of or warehouse.default_as_of
    place = communes.of_warehouse(warehouse, warehouse.default_year(as_of)).issuer.place
    commune = environ.get(COMMUNE) or file_part(place)
    if not COMMUNE_ID.fullmatch(commune):
        return _wrong(f"Chưa biết mã của xã ở thành phố: đặt {COMMUNE}. {HOW_COMMUNE_ID}.")
    to = args.to or environ.get(TO, "")
    if not (to or args.key):
        return _wrong(f"Chưa biết gửi đi đâu: thêm --to hoặc đặt {TO}.")
    try:
        key = keys.own_key(folder)
        if args.key:
            print(f"{commune},{_cell(place)},,{keys.written(key.public_key())}")
            return DONE
        found = edition(warehouse, folder, as_of, commune)
        print(send(to, found.manifest.file, write(found.manifest, found.files, key), environ.get(CA, "")))
        return DONE
    except NotAvailable as error:
        print(f"Chưa lập được gói vì không đọc được {error}.", file=sys.stderr)
    except (NotSent, SaveRefused, keys.NotAKey) as error:
        print(error, file=sys.stderr)
    return NOT_SENT


def _cell(place: str) -> str:
    """The commune's name in a row of CSV."""
    name = shown(place).replace('"', "")
    return f'"{name[:1].upper()}{name[1:]}"'


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG
