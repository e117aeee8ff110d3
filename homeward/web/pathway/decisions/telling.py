"""States, when the service starts, on what decisions rest, which needs they meet, and what the first page lists."""

from homeward.web.pathway.decisions import today
from homeward.web.pathway.decisions.grounds import rest_on
from homeward.web.pathway.decisions.met import met_by_decision
from homeward.web.pathway.decisions.sources import SOURCES
from homeward.web.pathway.decisions.tasks import of_decisions, of_emergency_route
from homeward.web.pathway.queries import meet_from
from homeward.web.pathway.work.sources import tasks_from
from homeward.web.people.today.items import list_on_today


def tell() -> None:
    """State each once."""
    for source in SOURCES:
        rest_on(source)
    meet_from(met_by_decision)
    tasks_from(of_decisions)
    tasks_from(of_emergency_route)
    list_on_today(today.decisions_to_know)
