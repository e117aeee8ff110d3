"""What somebody asked to see of a child's chronology: the view, the narrowing and the order, all in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from homeward.practice.chronology.event import ChronologyEvent
from homeward.practice.chronology.views import VIEW_WORDS, Told, View, told_as
from homeward.web.accounts.models import User
from homeward.web.chronology.forms.narrowing import NarrowingForm
from homeward.web.chronology.reading import Reader, reader_of
from homeward.web.chronology.telling import told_to
from homeward.web.people.models import Child, Exactness, Person

_SINGLE = (
    "since-day",
    "since-month",
    "since-year",
    "until-day",
    "until-month",
    "until-year",
    "person",
    "origin",
    "meant",
)
_BIRTH_KNOWN = (Exactness.DAY, Exactness.MONTH, Exactness.YEAR)


@dataclass(frozen=True)
class Asked:
    """A chronology as it was asked for: all events open to the reader, and of these what the view tells.

    `kept` are the parts of the address that say so, without the view.
    """

    reader: Reader
    events: tuple[ChronologyEvent, ...]
    form: NarrowingForm
    told: Told
    is_latest_first: bool
    kept: tuple[tuple[str, str], ...]

    @property
    def view(self) -> View:
        """The view that was asked for."""
        return self.told.view

    def address(self, page: str, *, view: View | None = None, **changed: str) -> str:
        """Return the address of a page for the same events; a word that is changed to nothing is left out."""
        parts = [("as", view or self.view), *(pair for pair in self.kept if pair[0] not in changed)]
        parts += [(name, said) for name, said in changed.items() if said]
        return f"{reverse(page, kwargs={'child_pk': self.reader.child.pk})}?{urlencode(parts)}"

    @property
    def all_of_it(self) -> str:
        """Where the same view stands without narrowing."""
        return self.address("chronology", **dict.fromkeys((name for name, _ in self.kept if name != "order"), ""))

    @property
    def other_order(self) -> str:
        """Where the same stands in the other order."""
        return self.address("chronology", order="earliest" if self.is_latest_first else "")

    @property
    def views(self) -> list[dict[str, object]]:
        """Every view with its address, as links: which of them is shown is `is_here`."""
        return [
            {"text": words, "href": self.address("chronology", view=view), "is_here": view == self.view}
            for view, words in VIEW_WORDS.items()
        ]


def asked_of(request: HttpRequest, view: View | None = None) -> Asked:
    """Return what a page about a child was asked to show; where no view is known, the worker's."""
    return asked_for(request.user, request.child, request.GET, view)


def asked_for(user: User, child: Child, query: QueryDict, view: View | None = None) -> Asked:
    """Return what somebody asked to see of a child's chronology, by the question in an address."""
    wanted = view or _view(query)
    reader = reader_of(user, child)
    events = tuple(told_to(reader))
    kept = tuple(_kept(query))
    form = NarrowingForm(query, events)
    is_latest_first = wanted == View.WORKER and query.get("order") != "earliest"
    told = told_as(
        wanted,
        events,
        form.narrowing,
        born_on=born_on_of(child.person),
        is_latest_first=is_latest_first,
    )
    return Asked(reader, events, form, told, is_latest_first, kept)


def _view(asked: Mapping[str, str]) -> View:
    try:
        return View(asked.get("as", ""))
    except ValueError:
        return View.WORKER


def _kept(asked: QueryDict) -> list[tuple[str, str]]:
    """Return what an address says of the narrowing and the order, without what it leaves open."""
    single = [(name, asked[name]) for name in (*_SINGLE, "order") if asked.get(name)]
    return [*(("kind", kind) for kind in asked.getlist("kind")), *single]


def born_on_of(person: Person) -> date | None:
    """Return when somebody was born, where at least the year is known; of a month or a year its first day."""
    return person.born_on if person.born_exactly in _BIRTH_KNOWN else None
