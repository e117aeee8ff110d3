"""Lists on the first page where the children somebody works with stand on the pathway, if a step is due."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse

from homeward.web import clock
from homeward.web.pathway.models import PathwayStart
from homeward.web.pathway.queries import way_of
from homeward.web.people.models import AllocatedAs, Allocation
from homeward.web.people.persons.queries import list_children
from homeward.web.people.relations import STAFF
from homeward.web.people.today.items import TodayItem, list_on_today

SOON_DAYS = 14
_MOST = 10


def list_all() -> None:
    """State, when the service starts, what this app lists on the first page."""
    list_on_today(steps_due)


def steps_due(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the steps that are due within two weeks, or were, for children whose social worker somebody is."""
    if not request.roles & STAFF:
        return
    today = clock.today()
    mine = Allocation.objects.on(today).filter(user=request.user, allocated_as=AllocatedAs.SOCIAL_WORKER)
    started = PathwayStart.objects.standing().filter(child__in=mine.values("child")).values("child")
    for child in list_children(request.user).filter(pk__in=started)[:_MOST]:
        way = way_of(child, today)
        due_on = way.position.due_on if way and not way.position.has_ended else None
        if way and due_on and due_on <= today + timedelta(days=SOON_DAYS):
            href = reverse("pathway", kwargs={"child_pk": child.pk})
            words = f"{child.person.shown_name}: {way.position.step.title.lower()}"
            yield TodayItem(words, href, more="The service’s own time limit, not a law.", by_on=due_on)
