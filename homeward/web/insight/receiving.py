"""Receives uploaded files into memory, never onto the disk, and only as many and as large as we say beforehand."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile
from zlib import crc32

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

MEBIBYTE = 1024 * 1024
MOST_BYTES = 100 * MEBIBYTE
MOST_FILES = 100
TOO_LARGE = "The files are larger than 100 MB together. Leave out the tables that are not needed, or zip the files."
TOO_MANY = "There are more than 100 files. Put them into one zip file and upload that."
KINDS = (".csv", ".tsv", ".txt", ".xml", ".zip")
WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods")
_DRAINED = 10 * MOST_BYTES


class InMemoryHandler(MemoryFileUploadHandler):
    """Keeps every file in memory, whatever its size: `is_too_large` has been asked before."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Take part in every upload."""
        self.activated = True


def is_too_large(request: HttpRequest) -> bool:
    """Tell whether more is being sent than we take, before any of it is kept."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + MEBIBYTE


def drain(request: HttpRequest) -> None:
    """Read what is being sent and forget it, so that the browser waits for our sentence and does not see a cut line."""
    left = min(int(request.META["CONTENT_LENGTH"]), _DRAINED)
    while left > 0 and (chunk := request.read(min(left, MEBIBYTE))):
        left -= len(chunk)


def contents(files: list[Any]) -> Mapping[str, bytes]:
    """Return what each file holds by its name; raises ValueError with a sentence where two have one name."""
    found: dict[str, bytes] = {}
    for file in files:
        if file.name in found:
            raise ValueError(
                f"Two files are named {file.name}. Put the files of each year into a folder of its own and upload them "
                "as one zip file."
            )
        found[file.name] = file.read()
    return found


def check_kinds(names: Sequence[str]) -> None:
    """Raise ValueError with a sentence where a file, by its name, is of no kind that a return can be."""
    wrong = [name for name in names if not name.lower().endswith(KINDS)]
    if not wrong:
        return
    listed = ", ".join(wrong[:3]) + (f" and {len(wrong) - 3} more" if len(wrong) > 3 else "")
    if any(name.lower().endswith(WORKBOOKS) for name in wrong):
        raise ValueError(
            f"{listed}: a workbook cannot be read. Save each of its tables as a CSV file and choose those."
        )
    raise ValueError(f"{listed}: only CSV, XML and zip files can be read. Leave the others out.")


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return what tells the same contents again, whatever the files are called and whether or not they are zipped.

    It is made from each file's size and the checksum that a zip holds of it, so that no zip has to be unpacked here.
    """
    told = sorted(line for content in files.values() for line in _checksums(content))
    return sha256("\n".join(told).encode()).hexdigest()


def _checksums(content: bytes) -> Iterator[str]:
    try:
        if is_zipfile(BytesIO(content)):
            with ZipFile(BytesIO(content)) as archive:
                members = [f"{member.CRC} {member.file_size}" for member in archive.infolist() if not member.is_dir()]
            yield from members
            return
    except Exception:  # noqa: S110 - a damaged zip raises all manner of things; the reading says what is wrong with it
        pass
    yield f"{crc32(content)} {len(content)}"
