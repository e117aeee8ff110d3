"""Where a child grows up when living at home is not safe: planned without delay, written once, never lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from homeward.practice.pathways.position import EntryKind, Move
from homeward.practice.permanence import Route
from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.chronology.telling import chronology_of
from homeward.web.pathway.actions import begin_way, take_move
from homeward.web.pathway.models import PermanencePlan
from homeward.web.pathway.permanence.actions import PlanDetails, plan_permanence, strike_plan
from homeward.web.pathway.queries import way_of
from homeward.web.people.rights import NotPermittedError
from tests.web.people_world import make_user
from tests.web.test_pathway_pages import ana, boxes, browser, manager, worker  # noqa: F401 - the same child and people

pytestmark = pytest.mark.django_db


def details(**other):
    told = {
        "route": Route.KINSHIP,
        "because": "Her aunt has looked after her since March.",
        "family": "Her mother comes on Saturdays.",
        "next_step": "The assessment of the aunt.",
        "next_by": "Sam Okafor",
        "next_due_on": clock.today() + timedelta(days=20),
    }
    return PlanDetails(**{**told, **other})


def not_safe(child, worker, manager):  # noqa: F811
    today = clock.today()
    begin_way(child=child, because="She asks.", abuse="no", by=worker, on=today)
    take_move(
        child=child, move=Move(EntryKind.DECIDED, "consider", "", "not_safe"), reason="Not safe.", by=manager, on=today
    )


def stands(child):
    return way_of(child, clock.today()).position


def test_not_safe_is_no_end_before_a_permanent_home_is_planned(ana, worker, manager):  # noqa: F811
    not_safe(ana, worker, manager)
    assert not stands(ana).has_ended
    done = Move(EntryKind.DONE, "not_safe", "")
    with pytest.raises(ValidationError, match="where the child will grow up"):
        take_move(child=ana, move=done, reason="", by=worker, on=clock.today())
    plan = plan_permanence(child=ana, details=details(), by=worker, on=clock.today())
    assert not stands(ana).missing
    strike_plan(child=ana, plan=plan, because="Wrong child", by=worker)
    assert [one.need.id for one in stands(ana).missing] == ["permanence_planned"]
    plan_permanence(child=ana, details=details(route=Route.SPECIAL_GUARDIANSHIP), by=worker, on=clock.today())
    take_move(child=ana, move=done, reason="", by=worker, on=clock.today())
    assert (stands(ana).step.id, stands(ana).has_ended) == ("elsewhere", True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"because": " "}, "why this is right"),
        ({"family": ""}, "parents, sisters and brothers"),
        ({"next_by": ""}, "who does it"),
        ({"next_due_on": clock.today() - timedelta(days=1)}, "cannot be due before"),
    ],
)
def test_a_plan_that_says_too_little_is_refused(ana, worker, manager, change, words):  # noqa: F811
    not_safe(ana, worker, manager)
    with pytest.raises(ValidationError, match=words):
        plan_permanence(child=ana, details=details(**change), by=worker, on=clock.today())
    assert not PermanencePlan.objects.exists()


def test_a_new_plan_leaves_the_one_before_in_sight_and_strangers_write_none(ana, worker, manager):  # noqa: F811
    not_safe(ana, worker, manager)
    page, where = browser(worker), reverse("permanence", args=[ana.pk])
    assert "No permanent home elsewhere is planned" in page.get(where).text
    sent = {"route": "kinship", "because": "Her aunt.", "family": "Saturdays.", "next_step": "Ask.", "next_by": "Sam"}
    days = {**boxes(clock.today()), **boxes(clock.today() + timedelta(days=9), "next_due_on")}
    write = reverse("permanence_write", args=[ana.pk])
    refused = page.post(write, {**sent, **days, "because": ""})
    assert "Say why this is right for the child" in refused.text
    assert "Saturdays." in refused.text, "what was typed is kept"
    assert "With relatives or friends" in page.post(write, {**sent, **days}, follow=True).text
    page.post(write, {**sent, **days, "route": "adoption"})
    told = [event.what for event in chronology_of(worker, ana) if event.key.startswith("permanence-")]
    assert told == [
        f"A permanent home was planned: {route}. Her aunt." for route in ("with relatives or friends", "adoption")
    ]
    shown = page.get(where).text
    assert shown.index("Adoption") < shown.index("Earlier plans") < shown.index("With relatives or friends")
    with pytest.raises(NotPermittedError):
        plan_permanence(child=ana, details=details(), by=make_user(99, Role.SOCIAL_WORKER), on=clock.today())
