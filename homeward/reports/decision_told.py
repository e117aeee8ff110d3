"""What papers about a decision for a return home are made from: the record for the service, and letters to families."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Signed:
    """One signature that was asked for: in which role, why, by what law; and by whom, yes or no, if it was given."""

    role: str
    why: str
    instrument: str
    is_verified: bool
    by: str = ""
    on: date | None = None
    is_yes: bool | None = None
    words: str = ""


@dataclass(frozen=True)
class Rested:
    """One thing on which a decision rests: in words, its latest change when it was sealed, and its digest."""

    words: str
    at: date | None
    digest: str


@dataclass(frozen=True)
class Said:
    """Something somebody said of a decision: who, when, in their own words."""

    who: str
    on: date
    words: str


@dataclass(frozen=True)
class DecisionTold:
    """A decision as its record tells it. `reasons` are to whom, and what they are told; `changed` what lapsed it."""

    whose: str
    born: str
    as_of: date
    prepared_by: str
    step: str
    answer: str
    state: str
    proposed: Said
    reasons: tuple[tuple[str, str], ...]
    conditions: str
    signed: tuple[Signed, ...]
    view: Said | None
    view_says: str
    rested: tuple[Rested, ...]
    seal: str
    dissents: tuple[Said, ...]
    changed: tuple[str, ...] = ()
    carried_out: str = ""
    withdrawn: str = ""
    is_invented: bool = False


@dataclass(frozen=True)
class LetterTold:
    """What one person is told of a decision by letter, and nobody else.

    `decided` is what was decided in a sentence; `deciders` are names with roles; `contacts` say whom to turn to: name
    and how they are reached, empty where the service has not said. `is_on_order` says that a court placed the child.
    """

    to: str
    is_child: bool
    child: str
    on: date
    decided: str
    reasons: str
    conditions: str
    deciders: tuple[str, ...]
    worker: str
    contacts: tuple[tuple[str, str], ...]
    is_on_order: bool
    is_invented: bool = False
