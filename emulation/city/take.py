"""Packages → the lake, one after another, each whole or not at all. One process at a time commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from emulation import words
from emulation.city import communes, inbox
from emulation.city.acceptance import Accepted, examine
from emulation.city.lake import Edition, Lake, LakeAway
from emulation.city.lock import locked
from emulation.intake import Unreadable, disk
from emulation.intake.problems import shown
from emulation.publish.manifest import Manifest
from emulation.publish.package import Refused, require_size
from emulation.scope import VIETNAM
from emulation.store import SaveRefused
from emulation.store.disk import refusal


class Fate(StrEnum):
    """What became of a package. `LEFT`: nothing is wrong with it; it is to be taken again."""

    TAKEN = "đã nhận"
    KNOWN = "đã có"
    REFUSED = "không nhận"
    LEFT = "chưa nhận"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A package's file name, what became of it, and a sentence on that."""

    name: str
    fate: Fate
    sentence: str

    def line(self) -> str:
        return f"{shown(self.name)}: {self.fate}. {self.sentence}"


class Committer:
    """Takes packages into the lake of a city. `older`: also those older than what is there. `wait`: seconds for the turn."""

    def __init__(self, city: Path, lake: Lake, *, older: bool = False, wait: float) -> None:
        self.city, self.lake, self.older, self.wait = city, lake, older, wait
        self.communes = communes.read(city)

    def take_inbox(self) -> Iterator[Outcome]:
        """Take what came in, and put it away. What another process took meanwhile is none of ours."""
        for path in inbox.packages(self.city / inbox.CAME):
            with suppress(FileNotFoundError):
                outcome = self.take(path)
                try:
                    self._put_away(path, outcome)
                except FileNotFoundError:
                    continue
                except (OSError, SaveRefused) as error:
                    yield Outcome(path.name, outcome.fate, f"{outcome.sentence} {_not_moved(error, path)}")
                else:
                    yield outcome

    def take(self, path: Path) -> Outcome:
        """Take one package. Raises FileNotFoundError, and Busy where the turn did not come."""
        try:
            accepted = self._examined(path)
            with locked(self.city, self.wait):
                return self._commit(path.name, accepted)
        except Refused as error:
            return Outcome(path.name, Fate.REFUSED, str(error))
        except LakeAway as error:
            return Outcome(path.name, Fate.LEFT, str(error))
        except Unreadable as error:
            return Outcome(path.name, Fate.LEFT, f"{error.reason.capitalize()}. {error.remedy}.")
        except PermissionError:
            return Outcome(path.name, Fate.LEFT, "Không có quyền đọc tệp.")

    def _examined(self, path: Path) -> Accepted:
        """Raises Refused; Unreadable where the file cannot be read now."""
        require_size(path.stat().st_size)
        data, _ = disk.read_bytes(path, disk.Patience())
        try:
            return examine(path.name, data, self.communes)
        except Refused:
            raise
        except Exception as error:  # Whatever a package holds, those behind it must come in.
            raise Refused(f"Không đọc được gói này ({type(error).__name__}).") from error

    def _commit(self, name: str, accepted: Accepted) -> Outcome:
        """Put the edition in its place, unless it is there or a newer one is. The caller holds the lock."""
        manifest, commune = accepted.package.manifest, accepted.commune.name
        day = words.day(manifest.as_of)
        present = self.lake.edition(manifest.commune, manifest.as_of)
        if present and same(present, manifest):
            return Outcome(name, Fate.KNOWN, f"{commune}, số liệu ngày {day}: không có gì thay đổi.")
        if present and manifest.made_at < present.made_at and not self.older:
            raise Refused(
                f"Cũ hơn bản đang có của {commune} ngày {day}: số liệu của gói ghi lúc {moment(manifest.made_at)}, "
                f"bản đang có {moment(present.made_at)}. Nếu đúng là muốn quay về bản cũ, nhận lại với --older."
            )
        self.lake.put(manifest, accepted.rows)
        return Outcome(name, Fate.TAKEN, f"{commune}, số liệu ngày {day}.")

    def _put_away(self, path: Path, outcome: Outcome) -> None:
        """Raises OSError and SaveRefused."""
        match outcome.fate:
            case Fate.TAKEN | Fate.KNOWN:
                inbox.put_away(self.city, path)
            case Fate.REFUSED:
                inbox.refuse(self.city, path, outcome.sentence)


def _not_moved(error: OSError | SaveRefused, path: Path) -> str:
    """It lies in the inbox still. To take it again changes nothing."""
    return (
        f"Chưa chuyển được gói khỏi thư mục: {refusal(error, path) if isinstance(error, OSError) else error}"
    )


def same(present: Edition, manifest: Manifest) -> bool:
    """Whether an edition is the package's: the same data, as told by the same program."""
    said = ("data", "made_at", "program", "contract")
    return all(getattr(present, each) == getattr(manifest, each) for each in said)


def moment(value: datetime) -> str:
    """A moment by Vietnam's clock, in words."""
    return words.moment(value.astimezone(VIETNAM))
