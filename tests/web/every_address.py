"""Makes addresses of every page that there is, with the ids of records that a test has made; pages to come included."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from homeward.web.people.models import Child, Person
from homeward.web.people.navigation import pages
from homeward.web.people.policy import CHILD_IN_ADDRESS, Allow

NOWHERE = "11111111-2222-3333-4444-555555555555"
_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
_EXAMPLES = {"uuid": NOWHERE, "int": "1", "slug": "a", "str": "a", "path": "a", None: "a"}


@dataclass(frozen=True)
class Address:
    """A page with its places for ids: `more` names those beside the child's."""

    route: str
    name: str
    allow: Allow

    @property
    def is_of_child(self) -> bool:
        return CHILD_IN_ADDRESS in self.route

    @property
    def more(self) -> tuple[str, ...]:
        return tuple(name for _, name in _PLACE.findall(self.route) if name != "child_pk")

    def filled(self, **ids: object) -> str:
        """Return the address with these ids, and with examples where none is given."""

        def fill(place: re.Match[str]) -> str:
            kind, name = place.groups()
            return str(ids.get(name, _EXAMPLES[kind]))

        return "/" + _PLACE.sub(fill, self.route)

    def with_each(self, ids: Iterable[object]) -> Iterator[str]:
        """Yield the address with each of these ids in every place for the id of a record."""
        for pk in ids:
            yield "/" + re.sub(r"<uuid:\w+>", str(pk), self.route)


def every_address() -> list[Address]:
    """Return every page of the service, by its route."""
    return sorted((Address(*line) for line in pages()), key=lambda address: address.route)


def ids_hanging_on(child: Child) -> list[object]:
    """Return the ids of the child, the person, and one row of each kind that hangs on either."""
    found: list[object] = [child.pk, child.person_id]
    for record in (child, child.person):
        for relation in record._meta.related_objects:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: record})
            found += rows.values_list("pk", flat=True)[:1]
    persons = Person.objects.filter(relationships__other=child.person)
    return list(dict.fromkeys([*found, *persons.values_list("pk", flat=True)]))
