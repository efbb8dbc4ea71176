"""`python -m emulation user`."""

from __future__ import annotations

import io
import re
import sys
from functools import partial
from pathlib import Path

import pytest

from emulation.__main__ import main
from emulation.access import Role
from emulation.accounts import FILE, Account, Accounts, command
from tests.accounts.kept import CHEAP, HOME, PASSWORD, cheap
from tests.folders import write_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("EMULATION_ACCOUNTS", raising=False)
    monkeypatch.setattr(command, "Accounts", partial(Accounts, hasher=CHEAP))
    return write_folder(tmp_path / "data", {"units": "unit_id,name\nT01,Thôn 1\nT02,Thôn 2\n"})


def user(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code, what was printed and what was printed to standard error."""
    try:
        code = main(["user", *words, "--data", str(folder)])
    except SystemExit as ended:
        code = int(ended.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def accounts_of(folder: Path) -> dict[str, Account]:
    accounts = cheap(folder / FILE)
    found = {account.account: account for account in accounts.list()}
    accounts.close()
    return found


STANDING = ("add", "ThuongTruc", "--name", "Nguyễn Thị Lan", "--role", "thuong truc")


def test_the_first_account_gets_a_password_that_is_printed_once(folder, capsys):
    code, told, _ = user(folder, capsys, *STANDING)
    assert code == 0
    assert told.startswith("Đã thêm tài khoản thuongtruc (Thường trực).")
    (first,) = re.findall(r"chỉ hiện một lần này: (\S+)", told)
    assert cheap(folder / FILE).sign_in("thuongtruc", first, HOME).must_change
    assert first not in user(folder, capsys, "list")[1]


def test_without_an_account_the_list_says_how_to_make_the_first(folder, capsys):
    code, told, _ = user(folder, capsys, "list")
    assert (code, "python -m emulation user add" in told) == (0, True)
    assert not (folder / FILE).exists()


def test_accounts_are_listed_with_how_they_stand(folder, capsys):
    user(folder, capsys, *STANDING)
    user(
        folder,
        capsys,
        "add",
        "to-1",
        "--name",
        "Tổ một",
        "--role",
        "Đơn vị",
        "--unit",
        "T01",
        "--unit",
        "T02",
    )
    user(folder, capsys, "disable", "to-1")
    assert user(folder, capsys, "list")[1].splitlines() == [
        "Tên đăng nhập  Họ tên          Vai trò      Đơn vị    Tình trạng",
        "thuongtruc     Nguyễn Thị Lan  Thường trực  –         Chưa đăng nhập",
        "to-1           Tổ một          Đơn vị       T01, T02  Đã khoá",
    ]
    user(folder, capsys, "enable", "to-1")
    assert not accounts_of(folder)["to-1"].disabled


def test_a_role_and_its_units_are_changed(folder, capsys):
    user(folder, capsys, *STANDING)
    user(folder, capsys, "add", "lan", "--name", "Lan", "--role", "hoi dong")
    assert user(folder, capsys, "role", "lan", "don vi", "--unit", "T02")[0] == 0
    found = accounts_of(folder)["lan"]
    assert (found.role, found.units) == (Role.UNIT, ("T02",))


def test_the_address_that_leads_here_from_the_province_is_changed(folder, capsys):
    user(folder, capsys, *STANDING, "--email", "lan@xa.gov.vn", "--subject", "s-1")
    assert user(folder, capsys, "email", "thuongtruc", "Lan.Nguyen@xa.gov.vn")[0] == 0
    found = accounts_of(folder)["thuongtruc"]
    assert (found.email, found.subject) == ("lan.nguyen@xa.gov.vn", "")
    assert user(folder, capsys, "email", "thuongtruc")[0] == 0
    assert accounts_of(folder)["thuongtruc"].email == ""


def test_a_password_comes_from_standard_input_and_is_not_printed(folder, capsys, monkeypatch):
    user(folder, capsys, *STANDING)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"\ufeff{PASSWORD}\r\nmore".encode())))
    code, told, _ = user(folder, capsys, "passwd", "thuongtruc", "--stdin")
    assert (code, PASSWORD in told) == (0, False)
    assert cheap(folder / FILE).sign_in("thuongtruc", PASSWORD, HOME).must_change


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([PASSWORD, PASSWORD], ""),
        ([PASSWORD, "another"], "Hai lần gõ không giống nhau.\n"),
        (["", ""], "Chưa có mật khẩu.\n"),
        (["ngắn", "ngắn"], "Mật khẩu phải có từ 10 ký tự.\n"),
    ],
)
def test_a_password_is_typed_twice_and_unseen(folder, capsys, monkeypatch, typed, said):
    answers = iter(typed)
    monkeypatch.setattr(command, "getpass", lambda _: next(answers))
    code, _, error = user(folder, capsys, *STANDING, "--prompt")
    assert (code, error) == (1 if said else 0, said)
    assert set(accounts_of(folder)) == (set() if said else {"thuongtruc"})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("disable thuongtruc", "Thường trực cuối cùng"),
        ("role thuongtruc khach", "Thường trực cuối cùng"),
        ("passwd ai-do", "Không có tài khoản “ai-do”"),
        ("add lan --name Lan --role don-vi", "--role không nhận 'don-vi', chọn một trong: 'Thường trực'"),
        ("add lan --name Lan --role dơnvị --unit T01", "--role không nhận"),
        ("role thuongtruc ĐƠN-VỊ", "không nhận"),
        ("add lan --name Lan --role Khách --unit T01", "không gắn với đơn vị"),
        ("role thuongtruc khach --unit T77", "Không có đơn vị này trong dữ liệu: T77."),
        ("add thuongtruc --name Lan --role khach", "Đã có tài khoản “thuongtruc”"),
        ("add lan --name Lan --role khach --password x", "không có lựa chọn --password x"),
        ("passwd thuongtruc --stdin --prompt", "--prompt và --stdin không dùng cùng nhau"),
        ("sack thuongtruc", "không nhận 'sack'"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(folder, capsys, words, said):
    user(folder, capsys, *STANDING)
    before = accounts_of(folder)
    code, told, error = user(folder, capsys, *words.split())
    assert (code > 0, told) == (True, "")
    assert said in error
    assert "Traceback" not in error
    assert accounts_of(folder) == before


def test_a_damaged_file_is_said(folder, capsys):
    (folder / FILE).write_bytes(b"garbage" * 1000)
    code, _, error = user(folder, capsys, "list")
    assert (code, error.count("\n")) == (1, 1)
    assert "bị hỏng" in error
