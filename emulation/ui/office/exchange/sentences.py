"""What *Nhập, xuất* says in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from emulation import words
from emulation.office.exporting import Export
from emulation.office.importing import FileImport, Import
from emulation.office.since_export import Exported
from emulation.schema import TABLE
from emulation.store import counted

OUTDATED = "Dữ liệu vừa được sửa sau khi tệp này được đọc. Áp dụng chỉ ghi những gì nêu dưới đây, gộp với các thay đổi ấy."

NOTED = "Những chỗ dưới đây vẫn được nhập nếu áp dụng, nhưng nên xem lại."


def verdict(prepared: Import) -> str:
    """What applying would do, in one sentence."""
    if not prepared.files:
        return "Chưa nhập được tệp nào; xem các lỗi dưới đây."
    refused = sum(file.refused for file in prepared.files)
    left_out = f"; {refused} dòng lỗi được bỏ lại" if refused else ""
    if not refused and any(not problem.note for problem in prepared.problems):
        left_out = "; có phần chưa nhập được, xem các lỗi dưới đây"
    kept = sum(len(file.missing) for file in prepared.files if file.table not in prepared.removing)
    kept_told = f"{kept} dòng không có trong tệp nhập được giữ, trừ khi chọn Xoá ở dưới" if kept else ""
    clashes = sum(len(file.clashes) for file in prepared.files if file.table not in prepared.overwriting)
    if clashes:
        left_out += f"; {clashes} chỗ người khác cũng đã sửa thì giữ của người kia"
    if not prepared.edits:
        return f"{kept_told or 'Không có gì khác với dữ liệu đang dùng'}{left_out}."
    changes = [change for file in prepared.files for change in prepared.taken(file)]
    whole = sum(1 for file in prepared.files if file.replaces)
    parts = ([counted(changes)] if changes else []) + ([f"thay cả {whole} tệp"] if whole else [])
    return f"Sẽ áp dụng: {', '.join(parts)}{'; ' if kept else ''}{kept_told}{left_out}."


def file_line(file: FileImport) -> str:
    """Where a table's rows come from and how many of them are good."""
    good = f"{file.rows} dòng" + (f", {file.refused} dòng lỗi" if file.refused else ", không có lỗi")
    return f"Từ {file.source}: {good}."


def whole(file: FileImport) -> str:
    """Why a file is replaced as it is."""
    return f"Tệp {TABLE[file.table].file} trong thư mục không đọc được nên cả tệp sẽ được thay bằng tệp nhập."


def missing(file: FileImport) -> str:
    """The choice about rows that the given file lacks."""
    return f"Xoá {len(file.missing)} dòng của {TABLE[file.table].file} không có trong tệp nhập"


def not_removable(file: FileImport) -> str:
    """Why the choice cannot be made; empty where it can."""
    return "Tệp nhập còn dòng lỗi. Sửa hết rồi mới chọn Xoá, để không xoá nhầm dòng." if file.refused else ""


def about_export(export: Export) -> tuple[str, ...]:
    """What is not as it should be with a workbook."""
    left_out = ", ".join(export.left_out)
    lacking = f"Sổ không có {left_out}: chưa đọc được. Sửa rồi tạo lại sổ." if left_out else ""
    not_kept = (
        f"Chưa giữ được bản dữ liệu này trong Lịch sử nên khi nhập lại sổ sẽ so với dữ liệu lúc nhập. {export.not_kept}"
        if export.not_kept
        else ""
    )
    return tuple(sentence for sentence in (lacking, not_kept) if sentence)


def since(book: Exported) -> str:
    """What a workbook of this program is compared with."""
    moment = words.moment(book.origin.moment)
    if not book.lost:
        return f"{book.source} xuất {moment}: chỉ lấy những gì đã sửa trong sổ từ lúc ấy, giữ mọi thứ người khác đã sửa."
    return (
        f"{book.source} xuất lúc {moment}, nhưng Lịch sử không còn bản lúc ấy của {', '.join(book.lost)}: ở đó phải so với "
        "dữ liệu hiện nay, nên những gì người khác sửa từ lúc xuất cũng hiện ra như do sổ sửa. Xem kỹ trước khi áp dụng."
    )


def clashing(file: FileImport) -> str:
    """The choice about what others changed too."""
    return f"Ghi theo sổ ở {len(file.clashes)} chỗ dưới đây (không chọn thì giữ của người kia)"


def caused(count: int) -> str:
    return f"Nếu áp dụng, {count} chỗ đang tính được sẽ thành lỗi:"


def unchanged(files: Sequence[FileImport]) -> str:
    """The tables in which nothing differs."""
    names = ", ".join(TABLE[file.table].file for file in files)
    return f"Không có gì khác ở: {names}." if names else ""
