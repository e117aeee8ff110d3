"""A child's page: what it shows to whom, in how many queries, what it shuts, and that its strip is the returns' own."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from homeward.charts.journey_of_child import strip_of
from homeward.invented import invent
from homeward.journeys.journeys import derive
from homeward.journeys.one_child import journey_of
from homeward.sources.day import date_of
from homeward.sources.ssda903 import read_files, stitch
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.actions import break_glass, restrict_child
from homeward.web.people.care.actions import import_children
from homeward.web.people.care.queries import episodes_of, periods_of
from homeward.web.people.details import PersonDetails, RecordStart, RestrictionDetails, SecretDetails, TaskDetails
from homeward.web.people.family.actions import keep_secret
from homeward.web.people.models import AllocatedAs, Child
from homeward.web.people.pages.child_show import child_show
from homeward.web.people.persons.actions import add_relative, open_child_record
from homeward.web.people.record.heading import age_in_words
from homeward.web.people.record.journey import strip_of_periods
from homeward.web.people.record.next_due import first_review_due
from homeward.web.people.relations import Relation
from homeward.web.people.teams.actions import allocate_child, ask_person
from tests.web.people_story import Story, give_history, tell_story

pytestmark = pytest.mark.django_db
HIDE = RestrictionDetails(reason="invented", number_to_ring="0300 000 000")


@pytest.fixture
def story(db: None) -> Story:
    return tell_story()


def page_for(user: User, child: Child, status: int = 200) -> str:
    """Return a child's page as somebody gets it, in words."""
    client = Client()
    client.force_login(user)
    answer = client.get(f"/children/{child.pk}/")
    assert answer.status_code == status
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


# What it says


def test_the_page_says_where_with_whom_by_which_order_and_who_works_there(story: Story) -> None:
    page = page_for(story.worker, story.child)
    for said in (
        "Jordan Exemplar",
        "born 2 March 2016",
        "INV903",
        "Foster carer, not long term since 5 February 2024",
        "1 Invented Lane, ZZ1 1ZZ",
        "With whom Flo Carter",
        "Accommodated by agreement (section 20) since 5 February 2024",
        "Social worker Invented Worker",
        "Key worker Invented Worker",
        "Team Invented East",
        "Reviewing officer Invented Reviewer",
        "Mo Exemplar Mother",
        "Invented Borough Council Care order",
        "Fin Exemplar must not be told where the child lives. Threats in 2024.",
        "Fin Exemplar must not be contacted. Court order.",
        "Polish; English",
        "Short sentences, and time to answer.",
        "Care began, 5 February 2024",
    ):
        assert said in page, said


def test_a_child_not_looked_after_is_said_to_be_so(story: Story) -> None:
    story.child.episodes.all().delete()
    page = page_for(story.worker, story.child)
    assert "Where Not looked after" in page
    assert "No care is recorded." in page


def test_whoever_is_hidden_from_the_reader_stands_nowhere_on_the_page(story: Story) -> None:
    sister = add_relative(child=story.child, details=PersonDetails("Canary", "Exemplar"), kind="sibling", by=None)
    keep_secret(child=story.child, person=sister, secret=SecretDetails("school", "x"), by=None, on=None)
    own = open_child_record(person=sister, through=story.child, start=RecordStart(), by=None, on=date(2024, 3, 1))
    assert "Canary" in page_for(story.worker, story.child)
    restrict_child(child=own, details=HIDE, leave_for=[story.manager, story.officer], by=None, on=clock.today())
    assert "Canary" not in page_for(story.worker, story.child)


def test_a_restricted_child_is_marked_for_who_has_leave_and_not_there_for_others(story: Story) -> None:
    restrict_child(child=story.child, details=HIDE, leave_for=[story.manager, story.officer], by=None, on=clock.today())
    assert "Restricted record." in page_for(story.manager, story.child)
    assert "Jordan" not in page_for(story.worker, story.child, status=404)


def test_broken_glass_says_until_when(story: Story, user_with: Callable[..., User]) -> None:
    other = user_with(Role.SOCIAL_WORKER)
    assert "Jordan" not in page_for(other, story.child, status=404)
    broken = break_glass(child=story.child, reason="The hospital rang.", by=other)
    page = page_for(other, story.child)
    assert "You broke the glass." in page
    assert f"until {localtime(broken.until_at):%H:%M}" in page
    assert "You broke the glass." not in page_for(story.worker, story.child)


# For carers and guests


