"""The list of children: who is in it for whom, how it is narrowed, and that no name gets into an address."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.actions import restrict_child
from homeward.web.people.details import PersonDetails, RecordStart, RestrictionDetails
from homeward.web.people.models import AllocatedAs, Child
from homeward.web.people.pages.children_list import ON_A_PAGE
from homeward.web.people.persons.actions import create_child
from homeward.web.people.teams.actions import allocate_child, close_child, create_team
from tests.web.people_story import BEGAN, Story, tell_story

pytestmark = pytest.mark.django_db
EVERYTHING = {"words": "", "team": "", "state": "open"}


@pytest.fixture
def story(db: None) -> Story:
    return tell_story()


@pytest.fixture
def head(user_with: Callable[..., User]) -> User:
    return user_with(Role.HEAD_OF_SERVICE)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def named(given: str, **start: object) -> Child:
    return create_child(
        details=PersonDetails(given, "Listed"), start=RecordStart(**start), by=None, on=date(2024, 1, 1)
    )


def listed(client: Client, **told: object) -> list[str]:
    """Return the names that stand in the list, after sending the search where one is told."""
    if told:
        answer = client.post("/children/", EVERYTHING | told)
        assert answer.status_code == 302
        assert answer.url == "/children/", "what was looked for stands in no address"
    answer = client.get("/children/")
    return [line.child.person.shown_name for line in answer.context["lines"]]


def test_each_sees_the_children_their_work_opens(story: Story, head: User, user_with: Callable[..., User]) -> None:
    named("Elsewhere")
    assert listed(browser(story.worker)) == ["Jordan Exemplar"]
    assert set(listed(browser(head))) == {"Jordan Exemplar", "Elsewhere Listed"}
    assert listed(browser(user_with(Role.SOCIAL_WORKER))) == []
    assert browser(user_with(Role.ANALYST)).get("/children/").status_code == 403


def test_an_empty_list_says_how_records_open(user_with: Callable[..., User]) -> None:
    page = browser(user_with(Role.SOCIAL_WORKER)).get("/children/").content.decode()
    assert "No child’s record is open to you yet." in page


def test_the_search_finds_by_parts_sounds_and_id_and_is_remembered(story: Story, head: User) -> None:
    named("Kathryn")
    client = browser(head)
    assert listed(client, words="jord") == ["Jordan Exemplar"]
    assert listed(client) == ["Jordan Exemplar"], "going back to the list keeps the search"
    assert listed(client, words="Catherine") == ["Kathryn Listed"]
    assert listed(client, words="inv903") == ["Jordan Exemplar"]
    assert listed(client, words="nobody of this name") == []
    assert "ask whether the child is known</a>" in client.get("/children/").content.decode()
    assert set(listed(client, clear="1")) == {"Jordan Exemplar", "Kathryn Listed"}


def test_the_list_is_narrowed_by_team_by_mine_and_by_state(story: Story, head: User) -> None:
    other = create_team(name="Invented West", by=None, on=BEGAN)
    named("Western", team=other, allocated_to=story.worker)
    closed = named("Closed", team=other)
    close_child(child=closed, because="Moved away.", by=None, on=clock.today())
    client = browser(head)
    assert listed(client, team=str(other.pk)) == ["Western Listed"]
    assert listed(client, state="closed") == ["Closed Listed"]
    assert len(listed(client, state="")) == 3
    assert listed(client, mine="on") == []
    assert set(listed(browser(story.worker), mine="on")) == {"Jordan Exemplar", "Western Listed"}


def test_a_restricted_child_is_in_no_list_no_count_and_no_search(story: Story, head: User) -> None:
    hide = RestrictionDetails(reason="invented", number_to_ring="0300 000 000")
    restrict_child(child=story.child, details=hide, leave_for=[story.manager, story.officer], by=None, on=BEGAN)
    client = browser(head)
    for words in ("", "Jordan", "INV903"):
        assert listed(client, words=words) == []
        page = client.get("/children/").content.decode()
        assert "0 children" in page
        assert "Exemplar" not in page
    assert listed(browser(story.manager)) == ["Jordan Exemplar"]


@pytest.mark.parametrize("roles", [(Role.FOSTER_CARER,), (Role.FOSTER_CARER, Role.SOCIAL_WORKER)])
def test_carers_see_their_children_without_the_councils_id(
    story: Story, user_with: Callable[..., User], roles: tuple[Role, ...]
) -> None:
    carer = user_with(*roles)
    allocate_child(child=story.child, user=carer, allocated_as=AllocatedAs.FOSTER_CARER, by=None, on=clock.today())
    page = browser(carer).get("/children/").content.decode()
    assert "Jordan Exemplar" in page
    assert "INV903" not in page
    assert "Foster carer, not long term" not in page


def test_pages_of_25_take_as_many_queries_as_a_page_of_one(story: Story, head: User) -> None:
    client, taken = browser(head), []
    client.get("/children/")
    for more in (0, ON_A_PAGE):
        for number in range(more):
            named(f"Child{number}", team=story.team, allocated_to=story.worker)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/children/")
        taken.append(len(queries))
    assert taken[0] == taken[1]
    assert len(answer.context["lines"]) == ON_A_PAGE
    assert answer.context["found"].paginator.count == ON_A_PAGE + 1
    assert len(client.get("/children/?page=2").context["lines"]) == 1


def test_where_a_child_lives_is_that_of_today(story: Story) -> None:
    line = browser(story.worker).get("/children/").context["lines"][0]
    assert (line.where, line.team, line.workers) == ("foster carer, not long term", "Invented East", "Invented Worker")
    story.child.episodes.update(dec_on=clock.today() - timedelta(days=1), reason_ceased="E4A")
    assert browser(story.worker).get("/children/").context["lines"][0].where == ""
