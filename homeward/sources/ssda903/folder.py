"""Finds the files of a return in a folder, without following links out of it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from homeward.sources.findings import Finding, SourceUnreadableError
from homeward.sources.ssda903.limits import FILE_BYTES, FILES, FOLDER_DEPTH, MEGABYTE, TOTAL_BYTES
from homeward.sources.ssda903.noticed import error, warning
from homeward.sources.ssda903.zips import NamedFile, open_zip

Found = NamedFile | Finding
"""A file's bytes, or the finding that says why there are none."""

_READ = (".csv", ".tsv", ".xml", ".zip")
_SAVE_AS_CSV = (".xlsx", ".xls", ".xlsm", ".ods")


def files_at(source: Path) -> Iterator[Found]:
    """Yield the files of a folder, a zip or a single file, in the order of their names.

    Raises SourceUnreadableError when there is nothing at the path.
    """
    try:
        is_folder, is_file = source.is_dir(), source.is_file()
    except (OSError, ValueError):
        is_folder = is_file = False
    if is_folder:
        return _within_limits(_opened(_files_in(source)))
    if is_file:
        return _within_limits(_opened(iter([_file_at(source, _name(source.name))])))
    raise SourceUnreadableError(f"There is no file or folder at {_name(str(source))}: check the path.")


def files_given(files: Mapping[str, bytes]) -> Iterator[Found]:
    """Yield uploaded files in the order of their names; a zip among them is opened."""
    named = (NamedFile(_name(name.replace("\\", "/")), files[name]) for name in sorted(files))
    return _within_limits(_opened(named))


def _opened(found: Iterator[Found]) -> Iterator[Found]:
    for item in found:
        if isinstance(item, NamedFile) and item.name.lower().endswith(".zip"):
            yield from (member for member in open_zip(item.name, item.content) if _is_wanted(member))
        else:
            yield item


def _is_wanted(found: Found) -> bool:
    """Say whether a zip's member is more than the clutter that systems leave (hidden files, read-me texts)."""
    if isinstance(found, Finding):
        return True
    hidden = any(part.startswith((".", "__MACOSX")) for part in found.name.split("/"))
    return not hidden and found.name.lower().endswith((*_READ, *_SAVE_AS_CSV))


def _within_limits(found: Iterator[Found]) -> Iterator[Found]:
    total = 0
    for item in found:
        size = len(item.content) if isinstance(item, NamedFile) else 0
        if total + size > TOTAL_BYTES or size > FILE_BYTES:
            yield _too_large(item.name if isinstance(item, NamedFile) else "")
            continue
        total += size
        yield item


def _too_large(name: str) -> Finding:
    return error(
        "file_too_large",
        name,
        f"The file {name} was not read: a file may have {FILE_BYTES // MEGABYTE} MB, "
        f"all files together {TOTAL_BYTES // MEGABYTE} MB.",
    )


def _files_in(root: Path, below: str = "", depth: int = FOLDER_DEPTH) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(root / below), key=lambda entry: entry.name)
    except OSError:
        yield error("file_unreadable", _name(below), f"The folder {_name(below) or root.name} may not be opened.")
        return
    if len(entries) > FILES:
        yield error(
            "too_many_files",
            _name(below),
            f"The folder {_name(below) or root.name} holds more than {FILES} files: choose the return's own folder.",
        )
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _at(root, f"{below}{entry.name}", entry, depth)


def _at(root: Path, name: str, entry: "os.DirEntry[str]", depth: int) -> Iterator[Found]:
    if entry.is_symlink():
        yield warning("link_not_followed", _name(name), f"{_name(name)} is a link and was not followed.")
    elif entry.is_dir():
        if depth == 0:
            yield warning(
                "folder_too_deep", _name(name), f"The folder {_name(name)} lies too deep and was not searched."
            )
        else:
            yield from _files_in(root, f"{name}/", depth - 1)
    elif entry.is_file() and entry.name.lower().endswith((*_READ, *_SAVE_AS_CSV)):
        yield _file_at(root / name, _name(name))


def _file_at(path: Path, name: str) -> Found:
    try:
        if path.stat().st_size > FILE_BYTES:
            return _too_large(name)
        return NamedFile(name, path.read_bytes())
    except OSError:
        return error("file_unreadable", name, f"The file {name} may not be opened: ask for leave to read it.")


def _name(name: str) -> str:
    """Return a file's name as it can be shown, whatever bytes the disk holds."""
    shown = os.fsencode(name).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "?" for character in shown)
