"""Says whether the short route is open for a child on a day, and why: a short stay in which no harm is recorded."""

from dataclasses import dataclass
from datetime import date

from homeward.law.clock import add_working_days
from homeward.law.nation import Nation
from homeward.practice.pathways.steps import TWENTY_WORKING_DAYS, Circumstances


@dataclass(frozen=True)
class ShortRoute:
    """Whether the short route is open, and why or why not in one sentence fit for the screen."""

    is_open: bool
    why: str


def short_route(child: Circumstances, today: date) -> ShortRoute:
    """Return whether the short route is open for a child on a day, by the two conditions of the pathway's table."""
    if child.was_long(today):
        long = f"the child has been looked after {_since(child)}, 20 working days or more"
        return ShortRoute(False, f"It is not open: {long}.")
    if child.harm_recorded:
        return ShortRoute(False, "It is not open: harm is recorded in the chronology.")
    why = f"It is open: {_short(child)}, and no harm is recorded in the chronology. The manager says why it fits."
    return ShortRoute(True, why)


def _since(child: Circumstances) -> str:
    since = child.looked_after_since
    return f"since {since.day} {since:%B %Y}" if since else ""


def _short(child: Circumstances) -> str:
    if child.looked_after_since is None:
        return "the child is not looked after now"
    until = add_working_days(child.looked_after_since, TWENTY_WORKING_DAYS, Nation.ENGLAND)
    return f"the child has been looked after {_since(child)}, less than 20 working days until {until.day} {until:%B %Y}"
