"""Lists on the first page where the children somebody works with stand on the pathway, if a step is due."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse

from homeward.web import clock
from homeward.web.pathway.models import PathwayStart
from homeward.web.pathway.queries import way_of
from homeward.web.pathway.siblings.queries import Prompt, prompts_of
from homeward.web.people.models import AllocatedAs, Allocation
from homeward.web.people.persons.queries import list_children
from homeward.web.people.relations import STAFF
from homeward.web.people.today.items import TodayItem, list_on_today, shortened

SOON_DAYS = 14
_MOST = 10


def list_all() -> None:
    """State, when the service starts, what this app lists on the first page."""
    list_on_today(steps_due)
    list_on_today(siblings_to_look_at)


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


def siblings_to_look_at(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the children somebody works with who should be looked at because a sister or brother goes home, or may."""
    if not request.roles & STAFF:
        return
    today = clock.today()
    mine = Allocation.objects.on(today).filter(user=request.user).exclude(allocated_as=AllocatedAs.FOSTER_CARER)
    children = list(list_children(request.user).filter(pk__in=mine.values("child")))
    items = [_to_look_at(prompt) for prompt in prompts_of(request.user, children, today)]
    yield from shortened(items, "children more have a sister or brother who goes home, or may")


def _to_look_at(prompt: Prompt) -> TodayItem:
    """Return the line; of a sister or brother whose record the reader may not open it tells nothing more."""
    name, href = prompt.child.person.shown_name, reverse("siblings", kwargs={"child_pk": prompt.child.pk})
    if prompt.of is None:
        words = f"{name}: something changed for a sister or brother. Look at what it means"
        return TodayItem(words, href, more="Ask the social worker of the sister or brother.")
    words = f"{name}: {prompt.of.person.shown_name} goes home, or may. Look at what it means"
    since = f"{prompt.since.day} {prompt.since:%B %Y}"
    return TodayItem(words, href, more=f"Since {since}. One child’s return prompts a look at the others.")
