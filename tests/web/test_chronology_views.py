"""The four views of a chronology on its pages: what each tells, to whom, narrowed by the address, at a fixed cost."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import Concern, LifeEvent, Mention
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.details import TaskDetails
from homeward.web.people.models import CareEpisode, Child
from homeward.web.people.teams.actions import ask_person
from tests.web.people_service import Service, last_row, make_service, words_of

pytestmark = pytest.mark.django_db(transaction=True)
MOST_QUERIES_BESIDE = 16


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def jordan(service: Service) -> Child:
    child = service.child()
    service.allocate(child)
    return child


def happened(child: Child, what: str, on: date = date(2024, 3, 5), **words: object) -> EventDetails:
    meant = words.pop("meant", "")
    category = words.pop("category", Category.FAMILY)
    knowledge = words.pop("knowledge", Knowledge.PARENT)
    return EventDetails(When(on), what, category, knowledge, (ConcernDetails(child, meant),), **words)


def write(service: Service, child: Child, what: str, *args: object, **words: object) -> LifeEvent:
    by = service.user(Role.SOCIAL_WORKER)
    return add_event(child=child, details=happened(child, what, *args, **words), by=by)


def shown(service: Service, child: Child, query: str = "") -> str:
    return words_of(service.browser(Role.SOCIAL_WORKER).get(reverse("chronology", args=[child.pk]) + query))


def test_each_view_tells_what_reaches_its_readers(service: Service, jordan: Child) -> None:
    write(service, jordan, "Told to all.", reach=Reach.AGENCIES)
    write(service, jordan, "Told in the service.")
    write(service, jordan, "Told to few.", reach=Reach.RESTRICTED)
    timeline = {view: shown(service, jordan, f"?as={view}").split("Left out of this view")[0] for view in VIEWS}
    assert {view: [words in said for words in TOLD] for view, said in timeline.items()} == {
        "worker": [True, True, True],
        "life": [True, True, False],
        "court": [True, True, False],
        "agencies": [True, False, False],
    }


VIEWS = ("worker", "life", "court", "agencies")
TOLD = ("Told to all.", "Told in the service.", "Told to few.")


def test_the_life_is_told_without_kinds_and_sources(service: Service, jordan: Child) -> None:
    write(service, jordan, "Learnt to swim.", category=Category.STRENGTH, meant="Proud for weeks.")
    said = shown(service, jordan, "?as=life").split('class="homeward-timeline"')[1]
    assert "Learnt to swim." in said
    assert "Proud for weeks." in said
    assert "Strength or progress" not in said
    assert "Told by a parent" not in said
    assert "2024 (turns 9)" in shown(service, jordan, "?as=life")


@pytest.mark.slow
def test_the_address_narrows_what_is_shown_and_a_wrong_one_is_said(service: Service, jordan: Child) -> None:
    write(service, jordan, "Broke an arm.", date(2022, 5, 1), category=Category.HEALTH)
    write(service, jordan, "Began school.", date(2023, 9, 4), category=Category.EDUCATION, meant="She was ready.")
    assert "Broke an arm." not in shown(service, jordan, "?kind=education")
    assert "Began school." not in shown(service, jordan, "?until-year=2022")
    assert "Broke an arm." not in shown(service, jordan, "?since-year=2023")
    assert "Broke an arm." not in shown(service, jordan, "?meant=on")
    assert "Only: school and learning." in shown(service, jordan, "?kind=education")
    wrong = shown(service, jordan, "?since-year=2024&until-year=2023&kind=nothing")
    assert "cannot be before" in wrong
    assert "choose from the list" in wrong
    assert "No event fits" in shown(service, jordan, "?since-year=2025")


@pytest.mark.slow
def test_the_worker_turns_the_order_round(service: Service, jordan: Child) -> None:
    write(service, jordan, "First thing.", date(2020, 1, 1))
    write(service, jordan, "Last thing.", date(2020, 2, 1))
    latest, earliest = shown(service, jordan), shown(service, jordan, "?order=earliest")
    assert latest.rindex("First thing.") > latest.rindex("Last thing.")
    assert earliest.rindex("First thing.") < earliest.rindex("Last thing.")


def test_a_guest_reads_what_is_shared_and_nothing_else(service: Service, jordan: Child) -> None:
    write(service, jordan, "Told to all.", reach=Reach.AGENCIES)
    write(service, jordan, "Told in the service.")
    task = TaskDetails("Read the story", clock.today() + timedelta(days=30))
    ask_person(child=jordan, user=service.user(Role.GUEST), task=task, by=None, on=clock.today())
    guest = service.browser(Role.GUEST)
    said = words_of(guest.get(reverse("chronology_agencies", args=[jordan.pk])))
    assert "Told to all." in said
    assert "Told in the service." not in said
    assert "Left out" not in said
    assert "What to look at" not in said
    assert "/chronology/compare/" not in said
    assert last_row("page_read")[0].subject_id == str(jordan.pk)
    for page in ("chronology", "chronology_pdf", "chronology_word", "chronology_compare"):
        assert guest.get(reverse(page, args=[jordan.pk])).status_code in (403, 404)


def test_others_open_none_of_the_pages(service: Service, jordan: Child) -> None:
    for role in (Role.FOSTER_CARER, Role.ANALYST, Role.ADMINISTRATOR, Role.FAMILY_SUPPORT_WORKER):
        for page in ("chronology", "chronology_agencies", "chronology_pdf", "chronology_word", "chronology_compare"):
            assert service.browser(role).get(reverse(page, args=[jordan.pk])).status_code in (403, 404)


@pytest.mark.parametrize("view", ["worker", *(pytest.param(view, marks=pytest.mark.slow) for view in VIEWS[1:])])
def test_opening_takes_as_many_queries_for_a_long_history_as_for_a_short_one(
    service: Service, jordan: Child, view: str
) -> None:
    opened, told = [], []
    browser = service.browser(Role.SOCIAL_WORKER)
    browser.get(reverse("chronology", args=[jordan.pk]))
    for many in (5, 195):
        write_many(service, jordan, many)
        with CaptureQueriesContext(connection) as found:
            answer = browser.get(reverse("chronology", args=[jordan.pk]), {"as": view})
        assert answer.status_code == 200
        opened.append(asked(found))
        with CaptureQueriesContext(connection) as found:
            assert len(chronology_of(service.user(Role.SOCIAL_WORKER), jordan)) > many
        told.append(asked(found))
    assert opened[0] == opened[1]
    assert told[0] == told[1]
    # Beside the telling itself, of which each source has its own cost: who asks, whose page, the audit, and our own.
    assert opened[1] - told[1] <= MOST_QUERIES_BESIDE


def asked(found: CaptureQueriesContext) -> int:
    """Return how many questions were put to the database: what opens and closes a transaction is none."""
    return sum(row["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE") for row in found.captured_queries)


def write_many(service: Service, child: Child, many: int) -> None:
    """Store so many events at once, each about somebody, and a change of placement for every tenth."""
    by, now = service.user(Role.SOCIAL_WORKER), clock.now()
    begun = LifeEvent.objects.count()
    events = LifeEvent.objects.bulk_create(
        LifeEvent(
            on=date(2020, 1, 1) + timedelta(days=7 * (begun + n)),
            what=f"Event {begun + n}",
            category=Category.FAMILY,
            knowledge=Knowledge.PARENT,
            place="1 Invented Street" if n % 10 == 0 else "",
            reach=Reach.AGENCIES,
            entered_by=by,
            entered_at=now,
        )
        for n in range(many)
    )
    Concern.objects.bulk_create(Concern(event=event, child=child, meant="It mattered.") for event in events)
    Mention.objects.bulk_create(Mention(event=event, person_id=child.person_id) for event in events)
    CareEpisode.objects.bulk_create(
        CareEpisode(
            child=child,
            decom_on=event.on,
            dec_on=event.on + timedelta(days=70),
            legal_status="V2",
            place="U4",
            reason_new_episode="S" if at == 0 and begun == 0 else "P",
            reason_ceased="X1",
            entered_at=now,
        )
        for at, event in enumerate(events[::10])
    )
