"""Addresses of the pages about where a child will grow up when living at home is not safe."""

from django.urls import URLPattern

from homeward.web.pathway.pages.permanence import permanence_show, permanence_strike, permanence_write
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READERS = Allow(roles=STAFF, relations=EVERY_RELATION - {Relation.FOSTERS})
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_PERMANENCE = "children/<uuid:child_pk>/return-home/permanence/"

permanence_pages: list[URLPattern] = [
    page(_PERMANENCE, permanence_show, name="permanence", allow=_READERS),
    page(f"{_PERMANENCE}write/", permanence_write, name="permanence_write", allow=_WRITERS),
    page(f"{_PERMANENCE}<uuid:pk>/strike/", permanence_strike, name="permanence_strike", allow=_WRITERS),
]
