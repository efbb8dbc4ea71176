"""What the doctor finds of the server's settings, and that ours are right."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit import config

from emulation.doctor import Grade, settings
from tests.doctor.places import SETTINGS, bad, only, place

ROOT = Path(__file__).parents[2]


def test_our_own_settings_are_right(tmp_path: Path) -> None:
    own = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    assert not bad(settings.look(place(tmp_path, own)))


@pytest.mark.parametrize("rule", settings.RULES, ids=lambda rule: rule.name)
def test_the_framework_knows_each_setting_and_its_usual_value(rule: settings.Rule) -> None:
    usual = config._config_options_template[rule.name].default_val
    assert rule.is_right(usual) == rule.is_right(rule.usual)
    assert rule.is_right(config.get_option(rule.name)), "of the server as it runs"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("server.enableXsrfProtection", "false"),
        ("server.enableCORS", "false"),
        ("client.showErrorDetails", "full"),
        ("client.toolbarMode", "developer"),
        ("server.enableAgentApi", "true"),
        ("server.enableStaticServing", "true"),
        ("global.developmentMode", "true"),
        ("browser.gatherUsageStats", "true"),
        ("server.trustedUserHeaders", '{"x": "email"}'),
    ],
)
def test_an_option_that_must_be_off_is_a_fault(tmp_path: Path, name: str, text: str) -> None:
    found = only(settings.look(place(tmp_path, environ={settings.variable(name): text})))
    assert found.grade is Grade.FAULT
    assert name in found.what


def test_what_no_file_sets_has_its_usual_value(tmp_path: Path) -> None:
    without = SETTINGS.replace('showErrorDetails = "none"', "")
    assert "client.showErrorDetails đang là full" in only(settings.look(place(tmp_path, without))).what


def test_the_home_folder_counts_where_the_project_says_nothing(tmp_path: Path) -> None:
    at = place(tmp_path)
    (at.home / ".streamlit").mkdir()
    (at.home / ".streamlit/config.toml").write_text("[server]\nenableCORS = false\naddress = '0.0.0.0'\n")
    assert "server.enableCORS" in only(settings.look(at)).what


def test_an_open_address_without_accounts_is_a_fault(tmp_path: Path) -> None:
    everywhere = SETTINGS.replace('"127.0.0.1"\n', '"0.0.0.0"\n', 1)
    at = place(tmp_path, everywhere)
    assert "server.address" in only(settings.look(at)).remedy
    at.accounts.touch(0o600)  # accounts of which nobody is asked
    assert "server.address" in only(settings.look(at)).remedy
    assert not bad(settings.look(place(tmp_path, everywhere, {"EMULATION_SHARE": "read-only"})))


@pytest.mark.parametrize("hosts", ["[]", '["*"]'])
def test_any_host_name_is_a_fault(tmp_path: Path, hosts: str) -> None:
    any_host = SETTINGS.replace('["127.0.0.1", "localhost"]', hosts)
    assert "allowedHosts" in only(settings.look(place(tmp_path, any_host))).what


def test_sharing_that_is_misspelt_or_without_accounts_is_a_fault(tmp_path: Path) -> None:
    assert "không hiểu" in only(settings.look(place(tmp_path, environ={"EMULATION_SHARE": "all"}))).what
    found = only(
        settings._sharing(place(tmp_path, environ={"EMULATION_SHARE": "accounts"}), lambda _port: True)
    )
    assert "user add" in found.remedy


def test_passwords_without_https_are_a_note(tmp_path: Path) -> None:
    at = place(tmp_path, environ={"EMULATION_SHARE": "accounts"})
    at.accounts.touch(0o600)
    assert only(settings._sharing(at, lambda _port: False)).grade is Grade.NOTE
    assert not list(settings._sharing(at, lambda port: port == 443))
    assert not list(settings._sharing(place(tmp_path), lambda _port: False))


def test_a_broken_file_is_a_fault(tmp_path: Path) -> None:
    assert "config.toml" in only(settings.look(place(tmp_path, "[server\n"))).what


def test_uploads_stay_small() -> None:
    assert config.get_option("server.maxUploadSize") <= 50
