"""Lists on the first page which of somebody's own children were not seen, or not heard, for long."""

from collections.abc import Callable, Iterator
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from homeward.web import clock
from homeward.web.chronology.lately.times import LastTimes, ago, last_times
from homeward.web.chronology.reading import EVERY_REACH, own_children
from homeward.web.chronology.voices.queries import NOT_HEARD_DAYS
from homeward.web.people.models import Child
from homeward.web.people.persons.queries import list_children
from homeward.web.people.relations import STAFF
from homeward.web.people.today.items import TodayItem, shortened

NOT_SEEN_DAYS = 42
"""A child not seen for more days than these is listed: six weeks."""


def long_not_seen_or_heard(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the children whose social worker somebody is and who were not seen, or not heard, for long.

    Where nothing is written down yet, it counts from the day on which the record began. A fixed number of queries.
    """
    if not request.roles & STAFF:
        return
    today = clock.today()
    children = list(list_children(request.user).filter(pk__in=own_children(request.user).values("child")))
    times = last_times(request.user, [child.pk for child in children], EVERY_REACH) if children else {}

    def silent(since: Callable[[LastTimes], date | None], most_days: int) -> list[tuple[Child, date | None]]:
        last = [(child, since(times[child.pk])) for child in children]
        long = [(child, day) for child, day in last if (today - (day or child.opened_on)).days > most_days]
        return sorted(long, key=lambda one: one[1] or date.min)

    unseen, unheard = silent(lambda one: one.seen_on, NOT_SEEN_DAYS), silent(lambda one: one.heard_on, NOT_HEARD_DAYS)
    yield from shortened([_not_seen(child, day, today) for child, day in unseen], "children more were not seen lately")
    yield from shortened(
        [_not_heard(child, day, today) for child, day in unheard], "children more were not heard lately"
    )


def _not_seen(child: Child, last_on: date | None, today: date) -> TodayItem:
    words = f"{child.person.shown_name}: not seen for more than six weeks"
    more = (
        f"Last seen on {last_on.day} {last_on:%B %Y}, {ago(last_on, today)}."
        if last_on
        else "No visit is written down in which they were seen."
    )
    return TodayItem(words, reverse("visits", kwargs={"child_pk": child.pk}), more=more)


def _not_heard(child: Child, last_on: date | None, today: date) -> TodayItem:
    words = f"{child.person.shown_name}: not heard for more than {NOT_HEARD_DAYS} days"
    more = (
        f"Last heard on {last_on.day} {last_on:%B %Y}, {ago(last_on, today)}."
        if last_on
        else "Nothing that they said is written down."
    )
    return TodayItem(words, reverse("voices", kwargs={"child_pk": child.pk}), more=more)
