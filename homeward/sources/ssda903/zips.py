"""Looks into a zip file without trusting it and without ever writing to disk."""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from homeward.sources.findings import Finding
from homeward.sources.ssda903.limits import FILE_BYTES, FILES, MEGABYTE, TOTAL_BYTES, ZIP_RATIO, ZIP_RATIO_FROM_BYTES
from homeward.sources.ssda903.noticed import error

_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)
"""Everything the standard library raises on a damaged or hostile zip."""

_ENCRYPTED = 0x1
_CUT_OFF = "The zip file {name} is damaged or cut off: make it again, or choose the CSV files themselves."


@dataclass(frozen=True)
class NamedFile:
    """A file by its name within the source (folders parted by "/") and all its bytes."""

    name: str
    content: bytes


def open_zip(name: str, content: bytes) -> Iterator[NamedFile | Finding]:
    """Yield the files in a zip, each named below the zip's own name, and a finding for whatever is refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        yield error("zip_damaged", name, _CUT_OFF.format(name=name))
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        refusal = _refusal_of_whole(name, members, len(content))
        if refusal:
            yield refusal
            return
        for member in sorted(members, key=lambda member: member.filename):
            yield _open_member(name, archive, member)


def _refusal_of_whole(name: str, members: list[zipfile.ZipInfo], packed_bytes: int) -> Finding | None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > FILES:
        return error(
            "zip_too_large",
            name,
            f"The zip file {name} holds {len(members)} files; at most {FILES} are read: choose the return's own.",
        )
    if unpacked > TOTAL_BYTES or (unpacked > ZIP_RATIO_FROM_BYTES and unpacked > ZIP_RATIO * packed_bytes):
        return error(
            "zip_too_large",
            name,
            f"The zip file {name} would unpack to {unpacked // MEGABYTE} MB, more than a return can be: not opened.",
        )
    return None


def _open_member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> NamedFile | Finding:
    path = f"{name}/{_printable(member.filename)}"
    refusal = _refusal_of_member(path, member)
    if refusal:
        return refusal
    try:
        with archive.open(member) as stream:
            content = stream.read(min(member.file_size, FILE_BYTES) + 1)
    except _BROKEN:
        return error("zip_damaged", path, f"The file {path} in the zip is damaged: make the zip again.")
    if len(content) > min(member.file_size, FILE_BYTES):
        return error("file_too_large", path, f"The file {path} is larger than {FILE_BYTES // MEGABYTE} MB: not read.")
    return NamedFile(path, content)


def _refusal_of_member(path: str, member: zipfile.ZipInfo) -> Finding | None:
    if _climbs(member.filename):
        return error("zip_path", path, f"The zip holds the path {path}, which leads out of it: that file was not read.")
    if stat.S_ISLNK(member.external_attr >> 16):
        return error(
            "zip_path", path, f"The zip holds the link {path}: links are not followed; put in the file itself."
        )
    if member.flag_bits & _ENCRYPTED:
        return error("zip_encrypted", path, f"The file {path} is locked with a password: make a zip without one.")
    if member.filename.lower().endswith(".zip"):
        return error("zip_in_zip", path, f"The zip holds another zip, {path}: unpack it and choose what is inside.")
    return None


def _climbs(filename: str) -> bool:
    parts = filename.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0]


def _printable(filename: str) -> str:
    plain = filename.replace("\\", "/").encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "?" for character in plain)[:200]
