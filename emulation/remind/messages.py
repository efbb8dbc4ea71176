"""The mails: text and simple HTML of the same words, by templates that escape whatever comes from data."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from emulation import words
from emulation.remind.log import Reason
from emulation.remind.settings import Letterhead

_NOWHERE = "localhost.invalid"
"""The domain of a message that nobody sends."""
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a message tells: what it is, and how it stands."""

    what: str
    how: str


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind: how many there are, and as many of them as are told."""

    kind: str
    count: int
    items: Sequence[Item]

    @property
    def counted(self) -> str:
        return f"{words.number(self.count)} {self.kind}"

    @property
    def heading(self) -> str:
        return f"{self.kind[:1].upper()}{self.kind[1:]} ({words.number(self.count)})"

    @property
    def more(self) -> str:
        """How many others there are; empty where all are told."""
        others = self.count - len(self.items)
        return f"… và {words.number(others)} việc khác." if others else ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says. `link`: empty where nobody said where the dashboard is opened; `foot`: small lines below."""

    subject: str
    name: str
    lead: str
    parts: Sequence[Part]
    link_says: str
    link: str
    foot: Sequence[str]
    attached: str = ""

    def text(self) -> str:
        """As plain text."""
        return _template("message.txt").render(**self._values())

    def html(self) -> str:
        return _template("message.html").render(**self._values())

    def _values(self) -> Mapping[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class _Policy(EmailPolicy):
    """Folds subjects by the older of Python's two ways: the newer one puts blanks into long ones that are not ASCII."""

    def fold(self, name: str, value: str) -> str:
        if name != "Subject":
            return super().fold(name, value)
        return f"{name}: {Header(str(value), header_name=name).encode(linesep=self.linesep)}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii")


_POLICY = _Policy(linesep="\r\n")


def message(
    said: Words,
    to: Sequence[str],
    head: Letterhead,
    *,
    unit: str,
    day: date,
    reasons: Collection[Reason],
    now: datetime,
    attachments: Mapping[str, bytes] | None = None,
) -> EmailMessage:
    """A mail, whole. `unit`, `day`, `reasons`: what its Message-ID is made of, so that the same mail sent again is known
    as the same; `now`: with its time zone."""
    made = EmailMessage(policy=_POLICY)
    made["Subject"] = one_line(said.subject)
    if head.sender:
        made["From"] = Address(one_line(head.sender_name), addr_spec=head.sender)
    made["To"] = [Address(addr_spec=each) for each in to]
    made["Date"] = now
    made["Message-ID"] = _id(unit, day, reasons, head.sender.rpartition("@")[2] or _NOWHERE)
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = "vi"
    made.set_content(said.text(), cte="quoted-printable")
    made.add_alternative(said.html(), subtype="html", cte="quoted-printable")
    for name, content in (attachments or {}).items():
        made.add_attachment(content, *_WORD, filename=name)
    return made


def readable(mail: EmailMessage) -> str:
    """A mail as people read it: headers, text, HTML, and the names of what is attached."""
    lines = [f"{name}: {value}" for name, value in mail.items() if not name.startswith("Content-")]
    for kind in ("plain", "html"):
        if (body := mail.get_body((kind,))) is not None:
            lines += ["", body.get_content().rstrip().replace("\r\n", "\n")]
    for each in mail.iter_attachments():
        lines += ["", f"[Tệp kèm theo: {each.get_filename()}, {len(each.get_content())} byte]"]
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Text without what would break or steer a line: of data nobody knows what is in them.

    >>> one_line("Thôn 3\\r\\nBcc: x@y.vn\\u202e\\x1b[2J")
    'Thôn 3 Bcc: x@y.vn[2J'
    """
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _id(unit: str, day: date, reasons: Collection[Reason], domain: str) -> str:
    about = json.dumps([unit, day.isoformat(), sorted(reasons)])
    return f"<nhac-viec.{sha256(about.encode()).hexdigest()[:32]}@{domain}>"


def _clean(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


@lru_cache(maxsize=2)
def _template(name: str) -> Any:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=_clean,
    )
    return made.get_template(name)
