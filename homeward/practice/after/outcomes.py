"""What became of a return: what is known at 6 and at 12 months, by whom, and never "well" where nobody knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from homeward.law.clock import add_months
from homeward.practice.after.coming_home import CameHome

MILESTONES = (6, 12)
"""After how many months it is asked what became of the return."""
_SOONER, _LATER = 1, 2
"""What was found from one month before a milestone until two months after it tells how the child was at it."""


class KnownBy(StrEnum):
    """On what basis it is known how a child is."""

    SEEN = "seen"
    SCHOOL = "school"
    FAMILY = "family"
    AGENCY = "agency"
    NOBODY = "nobody"


KNOWN_BY_WORDS: Mapping[KnownBy, str] = MappingProxyType(
    {
        KnownBy.SEEN: "Seen by a worker",
        KnownBy.SCHOOL: "Told by school",
        KnownBy.FAMILY: "Told by family",
        KnownBy.AGENCY: "Told by another agency",
        KnownBy.NOBODY: "Nobody could tell us",
    }
)


class How(StrEnum):
    """How a child is, as far as somebody knows."""

    WELL = "well"
    WORRIES = "worries"
    MALTREATED = "maltreated"
    ELSEWHERE = "elsewhere"
    NOT_KNOWN = "not_known"


HOW_WORDS: Mapping[How, str] = MappingProxyType(
    {
        How.WELL: "At home, and well",
        How.WORRIES: "At home, and there are worries",
        How.MALTREATED: "Maltreated since coming home",
        How.ELSEWHERE: "Moved elsewhere, not into care",
        How.NOT_KNOWN: "Not known",
    }
)


class Outcome(StrEnum):
    """What became of a return by a milestone."""

    HOME_AND_WELL = "home_and_well"
    HOME_WITH_WORRIES = "home_with_worries"
    BACK_IN_CARE = "back_in_care"
    MALTREATED = "maltreated"
    ELSEWHERE = "elsewhere"
    DIED = "died"
    NOT_KNOWN = "not_known"


OUTCOME_WORDS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.HOME_AND_WELL: "Home and well",
        Outcome.HOME_WITH_WORRIES: "Home, with worries",
        Outcome.BACK_IN_CARE: "Back in care",
        Outcome.MALTREATED: "Maltreated",
        Outcome.ELSEWHERE: "Moved elsewhere",
        Outcome.DIED: "Died",
        Outcome.NOT_KNOWN: "Not known",
    }
)
_AT_HOME: Mapping[How, Outcome] = MappingProxyType(
    {How.WELL: Outcome.HOME_AND_WELL, How.WORRIES: Outcome.HOME_WITH_WORRIES}
)

_ENDED: Mapping[str, Outcome] = MappingProxyType(
    {
        "came_back": Outcome.BACK_IN_CARE,
        "broke_down": Outcome.BACK_IN_CARE,
        "back": Outcome.BACK_IN_CARE,
        "moved_elsewhere": Outcome.ELSEWHERE,
        "died": Outcome.DIED,
    }
)
"""What became of a return that ended, by what ended it (see `coming_home`)."""


@dataclass(frozen=True)
class AfterContact:
    """One contact after the return: on what basis it is known how the child is. `who` told it, by name or post.

    Raises ValueError where something is said to be known and nobody knows it.
    """

    on: date
    known_by: KnownBy
    how: How
    words: str = ""
    who: str = ""
    by: str = ""
    key: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        if self.known_by == KnownBy.NOBODY and self.how != How.NOT_KNOWN:
            raise ValueError("Where nobody could tell, it is not known how the child is.")

    @property
    def is_evidence(self) -> bool:
        """Whether somebody knew something."""
        return self.known_by != KnownBy.NOBODY and self.how != How.NOT_KNOWN


@dataclass(frozen=True)
class AtMilestone:
    """What became of a return by a milestone. `contact` is what shows it; None for not known, and for back in care.

    `was_maltreated` holds beside any outcome: a child can be maltreated and then come back into care.
    """

    months: int
    on: date
    outcome: Outcome
    contact: AfterContact | None = None
    back_on: date | None = None
    was_maltreated: bool = False

    def is_reached(self, today: date) -> bool:
        """Tell whether it is told of by a day: the milestone has come, or what happened before it cannot be undone."""
        return self.on <= today or self.outcome in (Outcome.BACK_IN_CARE, Outcome.MALTREATED, Outcome.DIED)

    def is_due(self, today: date) -> bool:
        """Tell whether it should be known by a day, and is not."""
        return self.outcome == Outcome.NOT_KNOWN and self.on <= today


def outcome_at(months: int, home: CameHome, contacts: Iterable[AfterContact]) -> AtMilestone:
    """Return what became of a return by so many months after it, from what is written down and nothing else.

    Coming back into care by that day comes before all else, then maltreatment that was told until two months after it,
    then living elsewhere. Whether a child who stayed is well is told by the last contact round the milestone by which
    anybody knew; without one it is not known.
    """
    on = add_months(home.on, months)
    found = sorted((one for one in contacts if one.is_evidence and one.on >= home.on), key=lambda one: one.on)
    harmed = next((one for one in found if one.how == How.MALTREATED and one.on <= window_of(on)[1]), None)
    ended = _ENDED.get(home.ended_by) if home.ended_on and home.ended_on <= on else None
    if ended:
        back_on = home.ended_on if ended == Outcome.BACK_IN_CARE else None
        return AtMilestone(months, on, ended, None, back_on, harmed is not None)
    if harmed:
        return AtMilestone(months, on, Outcome.MALTREATED, harmed, was_maltreated=True)
    return _where_lived(months, on, found)


def _where_lived(months: int, on: date, found: list[AfterContact]) -> AtMilestone:
    """Return what contacts say of a child who, as far as is written down, was neither harmed nor back in care."""
    before = [one for one in found if one.on <= on]
    if before and before[-1].how == How.ELSEWHERE:
        return AtMilestone(months, on, Outcome.ELSEWHERE, before[-1])
    first, last = window_of(on)
    shows = [one for one in found if first <= one.on <= last and one.how in _AT_HOME]
    if not shows:
        return AtMilestone(months, on, Outcome.NOT_KNOWN)
    return AtMilestone(months, on, _AT_HOME[shows[-1].how], shows[-1])


def window_of(milestone_on: date) -> tuple[date, date]:
    """Return from when until when a contact tells how the child was at a milestone."""
    return add_months(milestone_on, -_SOONER), add_months(milestone_on, _LATER)
