"""What is written in a chronology: once, corrected with a reason, seen by whom it reaches."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.views import Narrowing, View, told_as
from homeward.practice.chronology.when import When
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.chronology.events.actions import add_event, correct_event, strike_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import LifeEvent
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.models import AllocatedAs, Allocation, CareEpisode, Child, ConflictOfInterest
from homeward.web.people.policy import visible
from homeward.web.people.rights import NotPermittedError
from tests.web.people_world import entered, make_child, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker() -> User:
    return make_user(1, Role.SOCIAL_WORKER)


@pytest.fixture
def colleague() -> User:
    return make_user(2, Role.FAMILY_SUPPORT_WORKER)


def works_with(user: User, child: Child, allocated_as: str = AllocatedAs.SOCIAL_WORKER) -> None:
    Allocation.objects.create(child=child, user=user, allocated_as=allocated_as, **entered())


@pytest.fixture
def ana(worker: User, colleague: User) -> Child:
    child = make_child(1)
    works_with(worker, child)
    works_with(colleague, child, AllocatedAs.FAMILY_SUPPORT_WORKER)
    return child


def happened(*concerns: ConcernDetails, reach: Reach = Reach.SERVICE, on: date = date(2024, 3, 5)) -> EventDetails:
    return EventDetails(When(on), "The kitchen burnt.", Category.FAMILY, Knowledge.PARENT, concerns, reach=reach)


def told(user: User, child: Child) -> list[str]:
    return [event.what for event in chronology_of(user, child)]


def test_an_event_is_told_with_what_it_meant_and_leaves_a_row(worker: User, ana: Child) -> None:
    add_event(child=ana, details=happened(ConcernDetails(ana, "She hid for hours.")), by=worker)
    (event,) = chronology_of(worker, ana)
    assert (event.what, event.meant, event.by) == ("The kitchen burnt.", "She hid for hours.", worker.name)
    assert AuditEvent.objects.filter(action="event_written", subject_id=str(ana.pk)).count() == 1


def test_what_concerns_one_child_alone_is_not_told_of_the_other(worker: User, ana: Child) -> None:
    ben = make_child(2)
    works_with(worker, ben)
    concerns = (ConcernDetails(ana, private="Ana lit the match."), ConcernDetails(ben, "He slept badly."))
    add_event(child=ana, details=happened(*concerns), by=worker)
    (of_ben,) = chronology_of(worker, ben)
    assert (of_ben.private, of_ben.meant) == ("", "He slept badly.")


def test_nobody_writes_in_the_record_of_a_child_that_is_not_open_to_them(worker: User, ana: Child) -> None:
    stranger = make_child(3)
    with pytest.raises(NotPermittedError):
        add_event(child=ana, details=happened(ConcernDetails(ana), ConcernDetails(stranger)), by=worker)
    assert not LifeEvent.objects.exists()


def test_what_concerns_a_child_whose_record_is_shut_is_told_nowhere(worker: User, colleague: User, ana: Child) -> None:
    ben = make_child(2)
    works_with(worker, ben)
    add_event(child=ana, details=happened(ConcernDetails(ana), ConcernDetails(ben)), by=worker)
    ConflictOfInterest.objects.create(child=ben, user=colleague, reason="invented", **entered())
    assert told(colleague, ana) == []
    assert not visible(colleague, LifeEvent).exists()
    assert told(worker, ana) == ["The kitchen burnt."]


def test_what_happened_on_one_day_stands_as_it_was_written_down(worker: User, ana: Child) -> None:
    words = [f"{number} o’clock, as the neighbour told it." for number in ("Nine", "Ten", "Eleven", "Twelve", "One")]
    for said in words:
        details = EventDetails(When(date(2024, 3, 5)), said, Category.FAMILY, Knowledge.PARENT, (ConcernDetails(ana),))
        add_event(child=ana, details=details, by=worker)
    events = chronology_of(worker, ana)
    assert [event.what for event in events] == words
    for view in View:
        assert [line.event.what for line in told_as(view, reversed(events), Narrowing()).lines] in (words, [])


def test_a_restricted_event_is_seen_by_its_writer_and_the_social_worker(
    worker: User, colleague: User, ana: Child
) -> None:
    other = make_user(3, Role.ADULT_SPECIALIST)
    works_with(other, ana, AllocatedAs.MENTAL_HEALTH)
    add_event(child=ana, details=happened(ConcernDetails(ana), reach=Reach.RESTRICTED), by=colleague)
    assert [bool(told(user, ana)) for user in (worker, colleague, other)] == [True, True, False]
    assert [visible(user, LifeEvent).exists() for user in (worker, colleague, other)] == [True, True, False]


def test_a_correction_keeps_what_stood_before(worker: User, ana: Child) -> None:
    event = add_event(child=ana, details=happened(ConcernDetails(ana)), by=worker)
    after = correct_event(
        child=ana,
        event=event,
        details=happened(ConcernDetails(ana), on=date(2024, 3, 6)),
        because="Wrong day",
        by=worker,
    )
    assert [one.when.first_on for one in chronology_of(worker, ana)] == [date(2024, 3, 6)]
    assert (after.replaces.on, after.replaces.struck_because) == (date(2024, 3, 5), "Wrong day")
    with pytest.raises(ValidationError):
        strike_event(child=ana, event=event, because="Again", by=worker)


def test_the_care_history_appears_by_itself(worker: User, ana: Child) -> None:
    CareEpisode.objects.create(
        child=ana,
        decom_on=date(2024, 1, 1),
        dec_on=date(2024, 2, 1),
        legal_status="V2",
        place="U4",
        reason_new_episode="S",
        reason_ceased="E4A",
        entered_at=ana.entered_at,
    )
    began, left = told(worker, ana)
    assert began.startswith("Became looked after:")
    assert left.startswith("Stopped being looked after:")


def test_days_to_come_and_empty_words_are_refused(worker: User, ana: Child) -> None:
    with pytest.raises(ValidationError):
        add_event(child=ana, details=happened(ConcernDetails(ana), on=date(2999, 1, 1)), by=worker)


def test_a_worker_writes_corrects_and_strikes_out_on_the_pages(worker: User, ana: Child) -> None:
    browser = Client()
    browser.force_login(worker)
    answers = {
        "what": "Moved to her aunt’s for the weekend.",
        "on-day": "",
        "on-month": "3",
        "on-year": "2024",
        "category": Category.FAMILY,
        "knowledge": Knowledge.RELATIVE,
        "reach": Reach.SERVICE,
    }
    told = browser.post(reverse("event_add", args=[ana.pk]), answers, follow=True)
    assert "March 2024" in told.text
    event = LifeEvent.objects.get()
    refused = browser.post(reverse("event_correct", args=[ana.pk, event.pk]), answers | {"because": ""})
    assert "Say why" in refused.text
    browser.post(reverse("event_correct", args=[ana.pk, event.pk]), answers | {"because": "Day known", "on-day": "9"})
    corrected = LifeEvent.objects.standing().get()
    assert "9 March 2024" in browser.get(reverse("event", args=[ana.pk, corrected.pk])).text
    browser.post(reverse("event_strike", args=[ana.pk, corrected.pk]), {"because": "Another child"})
    assert not LifeEvent.objects.standing().exists()
