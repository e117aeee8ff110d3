"""Addresses of the pages about a child's brothers and sisters on their ways home."""

from django.urls import URLPattern

from homeward.web.pathway.pages.siblings_show import siblings_look, siblings_look_strike, siblings_show
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READERS = Allow(roles=STAFF, relations=EVERY_RELATION - {Relation.FOSTERS})
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_SIBLINGS = "children/<uuid:child_pk>/return-home/siblings/"

sibling_pages: list[URLPattern] = [
    page(_SIBLINGS, siblings_show, name="siblings", allow=_READERS),
    page(f"{_SIBLINGS}look/", siblings_look, name="siblings_look", allow=_WRITERS),
    page(f"{_SIBLINGS}look/<uuid:pk>/strike/", siblings_look_strike, name="siblings_look_strike", allow=_WRITERS),
]
