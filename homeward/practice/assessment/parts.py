"""What parents have shown, what each thinks of a return, who was offered which help, and what must be answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from homeward.practice.assessment.accounts import SaidBy
from homeward.practice.classification import Change, Wish


@dataclass(frozen=True)
class Parent:
    """A parent with whom the child might live: the person's id, and the name that is shown."""

    id: str
    name: str


@dataclass(frozen=True)
class Shown:
    """One parent's capacity to change: what must change, what was offered and done, and since when it has lasted.

    Raises ValueError for a change, or none, without evidence; and for one that lasts without a day.
    """

    parent: str
    must_change: str
    motivation: str
    in_two_minds: str
    offered: str
    done: str
    lasted_since: date | None
    change: Change
    evidence: tuple[str, ...]
    on: date
    by: str
    key: str
    parent_id: str = ""
    seen_apart: bool | None = None

    def __post_init__(self) -> None:
        if self.change != Change.NOT_KNOWN and not self.evidence:
            raise ValueError("What a parent has shown needs evidence. Without any, it is not known.")
        if self.change == Change.SUSTAINED and self.lasted_since is None:
            raise ValueError("A change that lasts needs the day since which it has.")


@dataclass(frozen=True)
class Viewed:
    """What somebody thinks of the return, in their words; `wish` is None where they were not asked what they want.

    A child too young to be asked has a view without a wish, and `how` says why. `evidence` is the key of the event in
    which the words stand, where the chronology holds them.
    """

    whose: SaidBy
    name: str
    wish: Wish | None
    words: str
    on: date
    how: str
    key: str
    parent_id: str = ""
    evidence: tuple[str, ...] = ()
    by: str = ""

    def __post_init__(self) -> None:
        is_asked = self.whose in (SaidBy.CHILD, SaidBy.PARENT) and self.wish not in (None, Wish.NOT_KNOWN)
        if is_asked and not self.evidence:
            raise ValueError("What child or parent wants stands in their own words in the chronology.")


class Offered(StrEnum):
    """Whether help to take part was offered."""

    YES = "yes"
    NO = "no"
    NOT_NEEDED = "not_needed"


OFFERED_WORDS: Mapping[Offered, str] = MappingProxyType(
    {Offered.YES: "Yes", Offered.NO: "No", Offered.NOT_NEEDED: "Not needed"}
)


@dataclass(frozen=True)
class HelpOffered:
    """Which help to take part somebody was offered."""

    whom: str
    advocate: Offered
    interpreter: Offered
    communication: Offered
    words: str
    key: str = ""
    person_id: str = ""
    on: date | None = None
    by: str = ""

    @property
    def is_lacking(self) -> bool:
        """Whether some help that is needed was not offered."""
        return Offered.NO in (self.advocate, self.interpreter, self.communication)


@dataclass(frozen=True)
class WarningToAnswer:
    """Something that must be answered in writing before a return: why it warns, from which findings, and the answer.

    `parent` is empty where it is about no parent in particular. `answer` is empty until somebody has answered.
    """

    id: str
    title: str
    why: str
    findings: tuple[str, ...]
    answer: str = ""
    answered_by: str = ""
    answered_on: date | None = None
    parent: str = ""
    parent_id: str = ""
    key: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether somebody has answered."""
        return bool(self.answer)
