"""After an unplanned return: what must have happened the same day, and what is missing of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SafetyCheck:
    """What was looked at on the day of an unplanned return, and who was found to live there.

    `is_seen` and `is_alone` say whether the child was seen, and seen alone: both from the visit in the chronology.
    """

    on: date
    looked_at: str
    lives_there: str
    is_seen: bool
    is_alone: bool
    by: str = ""
    key: str = ""
    href: str = ""


@dataclass(frozen=True)
class Unplanned:
    """What followed an unplanned return: the check, the decision on enquiries, whether the reviewing officer was told.

    `enquiries` is the decision in words with its reason, empty while nobody has decided. `review_on` is the day for
    which the review is set; None while it is not. `officer_key` is the row that says that the officer was told.
    """

    came_home_on: date
    check: SafetyCheck | None = None
    enquiries: str = ""
    officer_told_on: date | None = None
    review_on: date | None = None
    has_plan: bool = False
    visits: int = 0
    officer_key: str = ""

    @property
    def is_same_day(self) -> bool:
        """Whether the check was made on the day of the return."""
        return self.check is not None and self.check.on <= self.came_home_on

    def missing(self) -> Iterator[str]:
        """Yield what is missing, each in words that finish "Missing: ", in the order in which it is due."""
        if self.check is None:
            yield "the same-day check: what was looked at, the child seen alone, who lives there"
        elif not self.check.is_seen:
            yield "the child seen: the check was made without"
        elif not self.check.is_alone:
            yield "the child seen alone"
        if not self.enquiries:
            yield "a decision on enquiries under section 47, with its reasons"
        if self.officer_told_on is None:
            yield "the independent reviewing officer told"
        if not self.has_plan:
            yield "the plan of help after the return, with its lead"
        if self.review_on is None:
            yield "a day for the review"
