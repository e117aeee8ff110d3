"""Addresses of the return-home policy of the service, and of where those who lead practice change it."""

from django.urls import URLPattern

from homeward.web.pathway.local.actions import SETS_POLICY
from homeward.web.pathway.pages.policy_change import policy_change, policy_confirm, policy_take_back
from homeward.web.pathway.pages.policy_show import policy_flowchart, policy_pdf, policy_sample, policy_show
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import STAFF

POLICY = Allow(
    roles=STAFF,
    menu="Return-home policy",
    says="The steps of a return home, what each needs, and what this service has changed.",
    reads=False,
)
_READ = Allow(roles=STAFF, reads=False)
_CHANGE = Allow(roles=SETS_POLICY)
_POLICY = "return-home/policy/"

policy_pages: list[URLPattern] = [
    page(_POLICY, policy_show, name="policy", allow=POLICY),
    page(f"{_POLICY}pdf/", policy_pdf, name="policy_pdf", allow=_READ),
    page(f"{_POLICY}flowchart/", policy_flowchart, name="policy_flowchart", allow=_READ),
    page(f"{_POLICY}sample/<slug:matter>/", policy_sample, name="policy_sample", allow=_READ),
    page(f"{_POLICY}change/<slug:matter>/", policy_change, name="policy_change", allow=_CHANGE),
    page(f"{_POLICY}confirm/", policy_confirm, name="policy_confirm", allow=_CHANGE),
    page(f"{_POLICY}taken-back/<slug:matter>/<uuid:pk>/", policy_take_back, name="policy_take_back", allow=_CHANGE),
]
