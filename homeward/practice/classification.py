"""Proposes, with its working, how safe a return home would be by a rule of four parts; people classify, two of them.

The rule combines what raises risk, what protects, whether change was shown and lasted, and whether child and parents
want the return. It is no score: nothing is added up, and where the rule says nothing of a combination, or something is
not known, there is no proposal. The combinations follow the sheet `facts/practice.md`, section 1.5, which marks them as
recalled from the literature and not verified; so they are a default that a council confirms, or replaces by its own,
before live use.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Level(IntEnum):
    """How safe a return would be, from the least safe to the safest. The order is for lines that show movement."""

    SEVERE = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4


LEVEL_WORDS: Mapping[Level, str] = MappingProxyType(
    {Level.SEVERE: "Severe risk", Level.HIGH: "High risk", Level.MEDIUM: "Medium risk", Level.LOW: "Low risk"}
)


class Risks(StrEnum):
    """What raises risk, all factors together."""

    NONE = "none"
    ADDRESSED = "addressed"
    PARTLY = "partly"
    PRESENT = "present"
    NOT_KNOWN = "not_known"


class Protection(StrEnum):
    """What lowers risk, all factors together."""

    NONE = "none"
    SOME = "some"
    NOT_KNOWN = "not_known"


class Change(StrEnum):
    """Whether the parents have shown that they can change."""

    NONE = "none"
    SHOWN = "shown"
    SUSTAINED = "sustained"
    NOT_KNOWN = "not_known"


class Wish(StrEnum):
    """Whether the child and those the child would live with want the return."""

    ALL_WANT = "all_want"
    AMBIVALENT = "ambivalent"
    OPPOSED = "opposed"
    NOT_KNOWN = "not_known"


Part = Risks | Protection | Change | Wish
PARTS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"risks": Risks, "protection": Protection, "change": Change, "wish": Wish}
)
"""The four parts of the rule, by their name in a council's file."""


class _PartWords(Mapping[Part, str]):
    """The words for each finding, part by part: two parts can have findings of one name, such as none."""

    def __init__(self, *of_parts: Mapping[Part, str]) -> None:
        self._of = {type(part): words for words in of_parts for part in words}

    def __getitem__(self, part: Part) -> str:
        return self._of[type(part)][part]

    def __iter__(self) -> Iterator[Part]:
        for words in self._of.values():
            yield from words

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))


PART_WORDS: Mapping[Part, str] = _PartWords(
    {
        Risks.NONE: "nothing that raises risk was found",
        Risks.ADDRESSED: "what raised risk was addressed",
        Risks.PARTLY: "some of what raises risk was addressed, some was not",
        Risks.PRESENT: "what raises risk is there and not addressed",
        Risks.NOT_KNOWN: "of something that raises risk it is not known whether it is there",
    },
    {
        Protection.NONE: "nothing that protects was found",
        Protection.SOME: "something protects the child",
        Protection.NOT_KNOWN: "it is not known whether anything protects the child",
    },
    {
        Change.NONE: "no change was shown",
        Change.SHOWN: "change was shown",
        Change.SUSTAINED: "change was shown and has lasted",
        Change.NOT_KNOWN: "it is not known whether change was shown",
    },
    {
        Wish.ALL_WANT: "child and parents want the return",
        Wish.AMBIVALENT: "the child or a parent is in two minds",
        Wish.OPPOSED: "the child or a parent is against it",
        Wish.NOT_KNOWN: "it is not known whether child and parents want it",
    },
)


@dataclass(frozen=True)
class Found:
    """What an assessment found, part by part."""

    risks: Risks
    protection: Protection
    change: Change
    wish: Wish

    @property
    def parts(self) -> tuple[Part, ...]:
        """The four parts in the order in which they are told."""
        return (self.risks, self.protection, self.change, self.wish)

    @property
    def not_known(self) -> tuple[Part, ...]:
        """The parts of which something is not known."""
        return tuple(part for part in self.parts if part == "not_known")


@dataclass(frozen=True)
class Row:
    """One row of a rule: the level, and for each part which findings it allows.

    Raises ValueError where a part allows nothing, or "not known": what nobody knows proves no level.
    """

    level: Level
    risks: frozenset[Risks]
    protection: frozenset[Protection]
    change: frozenset[Change]
    wish: frozenset[Wish]

    def __post_init__(self) -> None:
        for allowed in self.parts:
            if not allowed:
                raise ValueError("Each part of a row must allow at least one finding.")
            if any(part == "not_known" for part in allowed):
                raise ValueError("No row may allow “not known”: what nobody knows proves no level.")

    @property
    def parts(self) -> tuple[frozenset[Risks] | frozenset[Protection] | frozenset[Change] | frozenset[Wish], ...]:
        """What the row allows, in the order of `Found.parts`."""
        return (self.risks, self.protection, self.change, self.wish)

    def fits(self, found: Found) -> bool:
        """Tell whether every part of a finding is among those the row allows."""
        return all(part in allowed for part, allowed in zip(found.parts, self.parts, strict=True))


