"""Addresses of home and after: family time, the return plan, help and visits, what became of it, what is learnt."""

from django.urls import URLPattern

from homeward.web.pathway.local.actions import SETS_POLICY
from homeward.web.pathway.pages.home_documents import (
    learning_pdf,
    learning_word,
    return_plan_pdf,
    return_plan_word,
)
from homeward.web.pathway.pages.home_family_time import family_time_plan, family_time_session, family_time_show
from homeward.web.pathway.pages.home_plan import (
    return_different,
    return_phase_judge,
    return_phase_write,
    return_plan_show,
)
from homeward.web.pathway.pages.home_show import home_show
from homeward.web.pathway.pages.home_visits_policy import visits_policy, visits_policy_change, visits_policy_take_back
from homeward.web.pathway.pages.home_write import (
    contact_write,
    home_strike,
    learning_show,
    learning_write,
    officer_write,
    safety_write,
    support_write,
    visit_at_home,
)
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READERS = Allow(roles=STAFF, relations=EVERY_RELATION - {Relation.FOSTERS})
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_WAY = "children/<uuid:child_pk>/return-home/"
_AFTER, _TIME, _PLAN = f"{_WAY}after/", f"{_WAY}family-time/", f"{_WAY}plan/"
_VISITS = "return-home/policy/visits/"

home_pages: list[URLPattern] = [
    page(_VISITS, visits_policy, name="visits_policy", allow=Allow(roles=STAFF, reads=False)),
    page(f"{_VISITS}change/", visits_policy_change, name="visits_policy_change", allow=Allow(roles=SETS_POLICY)),
    page(
        f"{_VISITS}taken-back/<uuid:pk>/",
        visits_policy_take_back,
        name="visits_policy_take_back",
        allow=Allow(roles=SETS_POLICY),
    ),
    page(_TIME, family_time_show, name="family_time", allow=_READERS),
    page(f"{_TIME}planned/", family_time_plan, name="family_time_plan", allow=_WRITERS),
    page(f"{_TIME}planned/<uuid:person_pk>/", family_time_plan, name="family_time_plan_of", allow=_WRITERS),
    page(f"{_TIME}session/", family_time_session, name="family_time_session", allow=_WRITERS),
    page(_PLAN, return_plan_show, name="return_plan", allow=_READERS),
    page(f"{_PLAN}pdf/", return_plan_pdf, name="return_plan_pdf", allow=_READERS),
    page(f"{_PLAN}word/", return_plan_word, name="return_plan_word", allow=_READERS),
    page(f"{_PLAN}different/", return_different, name="return_different", allow=_WRITERS),
    page(f"{_PLAN}phases/<slug:phase>/", return_phase_write, name="return_phase", allow=_WRITERS),
    page(f"{_PLAN}phases/<slug:phase>/held/", return_phase_judge, name="return_phase_judge", allow=_WRITERS),
    page(_AFTER, home_show, name="home_and_after", allow=_READERS),
    page(f"{_AFTER}support/", support_write, name="support_write", allow=_WRITERS),
    page(f"{_AFTER}visits/<uuid:pk>/", visit_at_home, name="visit_at_home", allow=_WRITERS),
    page(f"{_AFTER}safety/", safety_write, name="safety_write", allow=_WRITERS),
    page(f"{_AFTER}reviewing-officer/", officer_write, name="officer_write", allow=_WRITERS),
    page(f"{_AFTER}contacts/write/", contact_write, name="contact_write", allow=_WRITERS),
    page(f"{_AFTER}learning/", learning_show, name="learning", allow=_READERS),
    page(f"{_AFTER}learning/write/", learning_write, name="learning_write", allow=_WRITERS),
    page(f"{_AFTER}learning/pdf/", learning_pdf, name="learning_pdf", allow=_READERS),
    page(f"{_AFTER}learning/word/", learning_word, name="learning_word", allow=_READERS),
    page(f"{_AFTER}written/<slug:kind>/<uuid:pk>/strike/", home_strike, name="home_strike", allow=_WRITERS),
]
