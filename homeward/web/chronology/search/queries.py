"""Finds writings by words, person, kind and days, among those that somebody may see; nothing else is ever counted.

Every kept word is looked at in turn, whatever is asked for: no index could answer sooner for a word that is there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.practice.chronology.when import When
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Concern, LifeEvent, Mention, SearchEntry, Visit, VisitedChild, Voice
from homeward.web.chronology.reading import seen_writings
from homeward.web.chronology.search.index import texts_in, when_of
from homeward.web.chronology.search.shown import Piece, pieces_of
from homeward.web.chronology.search.words import Term, terms_of
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import names_like, with_persons
from homeward.web.people.policy import visible
from homeward.web.people.relations import closed_children, seen_children

MOST = 200
"""So many writings are listed at most; of more it is only told that there are more."""
MOST_PERSONS = 300
"""So many people of a name are looked for at most."""
KINDS: Mapping[str, type] = MappingProxyType({"event": LifeEvent, "visit": Visit, "voice": Voice})
"""The kinds of writing that are searched, by the field of `SearchEntry`."""
_WITH = {
    "event": ("concerns", "file_read"),
    "visit": ("visited",),
    "voice": ("answers",),
}


@dataclass(frozen=True)
class SoughtWritings:
    """What is looked for: all of the words, somebody by name, one kind of KINDS, between two days; empty means any."""

    words: str = ""
    person: str = ""
    kind: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words and phrases looked for."""
        return terms_of(self.words)

    @property
    def asks_nothing(self) -> bool:
        """True without a word and without a name: then nothing is found."""
        return not self.terms and not self.person.strip()


@dataclass(frozen=True)
class FoundWriting:
    """A writing that was found, by kind and id, with the entry by which, and the ids of the children it concerns.

    The children are those whose records are open to the asker.
    """

    kind: str
    pk: UUID
    entry: int
    children: tuple[UUID, ...]


@dataclass(frozen=True)
class Found:
    """What was found, the latest first; `is_cut` says that there is more, `has_many_names` that too many bear it."""

    writings: tuple[FoundWriting, ...]
    is_cut: bool = False
    has_many_names: bool = False


@dataclass(frozen=True)
class Hit:
    """A writing that was found, as it is shown: the children, the one in whose record it is opened first."""

    kind: str
    pk: UUID
    when: When
    children: tuple[Child, ...]
    pieces: tuple[Piece, ...]


def find_writings(user: User, sought: SoughtWritings) -> Found:
    """Return what fits and is open to somebody; each writing once, however many children it concerns."""
    if sought.asks_nothing:
        return Found(())
    persons = _persons_named(user, sought.person) if sought.person.strip() else None
    fitting = _fitting(sought, persons).filter(_open_to(user)).order_by("-first_on", "-pk")
    rows = list(fitting.values_list("pk", "child", *KINDS)[: MOST + 1])
    found: dict[tuple[str, UUID], list[tuple[int, UUID]]] = {}
    for pk, child, *ids in rows[:MOST]:
        writing = next((kind, one) for kind, one in zip(KINDS, ids, strict=True) if one)
        found.setdefault(writing, []).append((pk, child))
    return Found(
        tuple(
            FoundWriting(kind, pk, entries[0][0], tuple(child for _, child in entries))
            for (kind, pk), entries in found.items()
        ),
        is_cut=len(rows) > MOST,
        has_many_names=persons is not None and len(persons) == MOST_PERSONS,
    )


def hits_of(user: User, sought: SoughtWritings, found: Sequence[FoundWriting]) -> list[Hit]:
    """Return what was found as it is shown; asked once more of each whether somebody may read it."""
    children = {pk for one in found for pk in one.children}
    kids = {child.pk: child for child in with_persons(visible(user, Child).filter(pk__in=children))}
    writings = {kind: _writings(user, kind, found) for kind in KINDS}
    shown = []
    for one in found:
        written = writings[one.kind].get(one.pk)
        open_kids = tuple(kids[pk] for pk in one.children if pk in kids)
        if written is not None and open_kids:
            texts = dict(texts_in(written))[open_kids[0].pk]
            shown.append(Hit(one.kind, one.pk, when_of(written), open_kids, pieces_of(texts, sought.terms)))
    return shown


def _writings(user: User, kind: str, found: Iterable[FoundWriting]) -> dict[UUID, Any]:
    wanted = [one.pk for one in found if one.kind == kind]
    if not wanted:
        return {}
    model, way = KINDS[kind], "child" if kind == "voice" else "children"
    # Not by way of `visible`: that looks up everything somebody may see, and only these few are asked about.
    rows = model.objects.filter(seen_writings(user, model, way), pk__in=wanted, struck_at=None)
    return {written.pk: written for written in rows.prefetch_related(*_WITH[kind])}


def _fitting(sought: SoughtWritings, persons: Sequence[UUID] | None) -> QuerySet[SearchEntry]:
    """Return the entries that hold what is looked for, whoever may see them."""
    found = SearchEntry.objects.all()
    for term in sought.terms:
        ways = Q(pk__in=[])
        for way in term.ways:
            ways |= Q(words__contains=way)
        found = found.filter(ways)
    if persons is not None:
        found = found.filter(_about(persons))
    if sought.kind in KINDS:
        found = found.exclude(**{sought.kind: None})
    if sought.from_on:
        found = found.filter(last_on__gte=sought.from_on)
    if sought.until_on:
        found = found.filter(first_on__lte=sought.until_on)
    return found


def _open_to(user: User) -> Q:
    """Return the condition on entries that somebody may read them.

    What concerns a shut child too is left out, and what somebody said who is not to be told of. The open records are
    looked up first, so that words in others are never compared further than that they are in others: neither what is
    found nor how long it takes tells of them.
    """
    shut = closed_children(user).values("pk")
    events = Concern.objects.filter(child__in=shut).values("event")
    visits = VisitedChild.objects.filter(child__in=shut).values("visit")
    voices = Voice.objects.filter(person__in=Person.objects.filter(hidden_persons(user)).values("pk")).values("pk")
    told = (Q(event=None) | ~Q(event__in=events)) & (Q(visit=None) | ~Q(visit__in=visits))
    told &= Q(voice=None) | ~Q(voice__in=voices)
    return Q(child__in=seen_children(user).values("pk")) & seen_writings(user, SearchEntry, "child") & told


def _about(persons: Sequence[UUID]) -> Q:
    """Return the condition on entries that the writing concerns, mentions or quotes one of these people."""
    kids = Child.objects.filter(person__in=persons).values("pk")
    return (
        Q(child__in=kids)
        | Q(event__in=Concern.objects.filter(child__in=kids).values("event"))
        | Q(event__in=Mention.objects.filter(person__in=persons).values("event"))
        | Q(visit__in=VisitedChild.objects.filter(child__in=kids).values("visit"))
        | Q(visit__in=Visit.with_persons.through.objects.filter(person__in=persons).values("visit"))
        | Q(voice__in=Voice.objects.filter(person__in=persons).values("pk"))
    )


def _persons_named(user: User, name: str) -> list[UUID]:
    """Return the people whom somebody may see and whose names fit each word of a name, spelt so or sounding so."""
    found = visible(user, Person)
    for word in name.split():
        found = found.filter(pk__in=names_like(word).values("person"))
    return list(found.values_list("pk", flat=True)[:MOST_PERSONS])
