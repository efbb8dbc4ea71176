"""Whom the province's identity provider names: which account that is, if any."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.access import Role
from emulation.accounts import Accounts, NotSignedIn, Refused
from emulation.accounts.store import UNKNOWN
from tests.accounts.kept import HOME, PASSWORD, with_two


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """Beside those with no address: An, whose subject is known, and Em, who has never come from the provider."""
    accounts = with_two(tmp_path)
    accounts.add("an", "An", Role.COUNCIL, email="An@xa.gov.vn", subject="s-1")
    accounts.add("em", "Em", Role.COUNCIL, email="kem@xa.gov.vn")
    return accounts


def led_to(accounts: Accounts, subject: str, email: str = "") -> str:
    """The account; empty if it is none, which is always said in the same sentence."""
    try:
        return accounts.sign_in_named(subject, email).viewer.account
    except NotSignedIn as refused:
        return "" if refused.sentence == UNKNOWN else refused.sentence


def test_a_subject_leads_to_its_account_whatever_the_address_is(accounts: Accounts):
    assert led_to(accounts, "s-1") == "an"
    assert led_to(accounts, "s-1", "moi@xa.gov.vn") == "an"
    assert led_to(accounts, "s-1", "kem@xa.gov.vn") == "an"


def test_an_address_leads_to_its_account_until_that_has_a_subject(accounts: Accounts):
    assert led_to(accounts, "s-2", " Kem@Xa.gov.vn") == "em"
    assert led_to(accounts, "s-3", "kem@xa.gov.vn") == "", "the address has gone to somebody else"
    assert led_to(accounts, "s-2") == "em"
    assert led_to(accounts, "s-9", "an@xa.gov.vn") == ""


@pytest.mark.parametrize(
    ("subject", "email"),
    [
        ("s-9", ""),
        ("s-9", "khong-co@xa.gov.vn"),
        ("", "kem@xa.gov.vn"),
        ("", ""),
        ("chutich", ""),
        ("s-9", "\N{KELVIN SIGN}em@xa.gov.vn"),
        ("S-1", ""),
    ],
)
def test_who_is_named_otherwise_is_led_nowhere(accounts: Accounts, subject: str, email: str):
    before = accounts.list()
    assert led_to(accounts, subject, email) == ""
    assert accounts.list() == before


def test_nobody_is_led_to_a_disabled_account_nor_past_it_to_another(accounts: Accounts):
    accounts.disable("an")
    accounts.disable("em")
    assert led_to(accounts, "s-1") == ""
    assert led_to(accounts, "s-2", "kem@xa.gov.vn") == ""
    accounts.enable("em")
    assert led_to(accounts, "s-1", "kem@xa.gov.vn") == "", "An is disabled, and may not become Em"


def test_two_accounts_cannot_have_one_address(accounts: Accounts):
    with pytest.raises(Refused, match="đã thuộc tài khoản “em”"):
        accounts.add("em2", "Em thứ hai", Role.COUNCIL, email="KEM@xa.gov.vn")
    with pytest.raises(Refused, match="đã thuộc tài khoản “em”"):
        accounts.set_email("chutich", "kem@xa.gov.vn")


def test_a_new_address_ends_what_the_old_one_began(accounts: Accounts):
    token = accounts.sign_in_named("s-1").token
    accounts.set_email("an", "")
    assert accounts.session(token) is None
    assert led_to(accounts, "s-1", "an@xa.gov.vn") == ""
    accounts.set_email("an", "An.Nguyen@xa.gov.vn")
    assert led_to(accounts, "s-4", "an.nguyen@xa.gov.vn") == "an"


def test_who_comes_from_the_provider_need_not_change_a_first_password_but_who_types_it_must(
    accounts: Accounts,
):
    first = accounts.set_password("em")
    named = accounts.sign_in_named("s-2", "kem@xa.gov.vn")
    session = accounts.session(named.token)
    assert session
    assert (named.must_change, session.must_change) == (False, False)
    assert accounts.sign_in("em", first, HOME).must_change
    accounts.set_email("chutich", "chutich@xa.gov.vn")
    assert led_to(accounts, "s-5", "chutich@xa.gov.vn") == "chutich"
    assert not accounts.sign_in("chutich", PASSWORD, HOME).must_change
