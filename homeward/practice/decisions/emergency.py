"""The route where a child on an order is with a parent before the assessment is complete: what is due by when, and why.

The two time limits are read in the Welsh regulations only; that the English ones say the same is not verified.
"""

from dataclasses import dataclass
from datetime import date

from homeward.law.duty import Due, Duty, Status
from homeward.law.nation import Nation
from homeward.law.shelf import duty

ASSESS, DECIDE = "emergency_placement_assessed", "emergency_placement_decided"


@dataclass(frozen=True)
class Clock:
    """One time limit of the route: what must be done, by when, and whether the text of the law itself was read.

    `is_provisional`: what it is counted from is not done yet, so it is counted from the last day on which it may be.
    """

    duty: Duty
    due: Due
    is_provisional: bool = False

    @property
    def is_verified(self) -> bool:
        """Whether the text itself was read."""
        return self.duty.status == Status.FOUND


def emergency_clocks(placed_on: date, assessed_on: date | None) -> tuple[Clock, ...]:
    """Return what is due after a child was placed with a parent before the assessment was complete.

    Assessment and review are counted from the placement, the decision from the assessment; before it is done, from the
    last day on which it may be.
    """
    assess, decide = duty(ASSESS, Nation.ENGLAND), duty(DECIDE, Nation.ENGLAND)
    first = assess.due_on(placed_on)
    second = decide.due_on(assessed_on or first.due_on)
    return (Clock(assess, first), Clock(decide, second, is_provisional=assessed_on is None))
