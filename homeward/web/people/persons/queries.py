"""Reads children and persons for lists and pages, with their names, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format

from homeward.web.accounts.models import User
from homeward.web.people.models import Child, Person, PersonBefore, PersonName
from homeward.web.people.permissions import having
from homeward.web.people.policy import visible
from homeward.web.people.sounds import sound_of

_NAMES = PersonName.objects.standing()


def with_names(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Return persons with what `shown_name` needs; two queries, however many."""
    return persons.select_related("child").prefetch_related(Prefetch("names", _NAMES))


def with_persons(children: QuerySet[Child]) -> QuerySet[Child]:
    """Return children with their persons and what `shown_name` needs; two queries, however many."""
    return children.select_related("person").prefetch_related(Prefetch("person__names", _NAMES))


def list_children(user: User, *, words: str = "", is_open: bool = True) -> QuerySet[Child]:
    """Return the children somebody may see, with persons and names, the last opened first.

    `words` are parts of a name or the council's id; each must fit. `is_open` leaves out closed records.
    """
    found = with_persons(visible(user, Child))
    for word in words.split():
        found = found.filter(Q(person__in=names_like(word).values("person")) | Q(local_id__iexact=word))
    if is_open:
        found = found.filter(closed_on=None)
    return found.order_by("-opened_on", "pk")


def names_like(word: str) -> QuerySet[PersonName]:
    """Return the names of which a word is a part, or half of which sounds like it."""
    return _NAMES.filter(Q(given__icontains=word) | Q(family__icontains=word) | _sounds(word))


@dataclass(frozen=True)
class Before:
    """What was known of a person until it was changed: each field's value in words, by the field's name."""

    row: PersonBefore
    told: tuple[tuple[str, str], ...]


def before_changes(person: Person) -> list[Before]:
    """Return what was known of a person before each change, the latest first; one query."""
    return [
        Before(row, tuple((name, _in_words(name, value)) for name, value in row.told.items()))
        for row in person.before.select_related("changed_by")
    ]


def _in_words(name: str, value: Any) -> str:
    """Return what stood in a field of Person as it is read; empty where nothing did."""
    field = Person._meta.get_field(name)
    told = field.to_python(value)
    if isinstance(told, bool):
        return "yes" if told else "no"
    if isinstance(told, date):
        return date_format(told, "j F Y")
    return str(dict(field.flatchoices).get(told, told) or "")


def records_of(user: User, person: Person) -> QuerySet[Child]:
    """Return the children whose records somebody may see and in which a person stands, as kin, housemate or network.

    With names.
    """
    records = visible(user, Child).filter(having([person.pk])).select_related("person")
    return records.prefetch_related(Prefetch("person__names", _NAMES)).order_by("opened_on", "pk")


def age_on(born_on: date | None, day: date) -> int | None:
    """Return the age in whole years on a day; None where the date of birth is not known or still to come.

    Somebody born on 29 February is a year older on 1 March.
    """
    if born_on is None or born_on > day:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _sounds(word: str) -> Q:
    sound = sound_of(word)
    return Q(given_sound=sound) | Q(family_sound=sound) if len(sound) > 1 else Q(pk__in=[])
