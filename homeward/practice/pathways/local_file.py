"""Reads a council's own file of changes to a pathway, and says of every mistake in it where it is and what to do."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.practice.pathways.local import Change, ChangeKind, changed
from homeward.practice.pathways.steps import Pathway

_IDENTITY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_DAYS = 3660
_WORDS = ("by", "why", "title", "says", "after")
_KEYS = ("kind", "step", "by", "why", "since", "title", "says", "within_days", "after")
_MOST_LETTERS = 500
_MOST_CHANGES = 200


@dataclass(frozen=True)
class _Entry:
    """One change as the file tells it, with the words that say which one it is."""

    told: dict[str, Any]
    place: str

    def wrong(self, says: str) -> ValueError:
        """Return a mistake of this change in words."""
        return ValueError(f"{self.place}: {says}")


def read_changes(text: str) -> tuple[Change, ...]:
    """Return the changes that a council's TOML file holds. Raises ValueError that says what is wrong, and where."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"The file cannot be read: {error}.") from None
    if others := sorted(set(told) - {"changes"}):
        raise ValueError(f"The file may hold [[changes]] only, and it holds “{others[0]}”.")
    entries = told.get("changes", [])
    if not isinstance(entries, list):
        raise ValueError("Each change is a table that begins with [[changes]].")
    if len(entries) > _MOST_CHANGES:
        raise ValueError(f"The file may hold {_MOST_CHANGES} changes at most.")
    return tuple(_change(entry, number) for number, entry in enumerate(entries, 1))


def check_changes(pathway: Pathway, changes: tuple[Change, ...]) -> None:
    """Raise ValueError that names the change that cannot be made to a pathway on a day from which one holds."""
    for day in sorted({change.since for change in changes}):
        ours = pathway
        for number, change in enumerate(changes, 1):
            try:
                ours = changed(ours, (change,), day)
            except ValueError as error:
                raise ValueError(f"Change {number}: {error}") from None


def _change(told: Any, number: int) -> Change:
    if not isinstance(told, dict):
        raise ValueError("Each change is a table that begins with [[changes]].")
    entry = _Entry(told, f"Change {number}")
    _check_keys(entry)
    try:
        return Change(**(told | {"kind": _kind(entry)}))
    except ValueError as error:
        raise entry.wrong(str(error)) from None


def _kind(entry: _Entry) -> ChangeKind:
    try:
        return ChangeKind(entry.told["kind"])
    except ValueError:
        kinds = ", ".join(f'"{kind}"' for kind in ChangeKind)
        raise entry.wrong(f"“kind” is one of {kinds}.") from None


def _check_keys(entry: _Entry) -> None:
    """Raise ValueError for a key nobody knows, one that is lacking, and one in a wrong form."""
    if unknown := [key for key in entry.told if key not in _KEYS]:
        raise entry.wrong(f"nobody knows the key “{unknown[0]}”. The keys are: {', '.join(_KEYS)}.")
    if lacking := [key for key in ("kind", "step", "by", "why", "since") if key not in entry.told]:
        raise entry.wrong(f"it lacks “{lacking[0]}”.")
    if not _IDENTITY.fullmatch(str(entry.told["step"])):
        raise entry.wrong("“step” is the id of a step: small letters, digits and _, at most 40, a letter first.")
    if type(entry.told["since"]) is not date:
        raise entry.wrong("“since” is a day without quotation marks, such as 2026-04-01.")
    for key in _WORDS:
        value = entry.told.get(key, "")
        if not isinstance(value, str) or len(value) > _MOST_LETTERS:
            raise entry.wrong(f"“{key}” is words in quotation marks, at most {_MOST_LETTERS} letters.")
    days = entry.told.get("within_days", 1)
    if type(days) is not int or not 1 <= days <= _MOST_DAYS:
        raise entry.wrong(f"“within_days” is a whole number of days from 1 to {_MOST_DAYS}.")


SAMPLE = """\
# A council's own changes to the return-home pathway.
# Every change says who made it, why, and since when. Lines that begin with # are not read:
# take the # away from the lines of an example to use it.
# The ids of the steps stand on the page "Return-home policy".

## A step of work that is left out. Decisions and endings cannot be left out.
# [[changes]]
# kind = "off"
# step = "chronology"
# by = "Practice lead"
# why = "Our chronology is written before the pathway begins."
# since = 2026-04-01

## A step with another name, and other words for the family.
# [[changes]]
# kind = "renamed"
# step = "agreement"
# title = "Write the family agreement"
# says = "You and we write down what is to change, and who helps."
# by = "Practice lead"
# why = "This is what families here call it."
# since = 2026-04-01

## A step that is to take so many days at most. It is the service's own time, no law.
# [[changes]]
# kind = "days"
# step = "assessment"
# within_days = 35
# by = "Practice lead"
# why = "Five weeks is what our teams agreed on."
# since = 2026-04-01

## A step of work that comes after another step of work.
# [[changes]]
# kind = "added"
# step = "family_meeting"
# after = "agreement"
# title = "Meet the whole family"
# says = "Everybody who helps you meets once, and you say who comes."
# within_days = 14
# by = "Practice lead"
# why = "Families asked for it."
# since = 2026-04-01
"""
"""What a council can begin its own file with. It changes nothing as it is: all in it is an example."""
