"""Receives uploaded files into memory, never onto the disk, and only as many and as large as we say beforehand."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

MEBIBYTE = 1024 * 1024
MOST_BYTES = 100 * MEBIBYTE
MOST_FILES = 100
TOO_LARGE = "The files are larger than 100 MB together. Leave out the tables that are not needed, or zip the files."
TOO_MANY = "There are more than 100 files. Put them into one zip file and upload that."
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