@pytest.mark.parametrize("role", [Role.FOSTER_CARER, Role.GUEST])
def test_carers_and_guests_get_what_their_task_needs_and_no_more(
    story: Story, user_with: Callable[..., User], role: Role
) -> None:
    user, today = user_with(role), clock.today()
    if role == Role.FOSTER_CARER:
        allocate_child(child=story.child, user=user, allocated_as=AllocatedAs.FOSTER_CARER, by=None, on=today)
    else:
        task = TaskDetails("Read the plan for school.", today + timedelta(days=3))
        ask_person(child=story.child, user=user, task=task, by=None, on=today)
    page = page_for(user, story.child)
    assert "Jordan Exemplar" in page
    assert "Social worker Invented Worker" in page
    assert "time to answer" in page
    for kept in ("INV903", "Invented Lane", "section 20", "Mo Exemplar", "Threats", "Court order", "Family", "Journey"):
        assert kept not in page, kept
    assert ("Fin Exemplar must not be told" in page) is (role == Role.FOSTER_CARER)
    assert ("Read the plan for school." in page) is (role == Role.GUEST)


def test_a_worker_who_also_fosters_the_child_sees_the_page_of_a_carer(
    story: Story, user_with: Callable[..., User]
) -> None:
    both = user_with(Role.FOSTER_CARER, Role.SOCIAL_WORKER)
    allocate_child(child=story.child, user=both, allocated_as=AllocatedAs.FOSTER_CARER, by=None, on=clock.today())
    assert "Mo Exemplar" not in page_for(both, story.child)


# Queries


def test_the_page_takes_at_most_twelve_queries_with_75_episodes(
    story: Story, django_assert_max_num_queries: Callable
) -> None:
    give_history(story.child, 75)
    request = RequestFactory().get("/")
    request.user, request.roles = story.worker, frozenset({Role.SOCIAL_WORKER})
    request.child, request.relations = Child.objects.select_related("person").get(), frozenset({Relation.ALLOCATED})
    with django_assert_max_num_queries(12):
        answer = child_show(request, story.child.pk)
    assert "Full care order" in answer.content.decode()


def test_a_long_history_takes_no_more_queries_than_a_short_one(story: Story) -> None:
    client = Client()
    client.force_login(story.worker)
    taken = []
    for episodes in (1, 75):
        give_history(story.child, episodes)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/children/{story.child.pk}/").status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]


# The strip


def test_the_strip_of_an_imported_child_is_that_of_the_returns() -> None:
    """The record and the returns tell a child's journey in the same words, but for reviews, which the record lacks."""
    rows = stitch(read_files(invent(in_care=60, years=3, last_year=2026, seed=11)))
    import_children(rows=rows, dataset=uuid4(), by=None)
    journeys = derive(rows, as_of_day=rows.data_to_day)
    compared = 0
    for child in Child.objects.select_related("person"):
        periods = periods_of(episodes_of(child))
        told = strip_of(journey_of(child.local_id, journeys))
        own = strip_of_periods(periods, child.person.born_on, date_of(rows.data_to_day))
        assert own is not None
        assert (own.marks, own.lanes) == (told.marks, told.lanes), child.local_id
        compared += 1
    assert compared > 50


# What is next, and how old


@pytest.mark.parametrize(
    ("began_on", "due_on"),
    [
        # 20 working days without a bank holiday are four weeks.
        (date(2026, 2, 2), date(2026, 3, 2)),
        # Over Christmas 2026: 25 and 28 December (for Saturday 26) and 1 January are none.
        (date(2026, 12, 14), date(2027, 1, 14)),
    ],
)
def test_the_first_review_is_due_until_its_day_and_not_told_after(began_on: date, due_on: date) -> None:
    found = first_review_due(began_on, due_on)
    assert found is not None
    assert found.due_on == due_on
    assert first_review_due(began_on, due_on + timedelta(days=1)) is None


def test_a_first_review_before_the_law_we_know_is_not_told() -> None:
    assert first_review_due(date(2001, 1, 1), date(2001, 1, 2)) is None


@pytest.mark.parametrize(
    ("born_on", "said"),
    [
        (date(2026, 10, 21), "0 months"),
        (date(2026, 10, 20), "1 month"),
        (date(2024, 11, 21), "23 months"),
        (date(2024, 11, 20), "2 years"),
        (date(2026, 11, 21), ""),
        (None, ""),
    ],
)
def test_ages_are_months_until_two_and_then_years(story: Story, born_on: date | None, said: str) -> None:
    story.child.person.born_on = born_on
    assert age_in_words(story.child, date(2026, 11, 20)) == said
