"""A known failure, played again: what the police said of one family is pasted into, or prepared for, another family.

In the case that is played again, a service put police material about other people into a family's plan.
"""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.withholding import Choices, RecipientKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail
from homeward.web.chronology.copied import RUN, check_not_copied
from homeward.web.chronology.copies.actions import Seen, seal_copy
from homeward.web.chronology.copies.addressees import addressees_of
from homeward.web.chronology.copies.preparing import ready_copy
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.models import GivenCopy, HowAsked, LifeEvent, VisitKind
from homeward.web.chronology.visits.actions import record_visit
from homeward.web.chronology.visits.details import SeenDetails, VisitDetails
from homeward.web.chronology.voices.actions import write_voice
from homeward.web.chronology.voices.details import VoiceDetails
from homeward.web.people.details import PersonDetails
from homeward.web.people.models import AllocatedAs, Allocation, Child, Kinship, Relationship
from homeward.web.people.persons.actions import add_relative
from tests.web.copies_family import happened
from tests.web.every_address import every_address
from tests.web.people_service import browser_of, last_row
from tests.web.people_world import entered, make_child, make_user

pytestmark = pytest.mark.django_db(transaction=True)
POLICE = (
    "Zzyzx officers hold intelligence that a visitor to the address is under investigation for offences against "
    "children. In confidence until the arrest."
)
CANARY = "zzyzx"


def works_with(user: User, child: Child, allocated_as: str = AllocatedAs.SOCIAL_WORKER) -> None:
    Allocation.objects.create(child=child, user=user, allocated_as=allocated_as, **entered())


@pytest.fixture
def of_both() -> User:
    """The social worker of both families, who may read what is restricted in either."""
    return make_user(1, Role.SOCIAL_WORKER)


@pytest.fixture
def of_one() -> User:
    """A worker of the second family alone."""
    return make_user(2, Role.SOCIAL_WORKER)


@pytest.fixture
def watched(of_both: User) -> Child:
    """The child of the first family, of whom the police told something."""
    child = make_child(1)
    works_with(of_both, child)
    details = happened(
        child, POLICE, category=Category.POLICE, knowledge=Knowledge.PROFESSIONAL, reach=Reach.RESTRICTED
    )
    add_event(child=child, details=details, by=of_both)
    return child


@pytest.fixture
def other(of_both: User, of_one: User) -> Child:
    """The child of another family."""
    child = make_child(2)
    for user in (of_both, of_one):
        works_with(user, child)
    add_relative(child=child, details=PersonDetails("Mo", "Exemplar", sex="female"), kind="mother", by=None)
    return child


PASTED = {
    "as it stands": POLICE,
    "in capitals and on other lines": POLICE.upper().replace(" ", "\n"),
    "in the middle of other words": f"We met on Monday. {POLICE[20:110]} And so we went home.",
    "with other signs": POLICE.replace(" ", " – ").replace(".", "!"),
}


@pytest.mark.parametrize("how", PASTED)
def test_what_stands_in_another_familys_record_is_not_pasted_without_a_reason(
    how: str, of_both: User, watched: Child, other: Child
) -> None:
    for words in (
        {"what": PASTED[how]},
        {"what": "A visit.", "meant": PASTED[how]},
        {"what": "x", "private": PASTED[how]},
    ):
        with pytest.raises(ValidationError, match="another family"):
            add_event(child=other, details=happened(other, **words), by=of_both)
    assert not LifeEvent.objects.filter(children=other).exists()


def test_nor_is_it_pasted_into_a_visit_or_somebodys_words(of_both: User, watched: Child, other: Child) -> None:
    seen = SeenDetails(child=other, is_seen=True, is_alone=True, childs_words=POLICE)
    visit = VisitDetails(clock.today(), None, VisitKind.PLANNED, "We played.", (seen,))
    voice = VoiceDetails(other.person, clock.today(), HowAsked.ALONE, POLICE)
    with pytest.raises(ValidationError, match="another family"):
        record_visit(child=other, details=visit, by=of_both)
    with pytest.raises(ValidationError, match="another family"):
        write_voice(child=other, details=voice, by=of_both)
    told = replace(voice, elsewhere_because="The same visitor; the police agreed.", reach=Reach.RESTRICTED)
    assert write_voice(child=other, details=told, by=of_both).elsewhere_because


def test_with_a_reason_it_is_kept_and_the_row_tells_where_it_stands_too(
    of_both: User, watched: Child, other: Child
) -> None:
    details = happened(other, POLICE, reach=Reach.RESTRICTED, elsewhere_because="The same visitor; the police agreed.")
    event = add_event(child=other, details=details, by=of_both)
    assert event.elsewhere_because == "The same visitor; the police agreed."
    detail = last_row("event_written")[1]
    assert detail["stands_too_in"] == str(watched.pk)
    assert "visitor" not in str(detail)


