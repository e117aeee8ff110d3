"""Addresses of the pages of visits and contacts, of what they say, and of drafts."""

from django.urls import URLPattern

from homeward.web.chronology.pages.draft_keep import draft_keep
from homeward.web.chronology.pages.draft_throw_away import draft_throw_away
from homeward.web.chronology.pages.visit_show import visit_show
from homeward.web.chronology.pages.visit_write import visit_add, visit_correct, visit_strike
from homeward.web.chronology.pages.visits_list import visits_list
from homeward.web.chronology.pages.voice_write import voice_add, voice_answer, voice_correct, voice_strike
from homeward.web.chronology.pages.voices_show import voices_show
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READ = EVERY_RELATION - {Relation.FOSTERS}
_READERS = Allow(roles=STAFF, relations=_READ)
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_KEEPERS = Allow(roles=STAFF, relations=TO_WRITE, reads=False)
"""Whoever keeps a draft is shown nothing, every few seconds: that is no look at the record."""

_CHILD = "children/<uuid:child_pk>/"
_VISITS, _VOICES, _DRAFTS = f"{_CHILD}visits/", f"{_CHILD}voices/", f"{_CHILD}drafts/<slug:kind>/"
_VISIT, _VOICE = f"{_VISITS}<uuid:pk>/", f"{_VOICES}<uuid:pk>/"

visits: list[URLPattern] = [
    page(_VISITS, visits_list, name="visits", allow=Allow(roles=STAFF, relations=_READ, menu="Visits")),
    page(f"{_VISITS}add/", visit_add, name="visit_add", allow=_WRITERS),
    page(_VISIT, visit_show, name="visit", allow=_READERS),
    page(f"{_VISIT}correct/", visit_correct, name="visit_correct", allow=_WRITERS),
    page(f"{_VISIT}strike/", visit_strike, name="visit_strike", allow=_WRITERS),
    page(_VOICES, voices_show, name="voices", allow=Allow(roles=STAFF, relations=_READ, menu="What they say")),
    page(f"{_VOICES}add/", voice_add, name="voice_add", allow=_WRITERS),
    page(f"{_VOICE}answer/", voice_answer, name="voice_answer", allow=_WRITERS),
    page(f"{_VOICE}correct/", voice_correct, name="voice_correct", allow=_WRITERS),
    page(f"{_VOICE}strike/", voice_strike, name="voice_strike", allow=_WRITERS),
    page(f"{_DRAFTS}", draft_keep, name="draft_keep", allow=_KEEPERS),
    page(f"{_DRAFTS}throw-away/", draft_throw_away, name="draft_throw_away", allow=_WRITERS),
]
