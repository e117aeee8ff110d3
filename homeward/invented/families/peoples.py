"""Gives invented people names that fit their families' origins, and says who could have the same mother."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from homeward.invented.families.draws import Draws

_NAMES: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Origin:
    """Where a child's parents' names come from, and the parents' own ethnicity in the return's codes."""

    mothers: tuple[str, ...]
    mother_is: str
    fathers: tuple[str, ...]
    father_is: str


def _same(code: str, *peoples: str) -> Origin:
    return Origin(peoples, code, peoples, code)


_BRITISH = ("british",)
ORIGINS: Mapping[str, Origin] = MappingProxyType(
    {
        "WBRI": _same("WBRI", "british"),
        "WIRI": _same("WIRI", "irish"),
        "WIRT": _same("WIRT", "irish"),
        "WOTH": _same("WOTH", "east_european", "albanian"),
        "WROM": _same("WROM", "roma"),
        "MWBC": Origin(_BRITISH, "WBRI", ("caribbean",), "BCRB"),
        "MWBA": Origin(_BRITISH, "WBRI", ("west_african", "east_african"), "BAFR"),
        "MWAS": Origin(_BRITISH, "WBRI", ("pakistani", "indian", "bangladeshi"), "AOTH"),
        "MOTH": Origin(_BRITISH, "WBRI", ("chinese", "iranian", "vietnamese", "kurdish"), "OOTH"),
        "AIND": _same("AIND", "indian"),
        "APKN": _same("APKN", "pakistani"),
        "ABAN": _same("ABAN", "bangladeshi"),
        "AOTH": _same("AOTH", "afghan", "vietnamese"),
        "BCRB": _same("BCRB", "caribbean"),
        "BAFR": _same("BAFR", "west_african", "east_african"),
        "BOTH": _same("BOTH", "caribbean", "west_african"),
        "CHNE": _same("CHNE", "chinese"),
        "OOTH": _same("OOTH", "kurdish", "iranian", "sudanese"),
        "REFU": Origin(_BRITISH, "", _BRITISH, ""),
        "NOBT": Origin(_BRITISH, "", _BRITISH, ""),
        "": Origin(_BRITISH, "", _BRITISH, ""),
    }
)
"""By the return's code of a child's ethnicity."""

_ALONE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "BAFR": ("horn", "sudanese"),
        "BOTH": ("horn", "sudanese"),
        "AOTH": ("afghan", "vietnamese"),
        "WOTH": ("albanian",),
        "OOTH": ("kurdish", "iranian", "sudanese"),
    }
)
"""Where those come from who come alone; others as their families would."""


def may_be_siblings(one: str, other: str) -> bool:
    """Say whether children of these ethnicities, in the return's codes, could have the same mother."""
    mine, theirs = ORIGINS[one], ORIGINS[other]
    return (mine.mothers, mine.mother_is) == (theirs.mothers, theirs.mother_is)


def people_who_come_alone(ethnicity: str) -> tuple[str, ...]:
    """Return where the names of an unaccompanied child of an ethnicity come from."""
    mothers = ORIGINS[ethnicity].mothers
    return _ALONE.get(ethnicity) or (mothers if language_of(mothers[0]) else _ALONE["OOTH"])


def language_of(people: str) -> str:
    """Return the first language of those who came from there; empty for English."""
    spoken: str = _NAMES[people]["speaks"]
    return spoken


class Names:
    """Draws names; no two people whom it names have the same given and family name."""

    def __init__(self, draws: Draws, taken: frozenset[str]) -> None:
        """Begin with the full names that are taken already, such as those of the staff."""
        self._draws = draws
        self._taken = set(taken)

    def family(self, people: str) -> str:
        """Return a family name; now and then a double one."""
        names = _NAMES[people]["family"]
        first = self._draws.one_of(names)
        if people not in ("british", "caribbean") or "-" in first or " " in first or not self._draws.chance(0.06):
            return str(first)
        return f"{first} {self._draws.one_of([name for name in names if name != first])}"

    def given(
        self, people: str, sex: str, family: str, *, is_older: bool = False, but: Collection[str] = frozenset()
    ) -> str:
        """Return a given name that nobody of this family name has, and that is none of `but`."""
        wanted = sex if sex in ("female", "male") else self._draws.one_of(("female", "male"))
        table = _NAMES[people]
        names = table.get(f"older_{wanted}") if is_older else None
        for name in self._draws.shuffled([str(name) for name in names or table[wanted]]):
            if name not in but and self._claim(f"{name} {family}"):
                return name
        again = self._draws.shuffled(table[wanted])
        doubled = (f"{one} {two}" for one in again for two in again)
        return next(name for name in doubled if self._claim(f"{name} {family}"))

    def _claim(self, full: str) -> bool:
        is_free = full not in self._taken
        self._taken.add(full)
        return is_free
