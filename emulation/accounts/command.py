"""`python -m emulation user …`: accounts from a terminal, above all the first one.

A password is never an argument: the list of processes and the shell's history would show it.
"""

from __future__ import annotations

import io
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from getpass import getpass
from pathlib import Path

from emulation.access import Role
from emulation.accounts.account import Account, state
from emulation.accounts.file import Refused
from emulation.accounts.store import Accounts, default_path
from emulation.intake import default_folder, read_folder
from emulation.text import fold

_ROLES = [str(role) for role in Role]


def first_account(folder: Path) -> str:
    """The command that makes the first account; in the program's folder it works as it is pasted."""
    python = (
        f'"{sys.executable}"' if " " in sys.executable else sys.executable
    )  # PowerShell takes quotes for a text
    user_add = f'{python} -m emulation user add thuongtruc --name "Họ và tên" --role "Thường trực"'
    return f'{user_add} --data "{folder}"'


def fill(user: ArgumentParser) -> None:
    """Add the arguments of the command."""
    acts = user.add_subparsers(dest="act", metavar="VIỆC", required=True)
    add = acts.add_parser("add", help="thêm tài khoản; in mật khẩu đầu một lần")
    add.add_argument("account", metavar="TÊN_ĐĂNG_NHẬP")
    add.add_argument("--name", required=True, metavar="HỌ_TÊN", help="như sẽ ghi trong lịch sử")
    add.add_argument("--role", required=True, type=_role, choices=_ROLES, metavar="VAI_TRÒ", help=_roles())
    add.add_argument("--email", default="", metavar="ĐỊA_CHỈ", help="để đăng nhập bằng tài khoản của tỉnh")
    add.add_argument("--subject", default="", metavar="MÃ", help="mã định danh (sub) ở hệ thống của tỉnh")
    passwd = acts.add_parser("passwd", help="cấp mật khẩu đầu mới; mọi phiên của tài khoản kết thúc")
    role = acts.add_parser("role", help="đổi vai trò, đơn vị")
    role.add_argument("account", metavar="TÊN_ĐĂNG_NHẬP")
    role.add_argument("role", type=_role, choices=_ROLES, metavar="VAI_TRÒ", help=_roles())
    email = acts.add_parser(
        "email", help="đổi địa chỉ để đăng nhập bằng tài khoản của tỉnh; mọi phiên kết thúc"
    )
    email.add_argument("account", metavar="TÊN_ĐĂNG_NHẬP")
    email.add_argument("email", metavar="ĐỊA_CHỈ", nargs="?", default="", help="để trống: bỏ địa chỉ")
    listed = acts.add_parser("list", help="in các tài khoản")
    disable = acts.add_parser("disable", help="khoá tài khoản; mọi phiên kết thúc ngay")
    enable = acts.add_parser("enable", help="mở lại tài khoản đã khoá")
    for act in (passwd, disable, enable):
        act.add_argument("account", metavar="TÊN_ĐĂNG_NHẬP")
    for act in (add, role):
        act.add_argument(
            "--unit",
            action="append",
            default=[],
            metavar="MÃ",
            help="đơn vị của vai trò Đơn vị; ghi được nhiều lần",
        )
    for act in (add, passwd):
        given = act.add_mutually_exclusive_group()
        given.add_argument("--prompt", action="store_true", help="hỏi mật khẩu đầu thay vì tự tạo")
        given.add_argument("--stdin", action="store_true", help="đọc mật khẩu đầu từ dòng đầu của đầu vào")
    for act in (add, passwd, role, email, listed, disable, enable):
        act.add_argument(
            "--data", type=Path, metavar="DIR", help="thư mục dữ liệu (mặc định: EMULATION_DATA hoặc data/)"
        )


def run(args: Namespace) -> int:
    """Do what `args` ask for; 1 with a sentence on standard error if it is refused."""
    folder = args.data or default_folder()
    accounts = Accounts(default_path(folder))
    try:
        print(_ACTS[args.act](accounts, args, folder))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    finally:
        accounts.close()
    return 0


