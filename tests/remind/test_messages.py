"""Messages are read as they were meant, whatever the data say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest

from emulation.remind.messages import Item, Part, Words, message, readable
from emulation.remind.settings import Letterhead
from emulation.scope import VIETNAM

NOW = datetime(2026, 11, 17, 8, 5, tzinfo=VIETNAM)
HOSTILE = "Thôn 3\r\nBcc: x@y.vn\r\n\r\n<script>alert(1)</script>{{ 7*7 }}\u202e\x00"


def mail(subject: str = "Nhắc việc", name: str = "Thôn 3", sender: str = "", *items: Item) -> EmailMessage:
    """As it arrives."""
    return message_from_bytes(sent(subject, name, sender, *items), policy=policy.default)  # type: ignore[return-value]


def sent(subject: str = "Nhắc việc", name: str = "Thôn 3", sender: str = "", *items: Item) -> bytes:
    words = Words(subject, name, "Còn 1 việc.", [Part("quá hạn", len(items), items)], "Tại", "", [name])
    made = message(
        words,
        ["a@xa.example", "b@xa.example"],
        Letterhead("nhac@xa.example", sender),
        unit="T03",
        day=NOW.date(),
        reasons=[("task", "T1", "1 ngày", "2026-11-18")],
        now=NOW,
    )
    return made.as_bytes()


def test_vietnamese_subjects_of_every_length_arrive_intact():
    words = "Nhắc việc, 17/11/2026: 12 quá hạn, 3 đến hạn hôm nay, 1 hồ sơ chờ bổ sung – Đội “Ữ”, Nghi Dương đặc biệt"
    for length in range(3, len(words), 3):
        subject = words[:length].strip()
        assert mail(subject)["Subject"] == subject
    for long in ("Ỗ" * 200, f"{words} {words}"):
        assert mail(long)["Subject"] == long


@pytest.mark.parametrize("name", ["Thường trực xã Nghi Dương", "A, B", ""])
def test_the_senders_name_arrives_intact(name: str):
    (sender,) = mail(sender=name)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, "nhac@xa.example")


def test_a_long_name_of_the_sender_arrives_intact():
    """Read by the older parser: the newer one of this Python puts blanks between the parts of a long name."""
    name = "Ủy ban nhân dân xã Nghi Dương, “Thường trực” Hội đồng Thi đua - Khen thưởng"
    read = message_from_bytes(sent(sender=name), policy=policy.compat32)
    assert str(make_header(decode_header(read["From"]))) == f"{name} <nhac@xa.example>"


def test_data_add_no_header_and_no_markup():
    found = mail(HOSTILE, HOSTILE, HOSTILE, Item(HOSTILE, HOSTILE))
    assert found["Bcc"] is None
    assert [each.addr_spec for each in found["To"].addresses] == ["a@xa.example", "b@xa.example"]
    text, html = (_body(found, kind) for kind in ("plain", "html"))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in html
    assert not [line for line in text.splitlines() if line.startswith("Bcc")]
    assert not {"\u202e", "\x00"} & set(text + html + found["Subject"])


def test_what_is_printed_is_the_whole_message():
    shown = readable(mail("Nhắc việc", "Thôn 3", "", Item("II.1.a · Việc một", "trễ 3 ngày")))
    lines: Sequence[str] = shown.splitlines()
    assert {"Subject: Nhắc việc", "To: a@xa.example, b@xa.example", "Auto-Submitted: auto-generated"} <= set(
        lines
    )
    assert "Date: Tue, 17 Nov 2026 08:05:00 +0700" in lines
    assert "- II.1.a · Việc một" in lines
    assert any("<strong>II.1.a · Việc một</strong>" in line for line in lines)


def _body(of: EmailMessage, kind: str) -> str:
    part = of.get_body((kind,))
    assert isinstance(part, EmailMessage)
    return part.get_content()
