"""The way to a mail server: one connection for all messages, TLS always, made anew after a break."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage

from emulation.remind.messages import one_line
from emulation.remind.settings import PASSWORD, USER, Server

PATIENCE = 30.0
"""Seconds for which the server may be silent."""
_LONGEST = 200


class NotSent(Exception):
    """The message has not gone; the text says why, in Vietnamese."""


class Unreachable(NotSent):
    """No message can go: of the server, or of how it is set."""


class Unclear(NotSent):
    """The connection broke before the server's answer: the message may or may not have gone."""


class Post:
    """The connection, made when the first message goes. Use it as a context manager."""

    def __init__(self, server: Server, sender: str, patience: float = PATIENCE) -> None:
        self._server, self._sender, self._patience = server, sender, patience
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Post:
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:
            with suppress(OSError):  # all of smtplib's are such
                self._open.quit()
            self._close()

    def send(self, mail: EmailMessage, to: Sequence[str]) -> str:
        """Send a message. Returns what is to be said beside, as addresses that the server refused while it took others.
        Raises NotSent."""
        content = mail.as_bytes()
        fresh = self._open is None
        while True:
            connection = self._open = self._open or self._connect()
            try:
                refused = self._address(connection, to)
                break
            except OSError:
                self._close()
                if fresh:
                    raise NotSent("Mất kết nối với máy chủ thư. Lần gửi sau sẽ thử lại.") from None
                fresh = True  # it had closed an idle connection: once more
        try:
            code, answer = connection.data(content)
        except smtplib.SMTPDataError as error:
            code, answer = error.smtp_code, error.smtp_error
        except OSError:
            self._close()
            raise Unclear("Mất kết nối khi đang gửi: chưa rõ thư đã đi hay chưa.") from None
        if code != 250:
            raise NotSent(self._refused("Máy chủ không nhận thư", code, answer))
        return f"Máy chủ không nhận {', '.join(refused)}." if refused else ""

    def _address(self, connection: smtplib.SMTP, to: Sequence[str]) -> list[str]:
        """Say from whom and to whom. Returns the addresses that are refused where others are taken."""
        code, answer = connection.mail(self._sender)
        if code == 421:
            raise smtplib.SMTPServerDisconnected
        if code != 250:
            raise NotSent(self._refused("Máy chủ không nhận địa chỉ người gửi", code, answer))
        answers = {each: connection.rcpt(each) for each in to}
        if any(code == 421 for code, _ in answers.values()):
            raise smtplib.SMTPServerDisconnected
        refused = [each for each, (code, _) in answers.items() if code not in (250, 251)]
        if len(refused) == len(to):
            raise NotSent(self._refused(f"Máy chủ không nhận {', '.join(refused)}", *answers[refused[0]]))
        return refused

    def _refused(self, what: str, code: int, answer: bytes | str) -> str:
        """Why, in the server's words; the connection is made ready for the next message."""
        if code == 421:
            self._close()
        elif self._open:
            try:
                self._open.rset()
            except OSError:
                self._close()
        later = " Lần gửi sau sẽ thử lại." if 400 <= code < 500 else ""
        return f"{what} ({code} {_shown(answer)}).{later}"

    def _connect(self) -> smtplib.SMTP:
        """A connection that is encrypted and signed in. Raises Unreachable."""
        server, at = self._server, f"{self._server.host}:{self._server.port}"
        connection: smtplib.SMTP | None = None
        try:
            trusted = ssl.create_default_context(cafile=server.authority)
            if server.tls_first:
                connection = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=self._patience, context=trusted
                )
            else:
                connection = smtplib.SMTP(server.host, server.port, timeout=self._patience)
                connection.starttls(context=trusted)
            if server.user:
                connection.login(server.user, server.password)
            return connection
        except BaseException as error:
            if connection:
                connection.close()
            if isinstance(error, OSError):
                raise Unreachable(_why_not(error, at)) from None
            raise

    def _close(self) -> None:
        if self._open:
            self._open.close()
        self._open = None


def _why_not(error: OSError, at: str) -> str:
    """Why there is no connection. Of signing in never what the server said: it may repeat what it was told."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"Không tin được chứng thư của máy chủ thư {at} ({error.verify_message}): không gửi gì."
        case smtplib.SMTPAuthenticationError():
            return f"Máy chủ thư {at} không nhận {USER} hoặc {PASSWORD}."
        case smtplib.SMTPNotSupportedError():
            return f"Máy chủ thư {at} không có TLS (STARTTLS) hoặc không cho đăng nhập: không gửi gì."
        case smtplib.SMTPResponseException():
            return f"Máy chủ thư {at} từ chối ({error.smtp_code})."
        case TimeoutError() | smtplib.SMTPServerDisconnected():
            return f"Máy chủ thư {at} không trả lời, hoặc ngắt kết nối."
        case _:
            return f"Không kết nối được máy chủ thư {at} ({_shown(error.strerror or str(error))})."


def _shown(answer: bytes | str) -> str:
    """What a server says, on one line and not too long."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return one_line(text)[:_LONGEST]
