"""Tells other systems of children's records: which there are, and which were written in since a day."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Schema

from homeward.web import clock
from homeward.web.api.asked import LocalId, On, Paged, Since
from homeward.web.api.resources.changed import changed_since
from homeward.web.api.resources.paging import page_of
from homeward.web.api.told import ChildTold, TeamTold
from homeward.web.people.models import Child, ChildTeam
from homeward.web.people.policy import visible


class ChildrenAsked(Paged):
    """Which children."""

    changed_since: Since = None
    on: On = None
    local_id: LocalId = None


class ChildrenTold(Schema):
    """A page of children’s records."""

    items: list[ChildTold]
    next_after: UUID | None


def read_children(request: HttpRequest, asked: Query[ChildrenAsked]) -> dict[str, object]:
    """List the children whose records are open to the token, in the order of their ids.

    `changed_since` leaves those in whose record something was written on that day or later; `on` those whose record
    was open on a day; `local_id` the one with the council's own id.
    """
    return page_of(request, _found(visible(request.user, Child), asked), asked, told)


def read_child(request: HttpRequest, child_pk: UUID) -> ChildTold:
    """Tell of one child’s record."""
    return told([request.child])[0]


def told(children: Sequence[Child]) -> list[ChildTold]:
    """Return what is told of some children; one query."""
    spells = ChildTeam.objects.on(clock.today()).filter(child__in=children).select_related("team")
    teams = {spell.child_id: spell.team for spell in spells.order_by("begins_on", "pk")}
    return [_told(child, teams) for child in children]


def _told(child: Child, teams: dict[UUID, object]) -> ChildTold:
    team = teams.get(child.pk)
    return ChildTold(
        id=child.pk,
        person_id=child.person_id,
        local_id=child.local_id,
        opened_on=child.opened_on,
        closed_on=child.closed_on,
        is_unaccompanied=child.is_unaccompanied,
        unaccompanied_until_on=child.unaccompanied_until_on,
        team=TeamTold(id=team.pk, name=team.name) if team else None,
    )


def _found(children: QuerySet[Child], asked: ChildrenAsked) -> QuerySet[Child]:
    if asked.changed_since:
        children = children.filter(pk__in=changed_since(asked.changed_since))
    if asked.on:
        children = children.filter(Q(closed_on=None) | Q(closed_on__gt=asked.on), opened_on__lte=asked.on)
    return children.filter(local_id=asked.local_id) if asked.local_id else children
