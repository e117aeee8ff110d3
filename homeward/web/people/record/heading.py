"""Says at the top of each page about a child who the child is, and what shuts or opens the record to its reader."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Subquery, prefetch_related_objects
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext, npgettext

from homeward.web import clock
from homeward.web.people.merging.queries import merges_now
from homeward.web.people.models import BreakGlass, Child, ChildTeam, Exactness, Person, Restriction
from homeward.web.people.persons.queries import age_on
from homeward.web.people.relations import STAFF, Relation


@dataclass(frozen=True)
class Heading:
    """Who a child is, in a line. `age` is in words, empty where not known; so are `local_id` and `born` for no staff.

    `team` is the name of the team responsible, empty for none. `open_until` is the instant at which a record that was
    opened by breaking the glass shuts again. `has_merges` says that there are merges of which readers may be told.
    """

    name: str
    age: str
    local_id: str
    born: str
    team: str
    closed_on: date | None
    is_restricted: bool
    has_merges: bool
    open_until: datetime | None


def heading_of(request: HttpRequest) -> Heading:
    """Return the heading of the child whose page it is, for its reader; two queries."""
    child: Child = request.child
    prefetch_related_objects([child.person], "names")
    restricted = Restriction.objects.on(clock.today()).filter(child=OuterRef("pk"))
    glass = BreakGlass.objects.filter(user=request.user, child=OuterRef("pk")).order_by("-at").values("until_at")[:1]
    teams = ChildTeam.objects.on(clock.today()).filter(child=OuterRef("pk")).order_by("-begins_on")
    team = Subquery(teams.values("team__name")[:1])
    merges = Exists(merges_now(child.person))
    found = Child.objects.filter(pk=child.pk).values_list(Exists(restricted), Subquery(glass), team, merges).get()
    is_broken = Relation.OPENED_BY_BREAK_GLASS in request.relations
    return Heading(
        name=child.person.shown_name,
        age=age_in_words(child, clock.today()),
        local_id=child.local_id if request.roles & STAFF else "",
        born=born_in_words(child.person) if request.roles & STAFF else "",
        team=found[2] or "",
        closed_on=child.closed_on,
        is_restricted=found[0],
        has_merges=found[3],
        open_until=found[1] if is_broken else None,
    )


def age_in_words(child: Child, on: date) -> str:
    """Return a child's age on a day as `9 years` or, under two, `14 months`; empty where the birth is not known."""
    born_on = child.person.born_on
    years = age_on(born_on, on)
    if born_on is None or years is None:
        return ""
    if years >= 2:
        return npgettext("age", "%(count)s year", "%(count)s years", years) % {"count": years}
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    return npgettext("age", "%(count)s month", "%(count)s months", months) % {"count": months}


def born_in_words(person: Person) -> str:
    """Return when somebody was born, with how exactly that is known: `born 2 March 2016`, `born 2016`."""
    day = person.born_on
    if day is None:
        return ""
    said, form = {
        Exactness.MONTH: (gettext("born %(day)s"), "F Y"),
        Exactness.YEAR: (gettext("born %(day)s"), "Y"),
        Exactness.ESTIMATED: (gettext("born about %(month)s"), "F Y"),
        Exactness.EXPECTED: (gettext("expected %(day)s"), "j F Y"),
    }.get(Exactness(person.born_exactly), (gettext("born %(day)s"), "j F Y"))
    words = date_format(day, form)
    return said % {"day": words, "month": words}