def _add(accounts: Accounts, args: Namespace, folder: Path) -> str:
    _check_units(args.unit, folder)
    first = accounts.add(
        args.account,
        args.name,
        Role(args.role),
        args.unit,
        args.email,
        args.subject,
        given := _password(args),
    )
    return f"Đã thêm tài khoản {args.account.strip().lower()} ({args.role}).\n{_told('' if given else first)}"


def _passwd(accounts: Accounts, args: Namespace, _folder: Path) -> str:
    first = accounts.set_password(args.account, given := _password(args))
    return f"Đã cấp mật khẩu đầu mới cho {args.account}.\n{_told('' if given else first)}"


def _change_role(accounts: Accounts, args: Namespace, folder: Path) -> str:
    _check_units(args.unit, folder)
    accounts.set_role(args.account, Role(args.role), args.unit)
    return f"Tài khoản {args.account}: {' '.join([args.role, *args.unit])}."


def _change_email(accounts: Accounts, args: Namespace, *_: object) -> str:
    accounts.set_email(args.account, args.email)
    if not args.email:
        return f"Tài khoản {args.account} không đăng nhập được bằng tài khoản của tỉnh nữa."
    return f"Tài khoản {args.account}: lần tới đăng nhập bằng tài khoản của tỉnh theo địa chỉ {args.email}."


def _disable(accounts: Accounts, args: Namespace, *_: object) -> str:
    accounts.disable(args.account)
    return f"Đã khoá tài khoản {args.account}; mọi phiên đăng nhập của tài khoản đã kết thúc."


def _enable(accounts: Accounts, args: Namespace, *_: object) -> str:
    accounts.enable(args.account)
    return f"Đã mở lại tài khoản {args.account}."


def _list(accounts: Accounts, _args: Namespace, folder: Path) -> str:
    found = accounts.list()
    if not found:
        return f"Chưa có tài khoản nào. Tạo tài khoản đầu tiên (thay Họ và tên):\n    {first_account(folder)}"
    rows = [("Tên đăng nhập", "Họ tên", "Vai trò", "Đơn vị", "Tình trạng"), *map(_row, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


_ACTS: dict[str, Callable[..., str]] = {
    "add": _add,
    "passwd": _passwd,
    "role": _change_role,
    "email": _change_email,
    "list": _list,
    "disable": _disable,
    "enable": _enable,
}


def _row(account: Account) -> tuple[str, ...]:
    return account.account, account.name, account.role, ", ".join(account.units) or "–", state(account)


def _role(typed: str) -> str:
    """A role, which may be typed without diacritics: not every console takes them."""
    return next((role for role in _ROLES if fold(role) == fold(typed)), typed)


def _roles() -> str:
    return f"một trong: {', '.join(_ROLES)}; không dấu cũng được"


def _check_units(units: Sequence[str], folder: Path) -> None:
    """Refuse units that the data do not have. Where the units cannot be read, none is refused."""
    known = {row["unit_id"] for row in read_folder(folder)[0].records.get("units", ())} if units else set()
    unknown = [unit for unit in units if known and unit not in known]
    if unknown:
        raise Refused(f"Không có đơn vị này trong dữ liệu: {', '.join(unknown)}.")


def _password(args: Namespace) -> str:
    """The password that the user gives; empty if one is to be made."""
    if args.prompt:
        try:
            given, again = getpass("Mật khẩu đầu: "), getpass("Gõ lại: ")
        except (EOFError, KeyboardInterrupt):
            raise Refused("Chưa có mật khẩu.") from None
        if given != again:
            raise Refused("Hai lần gõ không giống nhau.")
    elif args.stdin:
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        return ""
    if not given:
        raise Refused("Chưa có mật khẩu.")
    return given


def _told(first: str) -> str:
    """The first password, if it was made here, and what becomes of it."""
    made = f"Mật khẩu đầu, chỉ hiện một lần này: {first}\n" if first else ""
    return f"{made}Người dùng phải đổi mật khẩu ấy khi đăng nhập lần đầu."
