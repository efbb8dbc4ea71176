"""`python -m emulation remind`: a line on each addressee, for a scheduler as for a terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from emulation import words
from emulation.remind import log, messages, outbox, settings
from emulation.remind.outbox import Outbox, Parcel
from emulation.remind.settings import Misconfigured
from emulation.scope import VIETNAM
from emulation.site import site
from emulation.store import SaveRefused
from emulation.warehouse import NotAvailable, Warehouse

DONE, NOT_ALL, WRONG = 0, 1, 2
"""Exit codes: all sent, or nothing to send; something not sent; a wrong command or setting."""
NO_LINKS = "Chưa đặt EMULATION_SITE: thư gửi đi không có liên kết."
_BY = "lệnh remind"


def fill(remind: ArgumentParser, day: Callable[[str], date]) -> None:
    """The command's own arguments."""
    remind.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    remind.add_argument("--unit", action="append", default=[], metavar="ID", help="chỉ gửi đơn vị này")
    remind.add_argument("--chairman", action="store_true", help="chỉ gửi Chủ tịch (thứ Hai)")
    remind.add_argument("--dry-run", action="store_true", help="in từng thư, không gửi gì")
    remind.add_argument(
        "--again", action="store_true", help="gửi lại cả điều đã gửi và thư chưa rõ đã đi hay chưa"
    )


def run(warehouse: Warehouse, folder: Path, args: Namespace, environ: Mapping[str, str]) -> int:
    """Send, or print. The exit code."""
    try:
        head, server = settings.letterhead(environ), settings.server(environ)
        if server is None and not args.dry_run:
            raise Misconfigured(f"Chưa đặt {settings.SERVER}: máy chủ thư. Xem docs/may-chu.md.")
    except Misconfigured as fault:
        print(f"Không gửi được thư: {fault}", file=sys.stderr)
        return WRONG
    if not site():
        print(NO_LINKS, file=sys.stderr)
    as_of = args.as_of or warehouse.default_as_of
    units = [*args.unit, *([log.CHAIRMAN] if args.chairman else [])]
    try:
        box = Outbox(warehouse, folder, as_of, head)
        parcels = box.parcels(units)
        due = [parcel for parcel in parcels if parcel.is_due(again=args.again)]
        if not due:
            print(f"Tính đến {words.day(as_of)} không có điều mới cần nhắc.")
        unclear = [] if args.again else [parcel for parcel in parcels if parcel.is_unclear]
        if server is None or args.dry_run:
            sent = _print(box, due)
        else:
            more = {"units": units, "again": args.again, "by": _BY}
            sent = _send(outbox.send(box, folder, head, server, **more)) if due else True
    except (NotAvailable, SaveRefused) as why:
        print(f"Chưa gửi được: {_why(why)}", file=sys.stderr)
        return NOT_ALL
    for parcel in unclear:
        print(f"{_about(parcel)}: {log.UNCLEAR}. {left(parcel)}")
    return DONE if sent and not unclear else NOT_ALL


def left(parcel: Parcel) -> str:
    """What to do about a message of which nobody knows whether it has gone."""
    again = "--again" + (f" --unit {parcel.unit}" if parcel.unit else " --chairman")
    return f"Lần gửi trước bị ngắt giữa chừng; hỏi nơi nhận, nếu chưa có thì gửi lại bằng {again}."


def _send(sending: outbox.Sending) -> bool:
    """Whether all went."""
    all_sent = True
    for each in sending:
        if not isinstance(each, int):
            print(f"{_about(each.parcel)}: {each.word}" + (f". {each.said}" if each.said else ""), flush=True)
            all_sent = all_sent and each.is_sent
    return all_sent


def _print(box: Outbox, due: list[Parcel]) -> bool:
    for parcel in due:
        if parcel.lacks_address:
            print(f"{_about(parcel)}: {log.FAILED}. {outbox.no_address(parcel)}")
            continue
        mail, fault = box.mail(parcel, datetime.now(VIETNAM))
        print(f"{_about(parcel)}: in thử, không gửi" + (f". {fault}" if fault else ""))
        print(f"{messages.readable(mail)}\n{'-' * 70}")
    return not any(parcel.lacks_address for parcel in due)


def _about(parcel: Parcel) -> str:
    to = f" <{', '.join(parcel.to)}>" if parcel.to else ""
    why = f" ({parcel.why})" if parcel.why else ""
    return f"{messages.one_line(parcel.name)}{to}{why}"


def _why(error: Exception) -> str:
    return f"không đọc được {error}" if isinstance(error, NotAvailable) else str(error)
