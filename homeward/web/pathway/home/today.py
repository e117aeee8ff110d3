"""Lists on the first page whose return must still be asked after, though the work on the pathway has ended."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse

from homeward.practice.after.outcomes import Outcome
from homeward.web import clock
from homeward.web.pathway.home.outcomes.queries import contacts_of_many, outcomes_of
from homeward.web.pathway.home.visits import visits_of_children
from homeward.web.pathway.home.ways import homes_of
from homeward.web.pathway.queries import ways_of
from homeward.web.pathway.work.lists import own_children
from homeward.web.people.persons.queries import with_persons
from homeward.web.people.relations import STAFF
from homeward.web.people.today.items import TodayItem, list_on_today, shortened

_SOON_DAYS = 14


def list_all() -> None:
    """State, when the service starts, what is listed."""
    list_on_today(outcomes_to_find_out)


def outcomes_to_find_out(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield somebody's own children whose way has ended and of whom nobody knows how they are at a milestone.

    While a way goes on, its tasks say so. A fixed number of queries.
    """
    if not request.roles & STAFF:
        return
    today = clock.today()
    named = with_persons(own_children(request.user, today)).in_bulk()
    ended = [way.start for way in ways_of(named, today).values() if way.position.has_ended] if named else []
    homes = homes_of(ended, today) if ended else {}
    came = [start for start in ended if start.pk in homes]
    if not came:
        return
    contacts = contacts_of_many(came, visits_of_children([start.child_id for start in came], today), today)
    items = []
    for start in came:
        for one in outcomes_of(homes[start.pk], contacts.get(start.pk, ())):
            if one.outcome == Outcome.NOT_KNOWN and one.on <= today + timedelta(days=_SOON_DAYS):
                name = named[start.child_id].person.shown_name
                words = f"{name}: find out how the child is {one.months} months after coming home"
                href = reverse("home_and_after", kwargs={"child_pk": start.child_id})
                more = "Without somebody who knows, it is counted as not known."
                items.append(TodayItem(words, href, more=more, by_on=one.on))
    yield from shortened(items, "returns more must be asked after")
