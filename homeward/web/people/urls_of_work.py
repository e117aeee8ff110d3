"""Addresses of a child's looked-after history, the network round the child, and who works with the child."""

from django.urls import URLPattern

from homeward.web.people.pages.care_check import care_check
from homeward.web.people.pages.care_show import care_show
from homeward.web.people.pages.episode_add import episode_add
from homeward.web.people.pages.episode_correct import episode_correct
from homeward.web.people.pages.episode_end import episode_end
from homeward.web.people.pages.episode_strike import episode_strike
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_LEAD, TO_WRITE, Relation

# Whole records are for staff; a foster carer who also works here sees their own foster child's page as a foster carer.
_WHOLE = EVERY_RELATION - {Relation.FOSTERS}
CARE = Allow(roles=STAFF, relations=_WHOLE, menu="Care history")
READ = Allow(roles=STAFF, relations=_WHOLE)
WRITE = Allow(roles=STAFF, relations=TO_WRITE)
LEAD = Allow(roles=STAFF, relations=TO_LEAD)
_CHILD = "children/<uuid:child_pk>/"

_care: list[URLPattern] = [
    page(f"{_CHILD}care/", care_show, name="care", allow=CARE),
    page(f"{_CHILD}care/check/", care_check, name="care_check", allow=READ),
    page(f"{_CHILD}care/add/", episode_add, name="episode_add", allow=WRITE),
    page(f"{_CHILD}care/<uuid:pk>/correct/", episode_correct, name="episode_correct", allow=WRITE),
    page(f"{_CHILD}care/<uuid:pk>/end/", episode_end, name="episode_end", allow=WRITE),
    page(f"{_CHILD}care/<uuid:pk>/strike/", episode_strike, name="episode_strike", allow=WRITE),
]

work_patterns: list[URLPattern] = [*_care]
