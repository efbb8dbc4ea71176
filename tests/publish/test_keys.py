"""The key of a commune: one, its owner's only, and told from what is none."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from emulation.publish.keys import FILE, NotAKey, own_key, public_key, written
from emulation.store import disk


def test_all_who_sign_first_at_once_have_one_key(tmp_path):
    with ThreadPoolExecutor(8) as together:
        made = list(together.map(lambda _: written(own_key(tmp_path).public_key()), range(8)))
    assert len(set(made)) == 1
    assert public_key(made[0]).public_bytes_raw() == own_key(tmp_path).public_key().public_bytes_raw()
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_key_that_is_there_is_read_while_others_write(tmp_path, monkeypatch):
    made = own_key(tmp_path)
    monkeypatch.setattr(disk, "locked", lambda _: pytest.fail("it waits for whoever writes"))
    assert own_key(tmp_path).private_bytes_raw() == made.private_bytes_raw()


@pytest.mark.parametrize(
    "content", [b"", b"x", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_damaged_key_is_told_and_not_replaced(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(NotAKey, match="không phải khoá ký"):
        own_key(tmp_path)
    assert (tmp_path / FILE).read_bytes() == content
