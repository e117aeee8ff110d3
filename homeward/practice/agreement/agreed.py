"""An agreement in one version: what it holds, who said yes or no to it and how, and what was found of it since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from homeward.practice.agreement.goals import Goal, GoalReview, Promise, PromiseReview


class Who(StrEnum):
    """Who answers whether they agree."""

    PARENT = "parent"
    CHILD = "child"
    MANAGER = "manager"


class How(StrEnum):
    """How somebody answered. Only a child can be not able to, and only a manager signs by being signed in."""

    ON_SCREEN = "on_screen"
    ON_PAPER = "on_paper"
    DECLINED = "declined"
    NOT_ABLE = "not_able"


HOW_WORDS: Mapping[How, str] = MappingProxyType(
    {
        How.ON_SCREEN: "Agreed, and signed on the screen",
        How.ON_PAPER: "Agreed, and signed on paper",
        How.DECLINED: "Did not agree",
        How.NOT_ABLE: "Was not able to answer",
    }
)
HOWS_OF: Mapping[Who, tuple[How, ...]] = MappingProxyType(
    {
        Who.PARENT: (How.ON_SCREEN, How.ON_PAPER, How.DECLINED),
        Who.CHILD: (How.ON_SCREEN, How.ON_PAPER, How.DECLINED, How.NOT_ABLE),
        Who.MANAGER: (How.ON_SCREEN, How.DECLINED),
    }
)
"""How each may answer."""


@dataclass(frozen=True)
class Acceptance:
    """One answer to one version: whose, how, and in which words.

    `words` are the reason of somebody who declined or is not able, or where the paper is kept; `attachment` is the id
    of the scan. `person_id` is the parent's. Raises ValueError for an answer that this person cannot give, and for one
    without a reason where it needs one.
    """

    who: Who
    how: How
    on: date
    name: str = ""
    person_id: str = ""
    words: str = ""
    attachment: str = ""
    by: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if self.how not in HOWS_OF[self.who]:
            raise ValueError("This is no way in which they can answer.")
        if not self.is_agreed and not self.words.strip():
            raise ValueError("Whoever does not agree, or cannot answer, has a reason.")
        if self.how == How.ON_PAPER and not (self.attachment or self.words.strip()):
            raise ValueError("Of a signature on paper it is known where the paper is.")

    @property
    def is_agreed(self) -> bool:
        """Whether the answer is yes."""
        return self.how in (How.ON_SCREEN, How.ON_PAPER)


@dataclass(frozen=True)
class Party:
    """A parent who is asked whether they agree: the person's id, and the name that is shown."""

    id: str
    name: str


@dataclass(frozen=True)
class Agreement:
    """One version of an agreement, with the answers to it and what was found since.

    `for_parent` is the id of the parent whose agreement it is, empty for one with both; `parties` are the parents
    asked. `version` is counted from 1 for each agreement by itself. `digest` is the SHA-256 of what it holds.
    `is_changed` says that goals or promises were changed after it was made: then it has to be made and agreed anew.
    `is_whole` says that its words are those that were frozen, by the digest.
    Reviews are in the order in which they were written, and reach back to earlier versions by the line of a goal.
    """

    id: str
    version: int
    for_parent: str
    goals: tuple[Goal, ...]
    promises: tuple[Promise, ...]
    accepted: tuple[Acceptance, ...] = ()
    parties: tuple[Party, ...] = ()
    reviews: tuple[GoalReview, ...] = ()
    promise_reviews: tuple[PromiseReview, ...] = ()
    made_on: date | None = None
    made_by: str = ""
    digest: str = ""
    is_changed: bool = False
    is_whole: bool = True
    child_name: str = ""

    def answer_of(self, who: Who, person_id: str = "") -> Acceptance | None:
        """Return somebody's last answer to this version; None where they have given none."""
        found = [one for one in self.accepted if one.who == who and one.person_id == person_id]
        return found[-1] if found else None

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Who has not answered yet, in words; the manager also where they declined."""
        waits = [party.name or "a parent" for party in self.parties if not self.answer_of(Who.PARENT, party.id)]
        waits += [] if self.answer_of(Who.CHILD) else ["the child"]
        manager = self.answer_of(Who.MANAGER)
        return (*waits, *([] if manager and manager.is_agreed else ["the manager"]))

    @property
    def is_agreed(self) -> bool:
        """Whether it stands: all were asked and answered, the manager agreed, and nothing was changed since.

        A parent or child who declined, with a reason, has answered. Without a parent nobody has agreed to anything.
        """
        is_there = bool(self.version and self.parties and self.goals) and self.is_whole
        return is_there and not self.waits_for and not self.is_changed

    @property
    def declined(self) -> tuple[Acceptance, ...]:
        """Who said no, and why."""
        asked = [self.answer_of(Who.PARENT, party.id) for party in self.parties]
        answers = [*asked, self.answer_of(Who.CHILD), self.answer_of(Who.MANAGER)]
        return tuple(one for one in answers if one is not None and one.how == How.DECLINED)


def are_agreed(agreements: Iterable[Agreement], parents: Iterable[str]) -> bool:
    """Tell whether agreements that stand cover every parent concerned, named by their ids."""
    covered = {party.id for one in agreements if one.is_agreed for party in one.parties}
    concerned = set(parents)
    return bool(concerned) and concerned <= covered
