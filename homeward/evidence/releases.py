"""The shelf of published releases: every release we hold, read once from its own file."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from homeward.evidence.comparable import Comparable
from homeward.evidence.entry import checked_entry
from homeward.evidence.release import Authority, PublishedRow, PublishedTable, Release, Symbol

_ID = re.compile(r"[a-z][a-z0-9_]*")


@cache
def releases() -> tuple[Release, ...]:
    """Return every release, the latest published first. Raises ValueError naming a file that is not as it should be."""
    folder = files("homeward.evidence") / "national"
    read = [read_release(entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir()]
    return tuple(sorted(read, key=lambda each: (each.published, each.id), reverse=True))


def release(release_id: str) -> Release:
    """Return one release by its id. Raises LookupError where the shelf does not hold it."""
    for each in releases():
        if each.id == release_id:
            return each
    raise LookupError(f"There is no release “{release_id}”: its id is the name of a file in national.")


def read_release(file_name: str, text: str) -> Release:
    """Read a release from the JSON text of its file. The file's name is the release's id.

    Raises ValueError, one sentence that names the file, where the name, a key or a value is not as it should be.
    """
    try:
        release_id = file_name.removesuffix(".json")
        if release_id == file_name or not _ID.fullmatch(release_id):
            raise ValueError("a release's file is named in small letters, digits and underscores, and ends in .json.")
        given = checked_entry(Release, json.loads(text, object_pairs_hook=_object), left_out=("id",))
        given["tables"] = tuple(_read_table(each) for each in given["tables"])
        given["authorities"] = tuple(_read_authority(row) for row in given.get("authorities", []))
        given["neighbours"] = tuple(_read_neighbours(row) for row in given.get("neighbours", []))
        return Release(id=release_id, **given)
    except ValueError as error:
        raise ValueError(f"national/{file_name}: {error}") from error


def _read_table(entry: object) -> PublishedTable:
    given = checked_entry(PublishedTable, entry)
    comparable = Comparable(**checked_entry(Comparable, given.pop("comparable")))
    keys, years = tuple(given.pop("keys")), tuple(given.pop("years"))
    rows = tuple(_read_row(_list(row), len(keys)) for row in given.pop("rows"))
    return PublishedTable(comparable=comparable, keys=keys, years=years, rows=rows, **given)


def _read_row(row: list[Any], keys: int) -> PublishedRow:
    """Return a row with the symbols among its cells told apart from words."""
    cells = tuple(Symbol(cell) if isinstance(cell, str) else cell for cell in row[keys:])
    return PublishedRow(tuple(row[:keys]), cells)


def _read_authority(entry: object) -> Authority:
    row = _list(entry)
    if len(row) != 4 or not all(isinstance(text, str) for text in row):
        raise ValueError("an authority is given as name, code, number and region.")
    return Authority(name=row[0], code=row[1], number=row[2], region=row[3])


def _read_neighbours(entry: object) -> tuple[str, ...]:
    row = _list(entry)
    if len(row) % 2 == 0 or len(row) < 3:
        raise ValueError("neighbours are given as a number, then pairs of a number and how close it is.")
    return tuple(row)


def _list(entry: object) -> list[Any]:
    if not isinstance(entry, list):
        raise ValueError("here belongs a list of names and cells.")
    return entry


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; JSON itself would keep the last of two equal keys and drop the first without a word."""
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError("a key is given twice.")
    return dict(pairs)
