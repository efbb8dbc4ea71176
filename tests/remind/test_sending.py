"""Reminders through a real mail server: each unit once, each failure said and the rest sent, nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from emulation.remind import log
from emulation.store import SaveRefused
from tests.folders import write_folder
from tests.remind.communes import COMMUNE, DAY, MONDAY
from tests.remind.post_office import FROM, PASSWORD, PostOffice

ROOT = Path(__file__).parents[2]
HANOI = timedelta(hours=7)


def test_each_unit_with_something_new_gets_one_message(send, office):
    found = send()
    assert office.recipients == ["a@xa.example", "b@xa.example", "b2@xa.example"]
    assert {unit: each.word for unit, each in found.items()} == {
        **dict.fromkeys("AB", log.SENT),
        **dict.fromkeys("CD", log.FAILED),
    }
    assert found["B"].parcel.why == "1 sắp đến hạn, 1 hồ sơ chờ bổ sung", (
        "of two parts one is due within a week"
    )
    assert found["C"].said == "Chưa có địa chỉ thư điện tử."
    assert found["D"].said == "Địa chỉ “thôn d@xa” không đúng."
    assert office.connections == 1


def test_what_was_sent_is_not_sent_again_until_there_is_something_new(send, office):
    send(DAY, ("B", "E"))
    assert not send(DAY, ("B", "E"))
    assert office.connections == 1, "it asks the server for nothing"
    found = send(MONDAY, ("B", "E"))
    assert found["E"].parcel.why == "2 quá hạn", "T2, and another week in which T1 is late"
    assert found["B"].parcel.why == "1 quá hạn, 1 sắp đến hạn", (
        "T3 is due in seven days; the dossier was told"
    )
    assert not send(MONDAY, ("B", "E"))
    assert send(MONDAY, ("B",), again=True)["B"].is_sent


def test_a_message_reads_back_whole(send, office, monkeypatch):
    monkeypatch.setenv("EMULATION_SITE", "https://thidua.xa.example/")
    send(DAY, ("A", "E"))
    other, mail = office.mails
    assert mail["Subject"] == "Nhắc việc, 17/11/2026: 1 quá hạn, 1 sắp đến hạn"
    assert mail["From"].addresses[0].display_name == "Thường trực, xã Thử"
    assert (mail["From"].addresses[0].addr_spec, mail["To"]) == (FROM, "e@xa.example")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(mail["Date"]).utcoffset() == HANOI
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "Kính gửi: Thôn Trễ “Hạn” <1>" in text
    assert "- II.3.a · Sơ kết & đôn đốc <quý III>" in text
    assert "<strong>II.3.a · Sơ kết &amp; đôn đốc &lt;quý III&gt;</strong>" in html
    assert "https://thidua.xa.example/duties?unit=E" in text
    assert 'href="https://thidua.xa.example/duties?unit=E"' in html
    (letter,) = mail.iter_attachments()
    assert letter.get_filename() == "cong-van-don-doc-e.docx"
    assert letter.get_content().startswith(b"PK")
    assert not list(other.iter_attachments()), "A is not late"
    sent = office.received[1].content
    assert isinstance(sent, bytes)
    assert all(line.isascii() and len(line) <= 998 for line in sent.splitlines())


def test_the_chairman_gets_a_digest_on_mondays_once_and_no_mail_names_a_nominee(send, office):
    units, chairman = ("B", log.CHAIRMAN), {"EMULATION_MAIL_CHAIRMAN": "chu.tich@xa.example"}
    assert log.CHAIRMAN not in send(DAY, units, **chairman), "a Tuesday"
    send(MONDAY, units, **chairman)
    send(MONDAY, units, **chairman)
    (digest,) = (mail for mail in office.mails if mail["To"] == "chu.tich@xa.example")
    assert digest["Subject"] == "Việc tuần này, 23/11/2026: 1 chờ Chủ tịch ký, 2 quá hạn"
    said = [
        "".join(part.get_content() for part in mail.walk() if "text" in part.get_content_type())
        for mail in office.mails
    ]
    assert "Hồ sơ H1: Giấy khen, 1 người" in said[0]
    assert "Hồ sơ H2: Giấy khen, 1 người" in said[-1]
    assert not [each for each in said if "Nguyễn Thị Kín" in each or "Trần Văn Riêng" in each]


def test_a_refused_address_is_said_and_the_rest_is_sent(send, office):
    office.refused = {"a@xa.example": "550 5.1.1 Unknown", "b2@xa.example": "550 5.1.1 Unknown"}
    found = send()
    assert (found["A"].word, found["A"].said) == (
        log.FAILED,
        "Máy chủ không nhận a@xa.example (550 5.1.1 Unknown).",
    )
    assert (found["B"].word, found["B"].said) == (log.SENT, "Máy chủ không nhận b2@xa.example.")
    assert office.recipients == ["b@xa.example"]
    office.refused = {"a@xa.example": "451 4.7.1 Greylisted"}
    assert send()["A"].said.endswith("(451 4.7.1 Greylisted). Lần gửi sau sẽ thử lại.")
    office.refused = {}
    assert send()["A"].is_sent, "what was not sent can be sent again"
    assert office.recipients == ["b@xa.example", "a@xa.example"]


def test_after_a_break_before_the_message_it_connects_again(send, office):
    office.hung_up = {"b@xa.example"}
    assert send()["B"].is_sent
    assert office.connections == 2
    assert office.recipients == ["a@xa.example", "b@xa.example", "b2@xa.example"]


def test_after_a_break_within_a_message_nobody_knows_and_it_is_not_sent_again_by_itself(send, office):
    office.dropped = {"a@xa.example"}
    found = send()
    assert (found["A"].word, found["B"].word) == (log.UNCLEAR, log.SENT)
    assert office.connections == 2, "the rest goes over another"
    office.empty()
    assert "A" not in send()
    assert send(units=("A",), again=True)["A"].is_sent
    assert "A" not in send(), "now it is known"


def test_the_same_message_sent_again_is_known_as_the_same(send, office):
    for day, again in ((DAY, False), (DAY, True), (MONDAY, True)):
        send(day, ("A",), again=again)
    first, same, other = (mail["Message-ID"] for mail in office.mails)
    assert first == same != other
    assert first.endswith("@xa.example>")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"EMULATION_SMTP_PASSWORD": "sai-mat-khau"}, "không nhận EMULATION_SMTP_USER hoặc"),
        ({"EMULATION_SMTP_CA": ""}, "Không tin được chứng thư"),
    ],
    ids=["login", "authority"],
)
def test_of_a_server_that_takes_nobody_all_is_said_to_be_unsent_after_one_try(
    send, office, tmp_path, changes, said
):
    found = send(**changes)
    assert {found[each].word for each in "AB"} == {log.FAILED}
    assert said in found["A"].said == found["B"].said
    assert (office.received, office.connections) == ([], 1)
    kept = next((tmp_path / log.FOLDER).glob("*.jsonl")).read_text(encoding="utf-8")
    assert not [each for each in (PASSWORD, "sai-mat-khau") if each in kept + str(found)]


@pytest.mark.parametrize("kind", ["without STARTTLS", "TLS first"])
def test_nothing_goes_without_tls(data, tmp_path, send, monkeypatch, kind):
    other = PostOffice(tmp_path / "post", tls=kind == "TLS first", tls_first=kind == "TLS first")
    found = send(units=("B",), **other.settings())
    other.close()
    if kind == "TLS first":
        assert found["B"].is_sent
    else:
        assert "không có TLS (STARTTLS)" in found["B"].said
        assert not other.received


def test_two_at_once_are_one(send, office, tmp_path):
    with log.writing(tmp_path), pytest.raises(SaveRefused, match="Đang có người khác gửi thư nhắc việc"):
        send()
    assert office.connections == 0


def test_none_of_forty_gets_it_twice_after_a_crash_between_two_sends(send, office, tmp_path):
    write_folder(tmp_path, COMMUNE)

    def kill(to: list[str]) -> None:
        if len(office.received) == 20:
            started.kill()
            started.wait()

    office.before = kill
    started = subprocess.Popen(
        [sys.executable, "-m", "emulation", "remind", "--data", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, **office.settings()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert started.wait() == -signal.SIGKILL
    (last,) = office.recipients[-1:]
    found = send(DAY, ())
    assert sum(each.is_sent for each in found.values()) == 19
    assert Counter(mail["To"] for mail in office.mails).most_common(1) == [("a@xa.example", 1)]
    assert len(office.mails) == 39
    unit = last.partition("@")[0].upper()
    assert unit not in found, "nobody knows whether it has gone"
    assert send(DAY, (unit,), again=True)[unit].is_sent
    assert office.mails[-1]["Message-ID"] == office.mails[19]["Message-ID"], (
        "mail programs know it as the same"
    )
    assert not [each for each in send(DAY, ()).values() if each.is_sent]
