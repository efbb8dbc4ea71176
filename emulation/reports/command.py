"""`python -m emulation report KIND --out FILE`: a report from a terminal or a scheduler."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from emulation.periods import usual
from emulation.reports import choices
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made, zipped
from emulation.reports.pdf import NoPdf
from emulation.reports.request import NotAsked, Request
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
    """The request. What is left out, but the level and the meeting of a proposal, is what the screen proposes."""
    as_of, kind = args.as_of or warehouse.default_as_of, KINDS[args.kind]
    own_year, ranked = warehouse.default_year(as_of), warehouse.ranked_periods(as_of)
    year = args.year or own_year
    filtered = Scope.at(as_of, year=year, period=usual(ranked, as_of, None if year == own_year else year))
    meetings: Any = list(warehouse.table("meetings").itertuples())  # none where it cannot be read
    said = {"report": kind.name, "meeting": args.meeting or ""}
    concluding = warehouse.ask("conclusions", filtered)["meeting_id"] if kind.of_conclusions else ()
    usually, *_ = choices.read(
        said, filtered, warehouse.years, meetings, ranked=ranked, concluding=set(concluding)
    )
    return Request.of(
        kind,
        as_of,
        year=year,
        period=args.period or (f"{year}-Q{args.quarter}" if args.quarter else usually.period),
        ranked=ranked,
        level=args.level or "",
        meeting=args.meeting or usually.meeting.removeprefix(choices.NONE),
        blocs=tuple(args.bloc),
        units=tuple(args.unit),
    )


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
