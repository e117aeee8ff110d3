"""Addresses of the written agreements of a way home, of their papers, and of the page of help that was refused."""

from django.urls import URLPattern

from homeward.web.accounts.roles import Role
from homeward.web.pathway.pages.agreement_papers import (
    agreement_large_print,
    agreement_pdf,
    agreement_text,
    agreement_word,
)
from homeward.web.pathway.pages.agreement_refused import agreement_refused
from homeward.web.pathway.pages.agreement_review import agreement_progress, agreement_review
from homeward.web.pathway.pages.agreement_show import agreement_of_parent, agreement_show
from homeward.web.pathway.pages.agreement_version import agreement_answer, agreement_sign, agreement_version
from homeward.web.pathway.pages.agreement_write import (
    agreement_goal,
    agreement_make,
    agreement_promise,
    agreement_strike,
)
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READERS = Allow(roles=STAFF, relations=EVERY_RELATION - {Relation.FOSTERS})
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_COMMISSIONERS = Allow(
    roles=frozenset({Role.HEAD_OF_SERVICE, Role.DIRECTOR, Role.ANALYST}),
    menu="Help refused",
    says="Which services refused help that was promised to families, and how often because of care.",
)
_AGREEMENT = "children/<uuid:child_pk>/return-home/agreement/"
_WITH = f"{_AGREEMENT}with/<uuid:person_pk>/"
_VERSION = f"{_AGREEMENT}versions/<uuid:pk>/"
_ANSWER = f"{_VERSION}answers/<slug:who>/"
_OF = "<uuid:person_pk>/"

agreement_pages: list[URLPattern] = [
    page("help-refused/", agreement_refused, name="agreement_refused", allow=_COMMISSIONERS),
    page(_AGREEMENT, agreement_show, name="agreement", allow=_READERS),
    page(_WITH, agreement_of_parent, name="agreement_of", allow=_READERS),
    page(f"{_AGREEMENT}goals/write/", agreement_goal, name="agreement_goal", allow=_WRITERS),
    page(f"{_WITH}goals/write/", agreement_goal, name="agreement_goal_of", allow=_WRITERS),
    page(f"{_AGREEMENT}goals/<uuid:pk>/write/", agreement_goal, name="agreement_goal_anew", allow=_WRITERS),
    page(f"{_WITH}goals/<uuid:pk>/write/", agreement_goal, name="agreement_goal_anew_of", allow=_WRITERS),
    page(f"{_AGREEMENT}promises/write/", agreement_promise, name="agreement_promise", allow=_WRITERS),
    page(f"{_WITH}promises/write/", agreement_promise, name="agreement_promise_of", allow=_WRITERS),
    page(f"{_AGREEMENT}promises/<uuid:pk>/write/", agreement_promise, name="agreement_promise_anew", allow=_WRITERS),
    page(f"{_WITH}promises/<uuid:pk>/write/", agreement_promise, name="agreement_promise_anew_of", allow=_WRITERS),
    page(f"{_AGREEMENT}make/", agreement_make, name="agreement_make", allow=_WRITERS),
    page(f"{_WITH}make/", agreement_make, name="agreement_make_of", allow=_WRITERS),
    page(
        f"{_AGREEMENT}written/<slug:kind>/<uuid:pk>/strike/", agreement_strike, name="agreement_strike", allow=_WRITERS
    ),
    page(_VERSION, agreement_version, name="agreement_version", allow=_READERS),
    page(_ANSWER, agreement_answer, name="agreement_answer", allow=_WRITERS),
    page(f"{_ANSWER}{_OF}", agreement_answer, name="agreement_answer_of", allow=_WRITERS),
    page(f"{_ANSWER}sign/", agreement_sign, name="agreement_sign", allow=_WRITERS),
    page(f"{_ANSWER}{_OF}sign/", agreement_sign, name="agreement_sign_of", allow=_WRITERS),
    page(f"{_VERSION}review/", agreement_review, name="agreement_review", allow=_WRITERS),
    page(f"{_VERSION}progress/", agreement_progress, name="agreement_progress", allow=_READERS),
    page(f"{_VERSION}pdf/", agreement_pdf, name="agreement_pdf", allow=_READERS),
    page(f"{_VERSION}large-print/", agreement_large_print, name="agreement_large_print", allow=_READERS),
    page(f"{_VERSION}word/", agreement_word, name="agreement_word", allow=_READERS),
    page(f"{_VERSION}text/", agreement_text, name="agreement_text", allow=_READERS),
]
