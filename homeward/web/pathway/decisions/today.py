"""Lists on the first page which decisions lapsed, and which wait for somebody's signature or view."""

from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from homeward.practice.decisions.requirements import SIGNS_AS_WORDS
from homeward.web import clock
from homeward.web.pathway.decisions.queries import Decided, decisions_of
from homeward.web.pathway.decisions.signing import open_to_sign
from homeward.web.pathway.models import DecisionCarriedOut, DecisionProposal, PathwayStart
from homeward.web.people.models import AllocatedAs, Allocation, Child
from homeward.web.people.persons.queries import with_persons
from homeward.web.people.policy import visible
from homeward.web.people.relations import STAFF, Relation, children_by
from homeward.web.people.today.items import TodayItem, shortened

_MOST = 20
"""So many ways are looked at, those with the latest proposals first."""


def decisions_to_know(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield what somebody should know of decisions: worker, manager, reviewing officer and every signer are told."""
    if not request.roles & STAFF:
        return
    today, user = clock.today(), request.user
    own = Allocation.objects.on(today).filter(user=user).exclude(allocated_as=AllocatedAs.FOSTER_CARER)
    led = Child.objects.filter(children_by(user, frozenset({Relation.SUPERVISES, Relation.OVERSEES})))
    concerned = Q(entered_by=user) | Q(signatures__entered_by=user) | Q(start__child__in=own.values("child"))
    concerned |= Q(start__child__in=led.values("pk"))
    home = DecisionCarriedOut.objects.filter(entry__struck_at=None).values("proposal")
    open_ones = DecisionProposal.objects.standing().filter(start__struck_at=None).exclude(pk__in=home)
    found = visible(user, DecisionProposal).filter(concerned, pk__in=open_ones.values("pk"))
    pks = list(dict.fromkeys(found.order_by("-entered_at").values_list("start", flat=True)))[:_MOST]
    starts = PathwayStart.objects.filter(pk__in=pks).select_related("child__person")
    named = {child.pk: child for child in with_persons(Child.objects.filter(pathway_starts__in=pks))}
    items = [
        item
        for start in starts
        for one in decisions_of(start, today)
        if one.is_current
        for item in _items(request, named[start.child_id], one)
    ]
    yield from shortened(items, "decisions more ask for you")


def _items(request: HttpRequest, child: Child, one: Decided) -> Iterator[TodayItem]:
    name = child.person.shown_name
    href = reverse("decision", args=[child.pk, one.proposal.pk])
    if one.has_lapsed:
        words = f"{name}: the decision has lapsed"
        yield TodayItem(
            words, href, more=f"Changed since: {'; '.join(each.in_words for each in one.standing.changed)}."
        )
    for signs_as in open_to_sign(request.user, child, one):
        yield TodayItem(f"{name}: a decision waits for your signature as {SIGNS_AS_WORDS[signs_as]}", href)
    if one.standing.is_open and one.is_return and one.view is None and _reviews(request, child):
        yield TodayItem(f"{name}: your view of a decision is asked for", href)


def _reviews(request: HttpRequest, child: Child) -> bool:
    officers = Allocation.objects.on(clock.today()).filter(child=child, user=request.user)
    return officers.filter(allocated_as=AllocatedAs.REVIEWING_OFFICER).exists()
