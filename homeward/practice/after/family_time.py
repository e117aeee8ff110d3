"""Family time: what is planned with whom, what took place, and whose doing it was where it did not."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from homeward.practice.after.phase_kinds import PhaseKind


class Supervision(StrEnum):
    """Whether somebody of the service is there."""

    SUPERVISED = "supervised"
    SUPPORTED = "supported"
    UNSUPERVISED = "unsupervised"


SUPERVISION_WORDS: Mapping[Supervision, str] = MappingProxyType(
    {
        Supervision.SUPERVISED: "Supervised: somebody watches all the time",
        Supervision.SUPPORTED: "Supported: somebody helps, and is not always there",
        Supervision.UNSUPERVISED: "Not supervised",
    }
)


class Basis(StrEnum):
    """On what family time rests."""

    ORDER = "order"
    AGREEMENT = "agreement"


BASIS_WORDS: Mapping[Basis, str] = MappingProxyType(
    {Basis.ORDER: "An order of the court", Basis.AGREEMENT: "An agreement without an order"}
)


class TookPlace(StrEnum):
    """Whether a session took place and, if not, whose doing it was. Words of it are always written down beside."""

    YES = "yes"
    CUT_SHORT = "cut_short"
    PARENT = "parent"
    CHILD = "child"
    SERVICE = "service"
    CARER = "carer"
    NOBODY = "nobody"


TOOK_PLACE_WORDS: Mapping[TookPlace, str] = MappingProxyType(
    {
        TookPlace.YES: "It took place",
        TookPlace.CUT_SHORT: "It began, and was ended early",
        TookPlace.PARENT: "Not: the parent or relative did not come, or called it off",
        TookPlace.CHILD: "Not: the child did not want to",
        TookPlace.SERVICE: "Not: our service called it off, or nobody could bring or supervise",
        TookPlace.CARER: "Not: the carer could not",
        TookPlace.NOBODY: "Not: nobody’s doing, such as illness or weather",
    }
)
HELD = frozenset({TookPlace.YES, TookPlace.CUT_SHORT})
"""So a session took place, if perhaps not to its end."""


@dataclass(frozen=True)
class Session:
    """One session that took place or did not. `saw` is what was seen, `childs_words` what the child said of it.

    `key` is the row's; `seen_by` says who was there to see it, empty where nobody was.
    """

    on: date
    phase: PhaseKind
    whom: str
    took_place: TookPlace
    saw: str = ""
    childs_words: str = ""
    because: str = ""
    seen_by: str = ""
    key: str = ""
    href: str = ""

    @property
    def is_held(self) -> bool:
        """Whether the child and the other were together at all."""
        return self.took_place in HELD


@dataclass(frozen=True)
class Kept:
    """How many sessions were to be and took place, and whose doing it was where not; counts, never a share."""

    held: int
    not_held: tuple[tuple[TookPlace, int], ...]

    @property
    def in_words(self) -> str:
        """Return the counts in one sentence; nothing that did not take place is left out."""
        said = [f"{self.held} took place"]
        said += [f"{count} did not ({_WHOSE[why]})" for why, count in self.not_held]
        return ", ".join(said)


_WHOSE: Mapping[TookPlace, str] = MappingProxyType(
    {
        TookPlace.PARENT: "the parent or relative",
        TookPlace.CHILD: "the child did not want to",
        TookPlace.SERVICE: "our service",
        TookPlace.CARER: "the carer",
        TookPlace.NOBODY: "nobody’s doing",
    }
)


def kept(sessions: Iterable[Session]) -> Kept:
    """Count which sessions took place, and whose doing it was where they did not, in the order of the reasons."""
    found = Counter(session.took_place for session in sessions)
    held = sum(found[one] for one in HELD)
    return Kept(held, tuple((one, found[one]) for one in TookPlace if one not in HELD and found[one]))
