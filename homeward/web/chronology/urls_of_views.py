"""Addresses of the views of a chronology, of the same on paper, and of comparing two accounts."""

from django.urls import URLPattern

from homeward.web.accounts.roles import Role
from homeward.web.chronology.pages.chronology_agencies import chronology_agencies
from homeward.web.chronology.pages.chronology_compare import chronology_compare
from homeward.web.chronology.pages.chronology_download import chronology_pdf, chronology_word
from homeward.web.chronology.pages.paper_show import paper_fetch, paper_show
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READ = EVERY_RELATION - {Relation.FOSTERS}
_READERS = Allow(roles=STAFF, relations=_READ)
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_GUESTS = Allow(roles=frozenset({Role.GUEST}), relations=frozenset({Relation.ASKED}), menu="Chronology")
_CHRONOLOGY = "children/<uuid:child_pk>/chronology/"

views: list[URLPattern] = [
    page(f"{_CHRONOLOGY}agencies/", chronology_agencies, name="chronology_agencies", allow=_GUESTS),
    page(f"{_CHRONOLOGY}as-pdf/", chronology_pdf, name="chronology_pdf", allow=_READERS),
    page(f"{_CHRONOLOGY}as-word/", chronology_word, name="chronology_word", allow=_READERS),
    page(f"{_CHRONOLOGY}papers/<uuid:pk>/", paper_show, name="paper", allow=_READERS),
    page(f"{_CHRONOLOGY}papers/<uuid:pk>/file/", paper_fetch, name="paper_fetch", allow=_READERS),
    page(f"{_CHRONOLOGY}compare/", chronology_compare, name="chronology_compare", allow=_WRITERS),
]
