"""What a chronology points out on its page, and what happens when somebody compares two accounts."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.chronology.disagreements.actions import compare_accounts
from homeward.web.chronology.disagreements.queries import compared_of
from homeward.web.chronology.events.actions import add_event, correct_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import Comparison, LifeEvent
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.models import AllocatedAs, Child
from homeward.web.people.rights import NotPermittedError
from homeward.web.people.teams.actions import allocate_child
from tests.web.people_service import ON, Service, make_service, rows_about, words_of

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2025, 5, 3)


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def jordan(service: Service) -> Child:
    child = service.child()
    service.allocate(child)
    return child


def account(child: Child, what: str, knowledge: Knowledge = Knowledge.PARENT, **words: object) -> EventDetails:
    return EventDetails(When(DAY), what, Category.HARM, knowledge, (ConcernDetails(child),), **words)


@pytest.fixture
def pair(service: Service, jordan: Child) -> tuple[LifeEvent, LifeEvent]:
    by = service.user(Role.SOCIAL_WORKER)
    mother = add_event(child=jordan, details=account(jordan, "Fell from the swing."), by=by)
    school = account(jordan, "Was never at the swing.", Knowledge.PROFESSIONAL, known_from="Head teacher")
    return mother, add_event(child=jordan, details=school, by=by)


def keys(*events: LifeEvent) -> tuple[str, ...]:
    return tuple(f"event-{event.pk}" for event in events)


def page(service: Service, child: Child) -> str:
    return words_of(service.browser(Role.SOCIAL_WORKER).get(reverse("chronology", args=[child.pk])))


def test_two_accounts_are_found_compared_and_pointed_out_as_disagreeing(
    service: Service, jordan: Child, pair: tuple[LifeEvent, LifeEvent]
) -> None:
    assert "3 May 2025: 2 accounts from different sources. Do they agree?" in page(service, jordan)
    worker = service.browser(Role.SOCIAL_WORKER)
    first, second = keys(*pair)
    address = f"{reverse('chronology_compare', args=[jordan.pk])}?first={first}&second={second}"
    link = re.search(r'href="[^"]*/compare/[?]first=([\w-]+)&amp;second=([\w-]+)"', page(service, jordan))
    assert link is not None
    assert set(link.groups()) == {first, second}
    assert "Say whether they agree" in words_of(worker.post(address, {"why": "x"}))
    answer = worker.post(address, {"found": "disagree", "why": "One of the two was not there."}, follow=True)
    assert "Two accounts disagree: One of the two was not there." in words_of(answer)
    assert "Do they agree?" not in page(service, jordan)
    assert rows_about(jordan, "accounts_compared") == 1
    # Later it is found that both can be true: the last word holds.
    worker.post(address, {"found": "agree", "why": "He was at another swing."})
    assert "What to look at" in page(service, jordan)
    assert "Two accounts disagree" not in page(service, jordan)
    assert "Said before: both can be true" in words_of(worker.get(address))


def test_a_disagreement_outlives_a_correction_and_an_agreement_does_not(
    service: Service, jordan: Child, pair: tuple[LifeEvent, LifeEvent]
) -> None:
    by, (mother, school) = service.user(Role.SOCIAL_WORKER), pair

    def said() -> list[tuple[set[str], bool]]:
        standing = [event.key for event in chronology_of(by, jordan)]
        return [({one.first, one.second}, one.is_disagreement) for one in compared_of(jordan, standing)]

    def compare(*, is_disagreement: bool) -> None:
        told = {"child": jordan, "pair": keys(mother, school), "why": "Read both.", "by": by}
        compare_accounts(is_disagreement=is_disagreement, **told)

    def correct() -> LifeEvent:
        details = account(jordan, "Fell from the slide.")
        return correct_event(child=jordan, event=mother, details=details, because="Misheard", by=by)

    compare(is_disagreement=True)
    mother = correct()
    assert said() == [(set(keys(mother, school)), True)]
    compare(is_disagreement=False)
    assert said() == [(set(keys(mother, school)), False)]
    mother = correct()
    assert said() == []


def test_an_event_that_is_not_open_to_somebody_is_neither_offered_nor_compared(
    service: Service, jordan: Child, pair: tuple[LifeEvent, LifeEvent]
) -> None:
    by, specialist = service.user(Role.SOCIAL_WORKER), service.user(Role.ADULT_SPECIALIST)
    allocate_child(child=jordan, user=specialist, allocated_as=AllocatedAs.MENTAL_HEALTH, by=None, on=ON)
    secret = account(jordan, "Told to few.", Knowledge.RELATIVE, reach=Reach.RESTRICTED)
    hidden = add_event(child=jordan, details=secret, by=by)
    compare_accounts(child=jordan, pair=keys(pair[0], hidden), is_disagreement=True, why="Told to few, too.", by=by)
    other = service.browser(Role.ADULT_SPECIALIST)
    said = words_of(other.get(reverse("chronology", args=[jordan.pk])))
    assert "Told to few" not in said
    assert "Told to few, too." in page(service, jordan)
    compare = reverse("chronology_compare", args=[jordan.pk])
    (shown, shut) = keys(pair[0], hidden)
    # As for an event that never was: back to the chronology.
    assert other.get(compare, {"first": shut}).status_code == 302
    assert "Told to few" not in words_of(other.get(compare, {"first": shown, "second": shut}))
    with pytest.raises(ValidationError):
        compare_accounts(child=jordan, pair=(shown, shut), is_disagreement=True, why="x", by=specialist)


def test_who_may_only_read_compares_nothing_and_no_event_disagrees_with_itself(
    service: Service, jordan: Child, pair: tuple[LifeEvent, LifeEvent]
) -> None:
    on_duty, by = service.user(Role.EMERGENCY_DUTY), service.user(Role.SOCIAL_WORKER)
    told = {"child": jordan, "is_disagreement": True, "why": "x"}
    with pytest.raises(NotPermittedError):
        compare_accounts(pair=keys(*pair), by=on_duty, **told)
    with pytest.raises(ValidationError):
        compare_accounts(pair=keys(pair[0], pair[0]), by=by, **told)
    with pytest.raises(ValidationError):
        compare_accounts(pair=keys(*pair), by=by, **(told | {"why": " "}))
    assert not Comparison.objects.exists()
    on_dutys = service.browser(Role.EMERGENCY_DUTY)
    said = words_of(on_dutys.get(reverse("chronology", args=[jordan.pk])))
    assert "Do they agree?" in said
    assert "/compare/" not in said
