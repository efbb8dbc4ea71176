"""How an operator describes the province's identity provider, and what is said of a description that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation import provider

DESCRIPTION = """\
client_id = "xa"
client_secret = "bí mật"
server_metadata_url = "https://tinh.example/.well-known/openid-configuration"
redirect_uri = "https://xa.example/sign-in/province/back"
"""


def described(folder: Path, text: str) -> provider.Provider | None:
    file = folder / provider.FILE
    file.write_text(text, encoding="utf-8")
    return provider.read(file)


def test_without_a_file_there_is_no_provider(tmp_path: Path) -> None:
    assert provider.read(tmp_path / provider.FILE) is None


def test_the_file_lies_beside_the_accounts_or_where_the_environment_says(tmp_path: Path) -> None:
    accounts = tmp_path / "tai-khoan.sqlite"
    assert provider.file(accounts, {}) == tmp_path / provider.FILE
    assert provider.file(accounts, {"EMULATION_PROVIDER": "/run/secrets/tinh"}) == Path("/run/secrets/tinh")


def test_four_lines_describe_a_provider(tmp_path: Path) -> None:
    found = described(tmp_path, DESCRIPTION)
    assert found == provider.Provider(
        client_id="xa",
        client_secret="bí mật",
        server_metadata_url="https://tinh.example/.well-known/openid-configuration",
        redirect_uri="https://xa.example/sign-in/province/back",
        prompt="select_account",
    )
    assert "bí mật" not in repr(found)


def test_a_provider_on_this_machine_needs_no_tls(tmp_path: Path) -> None:
    assert described(tmp_path, DESCRIPTION.replace("https://tinh.example", "http://localhost:8080"))


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('client_id = "xa"', "", "thiếu mục client_id"),
        ('client_id = "xa"', 'client_id = "  "', "thiếu mục client_id"),
        ('"bí mật"', "7", "thiếu mục client_secret"),
        ("client_id", "client_ids", "không có mục client_ids"),
        ("https://tinh.example", "http://tinh.example", "server_metadata_url phải là một địa chỉ https"),
        ("https://xa.example", "xa.example", "redirect_uri phải là một địa chỉ https"),
        (
            "/sign-in/province/back",
            "/oauth2callback",
            "redirect_uri phải kết thúc bằng /sign-in/province/back",
        ),
        ('"bí mật"', "bí mật", "không đúng cú pháp TOML"),
    ],
)
def test_a_wrong_description_is_refused_without_telling_the_secret(
    tmp_path: Path, line: str, instead: str, said: str
) -> None:
    with pytest.raises(provider.Misconfigured, match=said) as refused:
        described(tmp_path, DESCRIPTION.replace(line, instead))
    assert "bí mật" not in str(refused.value)
    assert str(tmp_path) in str(refused.value)
