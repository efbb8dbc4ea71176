"""The file that goes up: a zip of `manifest.json`, the commune's signature of it, and a CSV file a table.

Members are stored and not compressed, at one fixed time and in one fixed order: the same content has the same bytes on every
machine, and nothing blows up on opening. A reader makes the file anew from what it read, and takes none with other bytes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from emulation.intake.problems import shown
from emulation.publish import manifest as manifests
from emulation.publish.manifest import Manifest
from emulation.publish.refused import Refused, Unsigned

__all__ = ["MOST_BYTES", "Package", "Refused", "Unsigned", "read", "require_size", "verify", "write"]

MOST_BYTES = 64_000_000
"""Of a package; the busiest commune's has about one million."""
_MANIFEST, _SIGNATURE = "manifest.json", "manifest.sig"
_WHEN = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, 0o100644 << 16
_DAMAGED = "Gói bị hỏng hoặc chép chưa trọn; chép hoặc gửi lại."


@dataclass(frozen=True, slots=True)
class Package:
    """`files`: file name → its bytes, whose sums are those of the manifest. Nobody has vouched for it before `verify`."""

    manifest: Manifest
    files: Mapping[str, bytes] = field(repr=False)
    stated: bytes = field(repr=False)
    """The manifest's bytes, which are signed."""
    signature: bytes = field(repr=False)


def write(manifest: Manifest, files: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """The package of these files, signed."""
    stated = manifests.written(manifest)
    return _zipped({_MANIFEST: stated, _SIGNATURE: key.sign(stated), **files})


def read(name: str, data: bytes) -> Package:
    """The package in the file of that name, whole and with the sums that it states. Raises Refused."""
    require_size(len(data))
    members = _members(data)
    stated = members.pop(_MANIFEST)
    signature = members.pop(_SIGNATURE, b"")
    manifest = manifests.read(stated)
    for file, entry in manifest.files.items():
        if file not in members or hashlib.sha256(members[file]).hexdigest() != entry.sha256:
            raise Refused(
                f"Tệp {file} trong gói không đúng với bản kê: gói đã bị sửa hoặc hỏng; gửi lại gói."
            )
    if _zipped({_MANIFEST: stated, _SIGNATURE: signature, **{f: members[f] for f in manifest.files}}) != data:
        raise Refused(_DAMAGED)
    if name != manifest.file:
        raise Refused(f"Tên tệp không đúng với bản kê trong gói; tên đúng là {manifest.file}.")
    return Package(manifest, members, stated, signature)


def require_size(size: int) -> None:
    """Raise Refused of a file that is too large to be read."""
    if size > MOST_BYTES:
        raise Refused(f"Tệp lớn hơn {MOST_BYTES // 1_000_000} MB, không phải gói số liệu.")


def verify(package: Package, key: Ed25519PublicKey) -> None:
    """Raise Unsigned unless the commune with that key signed the package."""
    try:
        key.verify(package.signature, package.stated)
    except InvalidSignature:
        raise Unsigned(
            f"Chữ ký của gói không phải của {shown(package.manifest.commune)}: gói đã bị sửa, hoặc khoá công khai trong "
            "communes.csv không phải khoá đang dùng ở xã."
        ) from None


def _members(data: bytes) -> dict[str, bytes]:
    """Member → its bytes, of which there are no more than the file has. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if any(m.compress_type != zipfile.ZIP_STORED or m.file_size != m.compress_size for m in listed):
                raise Refused("Gói bị nén lại, không phải gói do chương trình lập; gửi lại tệp gốc.")
            if sum(member.file_size for member in listed) > len(data):
                raise Refused(_DAMAGED)
            members = {member.filename: archive.read(member) for member in listed}
    except Refused:
        raise
    except Exception:  # zipfile raises many kinds of a damaged file.
        raise Refused(_DAMAGED) from None
    if _MANIFEST not in members:
        raise Refused("Đây không phải gói số liệu: không có bản kê.")
    return members


def _zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, _WHEN)
            member.create_system, member.external_attr = _UNIX, _MODE
            archive.writestr(member, data)
    return out.getvalue()
