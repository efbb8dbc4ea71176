"""What the environment says of mail is understood or refused, and no refusal repeats it."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.doctor import Grade
from emulation.doctor import mail as doctor
from emulation.doctor.place import Place
from emulation.remind import settings
from emulation.remind.settings import Misconfigured, Server

SET = {"EMULATION_SMTP": "smtp://thu.xa.example", "EMULATION_MAIL_FROM": "Xã A <a@xa.example>"}
SECRET = "rat-bi-mat"


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://thu.xa.example", Server("thu.xa.example", 587, tls_first=False)),
        ("smtps://thu.xa.example/", Server("thu.xa.example", 465, tls_first=True)),
        (" smtp://10.0.0.5:25 ", Server("10.0.0.5", 25, tls_first=False)),
        ("", None),
    ],
)
def test_a_server_is_understood(address: str, server: Server | None):
    assert settings.server(SET | {"EMULATION_SMTP": address}) == server


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"EMULATION_SMTP": f"http://{SECRET}"}, "smtp://MÁY_CHỦ:587"),
        ({"EMULATION_SMTP": f"smtp://a:{SECRET}@thu.xa.example"}, "không kèm tên và mật khẩu"),
        ({"EMULATION_SMTP": f"smtp://thu.xa.example:{SECRET}"}, "smtp://MÁY_CHỦ:587"),
        ({"EMULATION_SMTP": "smtp://a b"}, "smtp://MÁY_CHỦ:587"),
        ({"EMULATION_SMTP_PASSWORD": SECRET}, "phải đặt cùng nhau"),
        ({"EMULATION_SMTP_USER": "a", "EMULATION_SMTP_PASSWORD": f"{SECRET}ạ"}, "chữ không dấu"),
        ({"EMULATION_SMTP_CA": f"/{SECRET}"}, "Không có tệp chứng thư"),
        ({"EMULATION_MAIL_FROM": ""}, "Chưa đặt EMULATION_MAIL_FROM"),
        ({"EMULATION_MAIL_FROM": f"{SECRET}"}, "EMULATION_MAIL_FROM phải là"),
        ({"EMULATION_MAIL_CHAIRMAN": f"a@xa.example; {SECRET}"}, "EMULATION_MAIL_CHAIRMAN phải là"),
    ],
)
def test_a_wrong_setting_is_named_and_not_repeated(changes: dict[str, str], said: str, tmp_path: Path):
    with pytest.raises(Misconfigured, match=said) as wrong:
        _ = settings.server(SET | changes), settings.letterhead(SET | changes)
    assert SECRET not in str(wrong.value)
    (found,) = doctor.look(Place(tmp_path, environ=SET | changes))
    assert found.grade is Grade.FAULT
    assert SECRET not in found.line()


def test_the_doctor_says_whether_mail_is_set_without_a_secret(tmp_path: Path):
    signed = {"EMULATION_SMTP_USER": "a", "EMULATION_SMTP_PASSWORD": SECRET}
    (found,) = doctor.look(Place(tmp_path, environ=SET | signed))
    assert found.line() == (
        "Tốt: Đã đặt máy chủ thư nhắc việc. Chưa đặt EMULATION_SITE và EMULATION_MAIL_CHAIRMAN."
    )
    (found,) = doctor.look(Place(tmp_path, environ={}))
    assert found.line() == "Tốt: Không gửi thư nhắc việc: chưa đặt máy chủ thư."
    assert SECRET not in repr(settings.server(SET | signed))
