"""Addresses of the pages of a child's pathway."""

from django.urls import URLPattern

from homeward.web.pathway.pages.classification import classification_agree, classification_show, classification_write
from homeward.web.pathway.pages.pathway_show import pathway_show
from homeward.web.pathway.pages.pathway_write import (
    pathway_begin,
    pathway_fact,
    pathway_move,
    pathway_need,
    pathway_strike,
)
from homeward.web.pathway.urls_of_agreements import agreement_pages
from homeward.web.pathway.urls_of_assessment import assessment_pages
from homeward.web.pathway.urls_of_decisions import decision_pages
from homeward.web.pathway.urls_of_home import home_pages
from homeward.web.pathway.urls_of_permanence import permanence_pages
from homeward.web.pathway.urls_of_policy import policy_pages
from homeward.web.pathway.urls_of_report import report
from homeward.web.pathway.urls_of_siblings import sibling_pages
from homeward.web.pathway.urls_of_work import work_pages
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READ = EVERY_RELATION - {Relation.FOSTERS}
PATHWAY = Allow(roles=STAFF, relations=_READ, menu="Return home")
READERS = Allow(roles=STAFF, relations=_READ)
WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_PATHWAY = "children/<uuid:child_pk>/return-home/"

urlpatterns: list[URLPattern] = [
    *work_pages,
    *policy_pages,
    *home_pages,
    *sibling_pages,
    *permanence_pages,
    *report,
    *decision_pages,
    page(_PATHWAY, pathway_show, name="pathway", allow=PATHWAY),
    page(f"{_PATHWAY}begin/", pathway_begin, name="pathway_begin", allow=WRITERS),
    page(f"{_PATHWAY}happened/", pathway_fact, name="pathway_fact", allow=WRITERS),
    page(f"{_PATHWAY}classification/", classification_show, name="classification", allow=READERS),
    page(f"{_PATHWAY}classification/write/", classification_write, name="classification_write", allow=WRITERS),
    page(f"{_PATHWAY}classification/agree/", classification_agree, name="classification_agree", allow=WRITERS),
    *assessment_pages,
    *agreement_pages,
    page(f"{_PATHWAY}needs/<slug:need>/", pathway_need, name="pathway_need", allow=WRITERS),
    page(f"{_PATHWAY}written/<uuid:pk>/strike/", pathway_strike, name="pathway_strike", allow=WRITERS),
    page(f"{_PATHWAY}<slug:kind>/<slug:step>/", pathway_move, name="pathway_move", allow=WRITERS),
    page(f"{_PATHWAY}<slug:kind>/<slug:step>/<slug:answer>/", pathway_move, name="pathway_answer", allow=WRITERS),
]
