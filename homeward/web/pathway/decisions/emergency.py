"""Says what is due where a child on an order lives with a parent already and the placement was not approved before."""

from datetime import date

from homeward.practice.decisions.decision import State
from homeward.practice.decisions.emergency import Clock, emergency_clocks
from homeward.web.pathway.decisions.queries import decisions_of
from homeward.web.pathway.home_assessment.queries import HomeAssessment
from homeward.web.pathway.queries import Way

_APPROVED = (State.APPROVED, State.CARRIED_OUT)


def emergency_of(way: Way, found: HomeAssessment, today: date) -> tuple[Clock, ...]:
    """Return the clocks of the emergency route; none for a child who is on no order, not with a parent, or approved."""
    if not way.record.child.is_on_order or found.placed_on is None:
        return ()
    if any(one.is_return and one.standing.state in _APPROVED for one in decisions_of(way.start, today)):
        return ()
    return emergency_clocks(found.placed_on, _assessed_on(found))


def _assessed_on(found: HomeAssessment) -> date | None:
    """Return the day on which the last part of the assessment of a home was done; None while a part is missing."""
    for home in found.homes:
        if home.is_assessed and home.found and found.placement:
            return max([home.found.on, found.placement.on, *(one.found.on for one in home.adults if one.found)])
    return None
