"""The head of service sees which decisions wait for whose signature, and which lapsed; a review held meets its need."""

import pytest
from django.test import Client
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.pathway.home_assessment.actions import assess_home
from homeward.web.pathway.home_assessment.details import FoundDetails
from homeward.web.pathway.models import NeedMet
from homeward.web.pathway.queries import way_of
from homeward.web.pathway.work.actions import hold_review
from homeward.web.people.models import Restriction
from tests.web.people_world import entered, make_user
from tests.web.test_pathway_decisions import (  # noqa: F401 - the same child, decision and people
    ana,
    approved,
    manager,
    mother,
    officer,
    reviewer,
    waiting,
    worker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def head_page() -> Client:
    page = Client()
    page.force_login(make_user(77, Role.HEAD_OF_SERVICE))
    return page


def test_a_decision_that_waits_is_listed_with_whose_signature_it_waits_for(head_page, waiting):  # noqa: F811
    shown = head_page.get(reverse("board_decisions")).text
    assert "nominated officer" in shown
    assert "No decision has lapsed." in shown


def test_an_approval_lapses_on_the_board_once_something_it_rests_on_changes(
    head_page,
    ana,  # noqa: F811
    approved,  # noqa: F811
    mother,  # noqa: F811
    worker,  # noqa: F811
):
    assert reverse("decisions", args=[ana.pk]) not in head_page.get(reverse("board_decisions")).text
    details = FoundDetails(True, "A new lock on the door.", clock.today())
    assess_home(child=ana, household=mother.households.get().household, details=details, by=worker)
    shown = head_page.get(reverse("board_decisions")).text
    assert "No decision has lapsed." not in shown
    assert reverse("decisions", args=[ana.pk]) in shown
    Restriction.objects.create(child=ana, reason="Invented", number_to_ring="1", **entered())
    assert reverse("decisions", args=[ana.pk]) not in head_page.get(reverse("board_decisions")).text


def test_a_review_that_is_written_down_meets_the_need_of_one(ana, worker, waiting):  # noqa: F811
    NeedMet.objects.filter(need="review_held").delete()
    missing = lambda: {one.need.id for one in way_of(ana, clock.today()).position.missing}  # noqa: E731
    assert "review_held" in missing()
    hold_review(child=ana, words="", by=worker, on=clock.today())
    assert "review_held" not in missing()
