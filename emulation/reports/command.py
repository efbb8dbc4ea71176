"""`python -m emulation report KIND --out FILE`: a report from a terminal or a scheduler."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from emulation.periods import usual
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made, zipped
from emulation.reports.pdf import NoPdf
from emulation.reports.request import NotAsked, Request, usual_period
from emulation.reports.word import TemplateFault
from emulation.scope import VIETNAM, Scope
from emulation.warehouse import NotAvailable, Warehouse

MANY = ("", ".zip")
"""The endings of --out that take several files: none (a folder), or an archive."""


def write(warehouse: Warehouse, folder: Path, args: Namespace) -> int:
    """Write what `args` ask for; 1 with a sentence on standard error where it cannot be made."""
    try:
        facts = Facts(warehouse, _request(warehouse, args), datetime.now(VIETNAM))
        form = args.out.suffix.lower()
        made = Made(facts, folder if folder.is_dir() else None)
        files = made.files("" if form in MANY else form[1:], _tell)
        written = _put(files, args.out)
    except (NotAsked, TemplateFault, NoPdf) as refusal:
        print(f"Không lập được báo cáo: {refusal}", file=sys.stderr)
        return 1
    except NotAvailable as error:
        print(f"Không lập được báo cáo vì không đọc được {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Không ghi được {args.out}: {error.strerror or error}.", file=sys.stderr)
        return 1
    for path in written:
        print(f"Đã lập {path}")
    return 0


def _request(warehouse: Warehouse, args: Namespace) -> Request:
    """The request. Day, year and period that are left out are those that the screen proposes."""
    as_of = args.as_of or warehouse.default_as_of
    year, ranked = args.year or warehouse.default_year(as_of), warehouse.ranked_periods(as_of)
    period = args.period or (f"{year}-Q{args.quarter}" if args.quarter else "")
    filtered = Scope.at(as_of, year=year, period=usual(ranked, as_of, args.year))
    kind = KINDS[args.kind]
    return Request.of(
        kind,
        as_of,
        year=year,
        period=period or usual_period(kind, filtered, warehouse.years, _held_on(warehouse, args.meeting)),
        ranked=ranked,
        level=args.level or "",
        meeting=args.meeting or "",
        blocs=tuple(args.bloc),
        units=tuple(args.unit),
    )


def _held_on(warehouse: Warehouse, meeting: str | None) -> date | None:
    """The day of a meeting; None where it is not known."""
    rows: Any = warehouse.table("meetings").itertuples()  # none where it cannot be read
    return next((row.held_on for row in rows if row.meeting_id == meeting), None)


def _put(files: Mapping[str, bytes], out: Path) -> list[Path]:
    """Write the files where `out` says: one file, an archive, or a folder (without an ending)."""
    if out.suffix.lower() == ".zip":
        files, written = {out.name: zipped(files)}, [out]
    elif not out.suffix:
        written = [out / name for name in files]
    elif len(files) == 1:
        written = [out]
    else:
        raise NotAsked(f"có {len(files)} văn bản; hãy ghi --out là một thư mục hoặc tệp .zip.")
    for path, content in zip(written, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return written


def _tell(share: float) -> None:
    """Show progress when standard error is a terminal."""
    if sys.stderr.isatty():
        print(f"\r{share:4.0%}", end="\n" if share == 1 else "", file=sys.stderr, flush=True)
