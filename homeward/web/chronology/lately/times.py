"""Finds when children were last seen, last seen alone, and last heard, for a child's page and for the first page."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DateField, F, Max, Q, QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse

from homeward.practice.chronology.event import Reach
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.models import VisitedChild, Voice
from homeward.web.chronology.reading import own_children
from homeward.web.people.models import Child
from homeward.web.people.record.lately import Lately
from homeward.web.people.relations import TO_LEAD, is_closed

_NOT_WRITTEN = "not written down"
_NEVER = Value(None, output_field=DateField())


@dataclass(frozen=True)
class LastTimes:
    """The last days on which a child was seen, was seen alone, and was heard; None where nothing is written of it."""

    seen_on: date | None = None
    alone_on: date | None = None
    heard_on: date | None = None


def lately(request: HttpRequest) -> Iterator[Lately]:
    """Yield when the child of the page was last seen and last heard, as far as the reader may know; one query."""
    reaches = {Reach.AGENCIES, Reach.SERVICE, *({Reach.RESTRICTED} if request.relations & TO_LEAD else ())}
    times = last_times(request.user, [request.child.pk], reaches)[request.child.pk]
    today, where = clock.today(), {"child_pk": request.child.pk}
    seen = ago(times.seen_on, today) if times.seen_on else _NOT_WRITTEN
    if times.seen_on and times.alone_on:
        seen += ", alone" if times.alone_on == times.seen_on else f"; alone {ago(times.alone_on, today)}"
    heard = ago(times.heard_on, today) if times.heard_on else _NOT_WRITTEN
    yield Lately("Last seen", seen, reverse("visits", kwargs=where))
    yield Lately("Last heard", heard, reverse("voices", kwargs=where))


def last_times(user: User, kids: Iterable[UUID], reaches: Collection[Reach]) -> dict[UUID, LastTimes]:
    """Return the last times of some children by their ids, from what somebody may read of them; one query.

    `reaches` are those that somebody reads of each of them; what is restricted is read by the child's social worker,
    and what somebody wrote by themselves, in any case. A child is heard in a visit in which their words were written
    down, and wherever else they say something.
    """
    found = {pk: LastTimes() for pk in kids}
    visits, voices = _open_visits(user, reaches, found), _open_voices(user, reaches, found)
    last_visits = visits.values("child").annotate(
        seen_on=Max("visit__on", filter=Q(is_seen=True)),
        alone_on=Max("visit__on", filter=Q(is_alone=True)),
        heard_on=Max("visit__on", filter=~Q(childs_words="")),
    )
    last_voices = voices.values("child").annotate(seen_on=_NEVER, alone_on=_NEVER, heard_on=Max("on"))
    columns = ("child", "seen_on", "alone_on", "heard_on")
    for pk, *days in last_visits.values_list(*columns).union(last_voices.values_list(*columns), all=True):
        before = found[pk]
        times = zip((before.seen_on, before.alone_on, before.heard_on), days, strict=True)
        found[pk] = LastTimes(*(max(filter(None, pair), default=None) for pair in times))
    return found


def ago(day: date, today: date) -> str:
    """Return how long ago a day is: "today", "yesterday", "12 days ago"."""
    days = (today - day).days
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"


def _open_visits(user: User, reaches: Collection[Reach], kids: Iterable[UUID]) -> QuerySet[VisitedChild]:
    shut = VisitedChild.objects.filter(child__in=Child.objects.filter(is_closed(user)).values("pk"))
    found = VisitedChild.objects.filter(child__in=kids, visit__struck_at=None).exclude(visit__in=shut.values("visit"))
    return found.filter(_reaches(user, reaches, "visit__"))


def _open_voices(user: User, reaches: Collection[Reach], kids: Iterable[UUID]) -> QuerySet[Voice]:
    """Return what children themselves said."""
    found = Voice.objects.standing().filter(child__in=kids, person=F("child__person"))
    return found.filter(_reaches(user, reaches)).order_by()


def _reaches(user: User, reaches: Collection[Reach], way: str = "") -> Q:
    own = Q(**{f"{way}reach": Reach.RESTRICTED}) & Q(child__in=own_children(user).values("child"))
    return Q(**{f"{way}reach__in": list(reaches)}) | Q(**{f"{way}entered_by": user}) | own