@dataclass(frozen=True)
class Rule:
    """A rule: its rows, whose it is, and who confirmed it when (empty and None: nobody has, so it is only a default).

    Raises ValueError where two rows give one combination two levels.
    """

    rows: tuple[Row, ...]
    title: str
    confirmed_by: str = ""
    confirmed_on: date | None = None

    def __post_init__(self) -> None:
        for at, row in enumerate(self.rows):
            for other in self.rows[:at]:
                if row.level != other.level and _meet(row, other):
                    levels = f"{LEVEL_WORDS[other.level].lower()} and {LEVEL_WORDS[row.level].lower()}"
                    raise ValueError(f"The rule gives one combination two levels: {levels}. Change one of the rows.")

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody confirmed the rule for live use."""
        return bool(self.confirmed_by) and self.confirmed_on is not None


def _meet(one: Row, other: Row) -> bool:
    return all(set(mine) & set(theirs) for mine, theirs in zip(one.parts, other.parts, strict=True))


_UNSAFE = frozenset({Wish.AMBIVALENT, Wish.OPPOSED})
DEFAULT_RULE = Rule(
    (
        Row(
            Level.SEVERE,
            frozenset({Risks.PRESENT}),
            frozenset({Protection.NONE}),
            frozenset({Change.NONE}),
            _UNSAFE,
        ),
        Row(
            Level.HIGH,
            frozenset({Risks.PRESENT, Risks.PARTLY}),
            frozenset({Protection.SOME}),
            frozenset({Change.NONE}),
            _UNSAFE,
        ),
        Row(
            Level.MEDIUM,
            frozenset({Risks.PRESENT, Risks.PARTLY}),
            frozenset({Protection.SOME}),
            frozenset({Change.SHOWN, Change.SUSTAINED}),
            frozenset({Wish.ALL_WANT}),
        ),
        Row(
            Level.LOW,
            frozenset({Risks.NONE, Risks.ADDRESSED}),
            frozenset({Protection.SOME}),
            frozenset({Change.SUSTAINED}),
            frozenset({Wish.ALL_WANT}),
        ),
    ),
    "Homeward’s default",
)


class Outcome(StrEnum):
    """What the rule says of a finding."""

    PROPOSED = "proposed"
    INCOMPLETE = "incomplete"
    SILENT = "silent"


@dataclass(frozen=True)
class Proposal:
    """What the rule says: a level, or that something is not known, or that it says nothing of this combination.

    `working` are the findings in sentences. `asks` is what to do next, in a sentence; `is_confirmed` as in the rule.
    """

    outcome: Outcome
    level: Level | None
    working: tuple[str, ...]
    asks: str
    is_confirmed: bool


_ASKS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.PROPOSED: "Two people classify, each before seeing the other’s answer. This is a proposal only.",
        Outcome.INCOMPLETE: "Find out what is not known. Until then there is no classification, and never a low one.",
        Outcome.SILENT: "The rule says nothing of this combination. Judge it with the manager, and say why.",
    }
)


def propose(found: Found, rule: Rule = DEFAULT_RULE) -> Proposal:
    """Return what a rule says of a finding, with its working."""
    row = next((row for row in rule.rows if row.fits(found)), None)
    outcome = Outcome.INCOMPLETE if found.not_known else Outcome.PROPOSED if row else Outcome.SILENT
    level = row.level if row and outcome == Outcome.PROPOSED else None
    working = tuple(_sentence(PART_WORDS[part]) for part in found.parts)
    return Proposal(outcome, level, working, _ASKS[outcome], rule.is_confirmed)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


class Rating(StrEnum):
    """What was found of one factor."""

    PRESENT = "present"
    ADDRESSED = "addressed"
    ABSENT = "absent"
    NOT_KNOWN = "not_known"


def risks_of(ratings: Iterable[Rating]) -> Risks:
    """Return what the factors that raise risk come to; not known where one is not known, or none was looked at."""
    found = set(ratings)
    if not found or Rating.NOT_KNOWN in found:
        return Risks.NOT_KNOWN
    if Rating.PRESENT in found:
        return Risks.PARTLY if Rating.ADDRESSED in found else Risks.PRESENT
    return Risks.ADDRESSED if Rating.ADDRESSED in found else Risks.NONE


def protection_of(ratings: Iterable[Rating]) -> Protection:
    """Return what the factors that lower risk come to; not known where one is not known, or none was looked at."""
    found = set(ratings)
    if not found or Rating.NOT_KNOWN in found:
        return Protection.NOT_KNOWN
    return Protection.SOME if Rating.PRESENT in found else Protection.NONE


def change_of(of_parents: Iterable[Change]) -> Change:
    """Return what the parents whom the child would live with have shown: as much as the one who has shown least."""
    found = set(of_parents)
    if not found or Change.NOT_KNOWN in found:
        return Change.NOT_KNOWN
    return next(change for change in (Change.NONE, Change.SHOWN, Change.SUSTAINED) if change in found)


def wish_of(of_each: Iterable[Wish]) -> Wish:
    """Return what child and parents want, all together: who is against it counts, once all were asked.

    Who is too young to be asked is not among them.
    """
    found = set(of_each)
    if not found or Wish.NOT_KNOWN in found:
        return Wish.NOT_KNOWN
    return next((wish for wish in (Wish.OPPOSED, Wish.AMBIVALENT) if wish in found), Wish.ALL_WANT)


class Movement(StrEnum):
    """How a classification stands to the one before it."""

    FIRST = "first"
    SAFER = "safer"
    SAME = "same"
    LESS_SAFE = "less_safe"


def movement(levels: Iterable[Level]) -> tuple[Movement, ...]:
    """Return, of classifications in order, how each stands to the one before."""
    found, before = [], None
    for level in levels:
        if before is None:
            found.append(Movement.FIRST)
        else:
            found.append(Movement.SAME if level == before else Movement.SAFER if level > before else Movement.LESS_SAFE)
        before = level
    return tuple(found)


def agreed_level(first: Level, second: Level) -> Level | None:
    """Return the level on which two people who classified apart agree; None where they differ and must talk."""
    return first if first == second else None
