"""Addresses of the decisions for a return home, and of the home assessment they rest on."""

from django.urls import URLPattern

from homeward.web.pathway.pages.decision_papers import decision_letter, decision_record
from homeward.web.pathway.pages.decision_show import decision_show, decisions_show
from homeward.web.pathway.pages.decision_write import (
    decision_dissent,
    decision_propose,
    decision_sign,
    decision_view,
    decision_withdraw,
)
from homeward.web.pathway.pages.home_assessment_show import home_assessment_show
from homeward.web.pathway.pages.home_assessment_write import (
    home_assessment_adult,
    home_assessment_home,
    home_assessment_order,
    home_assessment_placement,
    home_assessment_strike,
)
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READERS = Allow(roles=STAFF, relations=EVERY_RELATION - {Relation.FOSTERS})
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_WAY = "children/<uuid:child_pk>/return-home/"
_DECISIONS = f"{_WAY}decisions/"
_ONE = f"{_DECISIONS}<uuid:pk>/"
_HOME = f"{_WAY}home-assessment/"

decision_pages: list[URLPattern] = [
    page(_DECISIONS, decisions_show, name="decisions", allow=_READERS),
    page(f"{_DECISIONS}propose/<slug:answer>/", decision_propose, name="decision_propose", allow=_WRITERS),
    page(_ONE, decision_show, name="decision", allow=_READERS),
    page(f"{_ONE}view/", decision_view, name="decision_view", allow=_WRITERS),
    page(f"{_ONE}sign/", decision_sign, name="decision_sign", allow=_WRITERS),
    page(f"{_ONE}disagree/", decision_dissent, name="decision_dissent", allow=_WRITERS),
    page(f"{_ONE}withdraw/", decision_withdraw, name="decision_withdraw", allow=_WRITERS),
    page(f"{_ONE}record/<slug:form>/", decision_record, name="decision_record", allow=_READERS),
    page(f"{_ONE}letters/<uuid:person_pk>/<slug:form>/", decision_letter, name="decision_letter", allow=_WRITERS),
    page(_HOME, home_assessment_show, name="home_assessment", allow=_READERS),
    page(f"{_HOME}homes/<uuid:household_pk>/", home_assessment_home, name="home_assessment_home", allow=_WRITERS),
    page(f"{_HOME}adults/<uuid:person_pk>/", home_assessment_adult, name="home_assessment_adult", allow=_WRITERS),
    page(f"{_HOME}placement/", home_assessment_placement, name="home_assessment_placement", allow=_WRITERS),
    page(f"{_HOME}order/", home_assessment_order, name="home_assessment_order", allow=_WRITERS),
    page(
        f"{_HOME}written/<slug:kind>/<uuid:pk>/strike/",
        home_assessment_strike,
        name="home_assessment_strike",
        allow=_WRITERS,
    ),
]
