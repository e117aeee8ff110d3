"""What is said of each factor: what was found, whose account it is, which events show it, and where accounts differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from homeward.practice.classification import Rating
from homeward.practice.instruments.factor import Factor, Way


class SaidBy(StrEnum):
    """Whose account a rating or a view is."""

    ASSESSOR = "assessor"
    RECORD = "record"
    CHILD = "child"
    PARENT = "parent"
    RELATIVE = "relative"
    CARER = "carer"
    SCHOOL = "school"
    HEALTH = "health"
    POLICE = "police"
    AGENCY = "agency"


SAID_BY_WORDS: Mapping[SaidBy, str] = MappingProxyType(
    {
        SaidBy.ASSESSOR: "Weighed by whoever assesses",
        SaidBy.RECORD: "This record",
        SaidBy.CHILD: "The child",
        SaidBy.PARENT: "A parent",
        SaidBy.RELATIVE: "A relative or friend",
        SaidBy.CARER: "The carer",
        SaidBy.SCHOOL: "School or nursery",
        SaidBy.HEALTH: "Health",
        SaidBy.POLICE: "Police",
        SaidBy.AGENCY: "Another agency or service",
    }
)

RATING_WORDS: Mapping[Rating, str] = MappingProxyType(
    {
        Rating.PRESENT: "Present",
        Rating.ADDRESSED: "Was present, and is addressed",
        Rating.ABSENT: "Absent",
        Rating.NOT_KNOWN: "Not known",
    }
)

RATINGS_OF: Mapping[Way, tuple[Rating, ...]] = MappingProxyType(
    {Way.RAISES: tuple(Rating), Way.LOWERS: (Rating.PRESENT, Rating.ABSENT, Rating.NOT_KNOWN)}
)
"""What can be found of a factor: what protects is there or not, and cannot be addressed."""


@dataclass(frozen=True)
class Said:
    """One account of one factor: what was found, whose account it is, in which words, and which events show it.

    `evidence` are keys of events of the chronology; `by` is who wrote it down on the day `on`, `name` who exactly gave
    the account, where that is somebody else. Raises ValueError for a rating without evidence, unless it is "not known".
    """

    rating: Rating
    said_by: SaidBy
    words: str
    evidence: tuple[str, ...]
    on: date
    by: str
    key: str
    name: str = ""
    by_id: str = ""

    def __post_init__(self) -> None:
        if self.rating != Rating.NOT_KNOWN and not self.evidence:
            raise ValueError("A rating needs evidence. Without any, it is not known.")


@dataclass(frozen=True)
class Weighed:
    """One factor, of one parent where each is asked, with every account of it in the order in which they were written.

    `parent` is empty where the factor is not asked of each parent, or nobody has said yet who they are.
    """

    factor: Factor
    parent: str
    said: tuple[Said, ...]
    parent_id: str = ""

    @property
    def standing(self) -> tuple[Said, ...]:
        """The accounts that count: whoever assesses may come to see it otherwise, so of each such writer the last."""
        last = {_writer(one): one.key for one in self.said if one.said_by == SaidBy.ASSESSOR}
        return tuple(one for one in self.said if one.said_by != SaidBy.ASSESSOR or one.key == last[_writer(one)])

    @property
    def rating(self) -> Rating | None:
        """What was found; None where nobody has looked.

        The last word of whoever assesses where there is one; else what all say alike; not known where they differ.
        """
        weighed = [one.rating for one in self.said if one.said_by == SaidBy.ASSESSOR]
        if weighed:
            return weighed[-1]
        found = {one.rating for one in self.said}
        if len(found) > 1:
            return Rating.NOT_KNOWN
        return next(iter(found), None)

    @property
    def is_contradicted(self) -> bool:
        """Whether accounts differ of what they know, also where whoever assesses has weighed them."""
        known = [one for one in self.standing if one.rating != Rating.NOT_KNOWN]
        return any(_differ(one, other) for at, one in enumerate(known) for other in known[:at])

    @property
    def is_said_present(self) -> bool:
        """Whether it counts as there and not addressed, or somebody says so; the record tells only that it was."""
        if self.rating == Rating.PRESENT:
            return True
        return any(one.rating == Rating.PRESENT and one.said_by != SaidBy.RECORD for one in self.standing)


def _writer(one: Said) -> tuple[str, str]:
    """Return what tells writers apart: two may bear one name."""
    return one.by_id, one.by


def _differ(one: Said, other: Said) -> bool:
    """Tell whether two accounts differ. The record tells that something was there, never that it was not addressed."""
    ratings = {one.rating, other.rating}
    if SaidBy.RECORD in (one.said_by, other.said_by) and ratings == {Rating.PRESENT, Rating.ADDRESSED}:
        return False
    return len(ratings) > 1
