"""Addresses of the assessment of a return home."""

from django.urls import URLPattern

from homeward.web.pathway.pages.assessment_change import assessment_change
from homeward.web.pathway.pages.assessment_factor import assessment_factor
from homeward.web.pathway.pages.assessment_show import assessment_show
from homeward.web.pathway.pages.assessment_view import assessment_view
from homeward.web.pathway.pages.assessment_write import (
    assessment_help,
    assessment_parents,
    assessment_strike,
    assessment_warning,
)
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READERS = Allow(roles=STAFF, relations=EVERY_RELATION - {Relation.FOSTERS})
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_ASSESSMENT = "children/<uuid:child_pk>/return-home/assessment/"
_OF = "<uuid:person_pk>/"

assessment_pages: list[URLPattern] = [
    page(_ASSESSMENT, assessment_show, name="assessment", allow=_READERS),
    page(f"{_ASSESSMENT}parents/", assessment_parents, name="assessment_parents", allow=_WRITERS),
    page(f"{_ASSESSMENT}factors/<slug:factor>/", assessment_factor, name="assessment_factor", allow=_READERS),
    page(f"{_ASSESSMENT}factors/<slug:factor>/{_OF}", assessment_factor, name="assessment_factor_of", allow=_READERS),
    page(f"{_ASSESSMENT}change/{_OF}", assessment_change, name="assessment_parent", allow=_READERS),
    page(f"{_ASSESSMENT}views/<slug:whose>/", assessment_view, name="assessment_view", allow=_WRITERS),
    page(f"{_ASSESSMENT}views/<slug:whose>/{_OF}", assessment_view, name="assessment_view_of", allow=_WRITERS),
    page(f"{_ASSESSMENT}help/{_OF}", assessment_help, name="assessment_help", allow=_WRITERS),
    page(f"{_ASSESSMENT}warnings/<slug:warning>/", assessment_warning, name="assessment_warning", allow=_WRITERS),
    page(
        f"{_ASSESSMENT}warnings/<slug:warning>/{_OF}", assessment_warning, name="assessment_warning_of", allow=_WRITERS
    ),
    page(
        f"{_ASSESSMENT}written/<slug:kind>/<uuid:pk>/strike/",
        assessment_strike,
        name="assessment_strike",
        allow=_WRITERS,
    ),
]
