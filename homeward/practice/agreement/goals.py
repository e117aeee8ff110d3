"""What a written agreement asks of parents, and what services promise: each in plain words, with a day and a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True)
class Goal:
    """What is to change: the concern, the change in plain words, how anyone would see it, by when, and who helps.

    `key` names the writing, `line` the goal through all its corrections. `whose` is the name of the parent whose goal
    it is, empty where it is the child's; `parent_id` is in whose agreement it stands, empty in one for both parents.
    `by_on` is None, and `helped_by` empty, where nobody has said: the check of the wording asks for them.
    """

    key: str
    line: str
    concern: str
    change: str
    seen_by: str
    by_on: date | None = None
    helped_by: str = ""
    parent_id: str = ""
    whose: str = ""
    is_of_child: bool = False

    def __post_init__(self) -> None:
        if not (self.concern.strip() and self.change.strip() and self.seen_by.strip()):
            raise ValueError("A goal needs its concern, the change, and how anyone would see it.")


@dataclass(frozen=True)
class Promise:
    """What a service promises: what, which service, who there, and by when.

    `service_id` is the agency's id, empty for the service whose record this is. `key`, `line` and `parent_id` are as in
    a goal.
    """

    key: str
    line: str
    what: str
    service: str
    by_whom: str = ""
    by_on: date | None = None
    service_id: str = ""
    parent_id: str = ""

    def __post_init__(self) -> None:
        if not (self.what.strip() and self.service.strip()):
            raise ValueError("A promise needs what is promised, and by which service.")


class Judged(StrEnum):
    """What a review finds of a goal."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


JUDGED_WORDS: Mapping[Judged, str] = MappingProxyType(
    {
        Judged.MET: "Met",
        Judged.PARTLY: "Partly met",
        Judged.NOT_MET: "Not met",
        Judged.CANNOT_TELL: "Cannot tell",
    }
)


class Became(StrEnum):
    """What became of a promise. Refused because of care is a kind of its own: commissioners count it."""

    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    LATE = "late"
    NOT_DELIVERED = "not_delivered"
    REFUSED = "refused"
    REFUSED_CARE = "refused_care"


BECAME_WORDS: Mapping[Became, str] = MappingProxyType(
    {
        Became.UNDER_WAY: "Not due yet, or under way",
        Became.DELIVERED: "Delivered",
        Became.LATE: "Delivered, but late",
        Became.NOT_DELIVERED: "Not delivered",
        Became.REFUSED: "Refused",
        Became.REFUSED_CARE: "Refused because the child is, or was, looked after",
    }
)
IS_KEPT = frozenset({Became.DELIVERED, Became.LATE})
"""What became of a promise that was kept, if late."""
IS_REFUSED = frozenset({Became.REFUSED, Became.REFUSED_CARE})
"""What became of a promise where a service said no."""


@dataclass(frozen=True)
class GoalReview:
    """One look at a goal: what was found, in words, which events of the chronology show it, and the parent's own view.

    `lasting_since` is the day since which the change has lasted. Raises ValueError where something is said to be met,
    partly or not, without evidence, and for a change that lasts although it is not there.
    """

    goal: str
    line: str
    judged: Judged
    on: date
    words: str = ""
    parents_view: str = ""
    lasting_since: date | None = None
    evidence: tuple[str, ...] = ()
    by: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if self.judged != Judged.CANNOT_TELL and not self.evidence:
            raise ValueError("What is found of a goal needs evidence. Without any, nobody can tell.")
        if self.lasting_since is not None and self.judged in (Judged.NOT_MET, Judged.CANNOT_TELL):
            raise ValueError("A change that is not there, or of which nobody can tell, does not last.")


@dataclass(frozen=True)
class PromiseReview:
    """One look at a promise: what became of it, in words, and on which day that was so."""

    promise: str
    line: str
    became: Became
    on: date
    words: str = ""
    by: str = ""
    key: str = ""
