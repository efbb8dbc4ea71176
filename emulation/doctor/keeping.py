"""Whether the way back is there: the last daily copy, the history, and no save that a killed program left half done."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from emulation.doctor.finding import Finding, fault, good, note
from emulation.doctor.place import Place
from emulation.store import SaveRefused, backup, disk, history
from emulation.store.backup import Backup

LATE = timedelta(days=2)
"""By how much a file may be younger than the last copy: Excel writes it, the copy comes with the next save."""
ENTRIES, VERSIONS = 500, 20
"""Of the history the last so many descriptions are read, and of these the last so many contents."""
UNDER_WAY = timedelta(minutes=2)
"""A save may take so long; what is older was left by a program that was killed."""


def look(place: Place) -> Iterator[Finding]:
    if place.data.is_dir():
        yield from _copies(place)
        yield from _history(place)
        yield from _leftovers(place)


def _copies(place: Place) -> Iterator[Finding]:
    copies = backup.backups(place.data)
    last_save = next(history.newest(place.data), None)
    written = max((place.moment_of(path) for path in place.files), default=place.now)
    now = "Mở màn hình Dữ liệu của bảng theo dõi: bản sao của hôm nay được làm ngay; chép thêm thư mục sao-luu sang ổ khác."
    if not copies:
        if last_save:
            yield fault("Chưa có bản sao hằng ngày nào.", now)
        else:
            yield good("Chưa lưu gì trong chương trình nên chưa có bản sao hằng ngày.")
        return
    last = copies[0]
    age = (place.now.date() - last.day).days
    said = f"Bản sao hằng ngày gần nhất là của {last.day:%d/%m/%Y} ({age} ngày trước)"
    if not _is_whole(last):
        yield fault(f"{said} và không đọc được.", f"Xoá {last.path} rồi làm lại. {now}")
    elif last_save and last_save.when.date() > last.day:
        yield fault(f"{said}, trước lần lưu gần nhất ({last_save.when:%d/%m/%Y}).", now)
    elif written.date() - last.day > LATE:
        yield note(f"{said}; dữ liệu đã được sửa sau đó ({written:%d/%m/%Y}).", now)
    else:
        yield good(f"{said}; từ đó dữ liệu không đổi." if age else "Đã có bản sao của hôm nay.")


def _is_whole(copy: Backup) -> bool:
    try:
        with zipfile.ZipFile(copy.path) as archive:
            return archive.testzip() is None
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError):
        return False


def _history(place: Place) -> Iterator[Finding]:
    spoilt = [path.name for path in islice(history.damaged(place.data), ENTRIES)]
    looked = list(islice(history.newest(place.data), VERSIONS))
    for entry in looked:
        for table in entry.tables:
            try:
                history.version(place.data, entry.id, table)
            except SaveRefused:
                spoilt.append(f"{entry.id} ({table})")
    if spoilt:
        more = f" và {len(spoilt) - 1} bản khác" if len(spoilt) > 1 else ""
        yield fault(
            f"Lịch sử có bản không đọc được: {spoilt[0]}{more}.",
            f"Ổ đĩa có thể đang hỏng: chép cả {place.data} sang ổ khác, rồi lấy lại lich-su từ một bản sao.",
        )
    elif looked:
        yield good(f"Lịch sử đọc được, lần lưu gần nhất {looked[0].when:%H:%M ngày %d/%m/%Y}.")


def _leftovers(place: Place) -> Iterator[Finding]:
    waiting = [*history.drafted(place.data), *disk.unfinished(place.data)]
    left = [path.name for path in waiting if place.now - place.moment_of(path) > UNDER_WAY]
    if left:
        yield note(
            f"Có lần lưu dở dang do chương trình bị tắt đột ngột ({', '.join(left[:3])}).",
            "Lưu một thay đổi bất kỳ trong bảng theo dõi: lần dở dang được hoàn tất hoặc bỏ đi.",
        )
