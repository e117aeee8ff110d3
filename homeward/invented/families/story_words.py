"""Reads the sentences from which invented children's stories are told, and fills in who the people in them are."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from homeward.invented.families.draws import Draws

_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_BY_AGE = ("meant", "private")
ANY_AGE = (0, 17)


@dataclass(frozen=True)
class Named:
    """What stands for somebody in a text: the first time ("his mother Kelly") and after that ("Kelly")."""

    first: str
    again: str


@dataclass(frozen=True)
class ByAge:
    """Words for children of some ages, in whole years, both included."""

    ages: tuple[int, int]
    words: str


@dataclass(frozen=True)
class Line:
    """One thing that can be told, as the lists of sentences have it; what a list does not speak of is left empty.

    What each field means is said at the head of the lists; `lasting` is for how many days something went on.
    """

    what: str
    about: str = "any"
    not_about: tuple[str, ...] = ()
    ages: tuple[int, int] = ANY_AGE
    days: tuple[int, int] = (90, 1500)
    places: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    one: bool = False
    newborn: bool = False
    several: bool = False
    category: str = ""
    knowledge: str = ""
    known_from: str = ""
    exactness: str = "day"
    lasting: int = 0
    reach: str = "service"
    place: str = ""
    meant: tuple[ByAge, ...] = ()
    private: tuple[ByAge, ...] = ()
    story: str = ""
    at: tuple[Any, ...] = ()
    who: str = ""
    how: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("planned",)
    where: str = ""
    far: bool = False
    answer: str = ""

    @cached_property
    def slots(self) -> frozenset[str]:
        """Return who must be known for this to be told, beside the child itself."""
        shared = (self.what, self.known_from, self.place, self.answer)
        return frozenset(slot for text in shared for slot in slots_in(text))


def read_lines(name: str, table: str) -> tuple[Line, ...]:
    """Return the lines of a table of one of the lists. Raises TypeError for a key that no line has."""
    told = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(line for entry in told[table] for line in _lines_of(entry))


def _lines_of(entry: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the lines of an entry of a list: one, or one for each of several sentences."""
    words = entry.get("words", entry.get("what"))
    known = dict(_fields_of(entry))
    for what in words if isinstance(words, list) else [words]:
        yield Line(**known | {"what": what})


def _fields_of(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in entry.items():
        if key in _BY_AGE:
            yield key, tuple(_by_age(value))
        elif key != "words":
            yield key, tuple(value) if isinstance(value, list) else value


def _by_age(value: str | list[Mapping[str, Any]]) -> Iterator[ByAge]:
    if isinstance(value, str):
        yield ByAge(ANY_AGE, value)
        return
    for one in value:
        yield ByAge((one["ages"][0], one["ages"][1]), one["words"])


def slots_in(text: str) -> frozenset[str]:
    """Return the names of those who stand in braces in a text, in small letters."""
    return frozenset(found.lower() for found in _SLOT.findall(text))


def fill(text: str, names: Mapping[str, Named]) -> str:
    """Return a text with people's names instead of braces. Raises KeyError for somebody who is not known."""
    said: set[str] = set()

    def put(found: re.Match[str]) -> str:
        slot = found[1].lower()
        words = names[slot].again if slot in said else names[slot].first
        said.add(slot)
        return words[:1].upper() + words[1:] if found[1][0].isupper() else words

    return _SLOT.sub(put, text)


def has_choices(text: str) -> bool:
    """Say whether a text can be told in more than one way."""
    return "[" in text


def with_choices(text: str, draws: Draws) -> str:
    """Return a text with one of the words that stand in square brackets, parted by bars, instead of each bracket."""
    return _CHOICE.sub(lambda found: draws.one_of(found[1].split("|")), text)


def for_age(words: tuple[ByAge, ...], age: int, names: Mapping[str, Named]) -> str:
    """Return the words for an age; empty where there are none, or where they speak of somebody unknown."""
    fitting = (one.words for one in words if one.ages[0] <= age <= one.ages[1])
    return next((text for text in fitting if slots_in(text) <= names.keys()), "")