def test_whoever_cannot_read_the_other_record_is_told_nothing_of_it(of_one: User, watched: Child, other: Child) -> None:
    page = reverse("event_add", args=[other.pk])
    answers = {"on-day": "5", "on-month": "3", "on-year": "2024", "category": "family", "knowledge": "seen"}
    told = []
    for words in (POLICE, POLICE.replace("Zzyzx", "Other").replace("arrest", "spring")):
        answer = browser_of(of_one).post(page, answers | {"reach": Reach.SERVICE, "what": words})
        told.append((answer.status_code, answer.headers.get("Location")))
    assert told[0] == told[1]
    assert told[0][0] == 302


def test_short_words_and_what_stands_in_the_same_record_are_nobodys_secret(
    of_both: User, watched: Child, other: Child
) -> None:
    add_event(child=other, details=happened(other, POLICE[: RUN - 5]), by=of_both)
    add_event(child=watched, details=happened(watched, POLICE, reach=Reach.RESTRICTED), by=of_both)


def test_of_a_sister_or_brother_only_what_is_restricted_asks_for_a_reason(
    of_both: User, watched: Child, other: Child
) -> None:
    Relationship.objects.create(person=watched.person, other=other.person, kind=Kinship.SIBLING, **entered())
    with pytest.raises(ValidationError, match="restricted in another child"):
        check_not_copied([POLICE], concerned=[other], by=of_both)
    ordinary = "The school says that the children came in time each day of the week, rested and with a packed lunch."
    add_event(child=watched, details=happened(watched, ordinary), by=of_both)
    assert check_not_copied([ordinary], concerned=[other], by=of_both) is None


def test_the_page_asks_why_only_once_it_is_needed(of_both: User, watched: Child, other: Child) -> None:
    browser, page = browser_of(of_both), reverse("event_add", args=[other.pk])
    question = "Why do these words belong here too?"
    assert question not in browser.get(page).text
    answers = {"on-day": "5", "on-month": "3", "on-year": "2024", "category": "police", "knowledge": "professional"}
    sent = answers | {"what": POLICE, "reach": Reach.RESTRICTED}
    refused = browser.post(page, sent)
    assert question in refused.text
    assert "stand in another family" in refused.text
    assert not LifeEvent.objects.filter(children=other).exists()
    kept = browser.post(page, sent | {"elsewhere_because": "The police agreed."})
    assert kept.status_code == 302


def test_nothing_is_prepared_for_anybody_with_words_of_another_family_or_that_are_never_given(
    of_both: User, watched: Child, other: Child
) -> None:
    event = add_event(child=other, details=happened(other, "A visit."), by=of_both)
    own_secret = "Quuxly rumours from a neighbour who must not be named, about debts and visitors in the night."
    add_event(child=other, details=happened(other, own_secret, reach=Reach.RESTRICTED), by=of_both)
    mother = next(one for one in addressees_of(of_both, other) if one.kind == RecipientKind.MOTHER)
    for words, says in ((POLICE, "another family"), (own_secret, "must never read")):
        choices = Choices(said_instead={f"event-{event.pk}": words})
        prepared = ready_copy(of_both, other, mother, choices).prepared
        seen = Seen(prepared.stamp, [look.stamp for look in prepared.looks], choices)
        with pytest.raises(ValidationError, match=says):
            seal_copy(child=other, to=mother, purpose="Review", seen=seen, by=of_both)
    assert not GivenCopy.objects.exists()


def test_for_nobody_is_what_the_police_said_in_a_copy_of_either_family(
    of_both: User, watched: Child, other: Child
) -> None:
    for child in (watched, other):
        for to in addressees_of(of_both, child):
            kept = ready_copy(of_both, child, to).prepared.kept
            assert not [event for event in kept if CANARY in str(event).casefold()], to.kind


@pytest.mark.slow
def test_no_page_of_the_other_family_shows_finds_or_searches_what_the_police_said(
    of_one: User, watched: Child, other: Child
) -> None:
    browser: Client = browser_of(of_one)
    browser.raise_request_exception = False
    ids = {"child_pk": other.pk, "person_pk": other.person_id}
    events = LifeEvent.objects.values_list("pk", flat=True)
    shown = 0
    for address in every_address():
        if address.name in ("sign_out", "own_session_end"):
            continue
        places = [address.filled(**ids)]
        if address.is_of_child and address.more:
            places += [address.filled(child_pk=other.pk, **dict.fromkeys(address.more, pk)) for pk in events]
        for where in places:
            answer = browser.get(where, {"words": CANARY, "q": CANARY})
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert "hold intelligence" not in body.decode(errors="replace").casefold(), where
            shown += answer.status_code == 200
    assert shown > 10
    assert [body for body in AuditDetail.objects.values_list("body", flat=True) if CANARY in body.casefold()] == []
