"""Today: what each must do, what changed in the records they see, and nothing of records they do not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.actions import deactivate_user
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.people.access.actions import break_glass, restrict_child
from homeward.web.people.care.actions import enter_episode
from homeward.web.people.care.checking import EpisodeDetails
from homeward.web.people.details import PersonDetails, RecordStart, RestrictionDetails, TaskDetails
from homeward.web.people.models import AllocatedAs, Child, Notice
from homeward.web.people.persons.actions import add_relative, create_child
from homeward.web.people.teams.actions import allocate_child, ask_person
from homeward.web.people.today.items import list_on_today
from homeward.web.people.today.news import DAYS, IN_WORDS
from homeward.web.people.today.to_do import tasks_asked
from tests.web.people_story import BEGAN, Story, tell_story

pytestmark = pytest.mark.django_db
HIDE = RestrictionDetails(reason="invented", number_to_ring="0300 000 000")


@pytest.fixture
def story(db: None) -> Story:
    return tell_story()


def today_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def to_do(user: User) -> dict[str, object]:
    """Return what stands under "To do" for somebody, with the day by which."""
    return {item.words: item.by_on for item in today_of(user).get("/").context["items"]}


def news(user: User) -> dict[str, tuple[str, ...]]:
    return {one.child.person.shown_name: one.words for one in today_of(user).get("/").context["news"]}


def new_in_care(story: Story, days: int) -> Child:
    child = create_child(
        details=PersonDetails("New", "Arrival"),
        start=RecordStart(team=story.team, allocated_to=story.worker),
        by=None,
        on=clock.today(),
    )
    began_on = clock.today() - timedelta(days=days)
    episode = EpisodeDetails(began_on, "S", "V2", "N1", "U6", "PR1")
    enter_episode(child=child, episode=episode, despite=("header_value_missing",), by=None, on=clock.today())
    return child


@pytest.mark.parametrize("role", sorted(Role))
def test_every_role_has_a_first_page_that_is_written_down(user_with: Callable[..., User], role: Role) -> None:
    answer = today_of(user_with(role)).get("/")
    assert answer.status_code == 200
    assert AuditEvent.objects.order_by("-number")[0].action == "page_read"


def test_a_guest_sees_the_task_with_its_last_day(story: Story, user_with: Callable[..., User]) -> None:
    guest, today = user_with(Role.GUEST), clock.today()
    task = TaskDetails("read the plan", today + timedelta(days=5))
    ask_person(child=story.child, user=guest, task=task, by=story.manager, on=today)
    assert to_do(guest) == {"Jordan Exemplar: read the plan": today + timedelta(days=4)}
    assert f"Jordan Exemplar: {guest.name}’s task ends" in to_do(story.manager)


def test_a_task_for_a_child_that_was_restricted_since_is_not_told(story: Story, user_with: Callable[..., User]) -> None:
    guest, today = user_with(Role.GUEST), clock.today()
    ask_person(child=story.child, user=guest, task=TaskDetails("read", today + timedelta(days=5)), by=None, on=today)
    restrict_child(child=story.child, details=HIDE, leave_for=[story.manager, story.officer], by=None, on=today)
    assert to_do(guest) == {}
    assert "Jordan" not in today_of(guest).get("/").content.decode()
    assert news(story.worker) == {}


def test_a_first_review_stands_for_worker_and_manager_until_its_day(story: Story) -> None:
    new_in_care(story, days=2)
    assert "New Arrival: first review" in to_do(story.worker)
    assert "New Arrival: first review" in to_do(story.manager)
    assert "New Arrival: first review" not in to_do(story.officer), "another child’s reviewing officer"


def test_a_first_review_long_past_its_day_is_not_told(story: Story) -> None:
    new_in_care(story, days=40)
    assert "New Arrival: first review" not in to_do(story.worker)


def test_a_manager_sees_who_has_no_social_worker_or_one_who_left(story: Story) -> None:
    create_child(details=PersonDetails("Unallocated", "Child"), start=RecordStart(team=story.team), by=None, on=BEGAN)
    assert "Unallocated Child: nobody is the child’s social worker" in to_do(story.manager)
    assert not any("Jordan" in words for words in to_do(story.manager))
    deactivate_user(user=story.worker, by=None, on=clock.today())
    assert f"Jordan Exemplar: hand over from {story.worker.name}, who has left" in to_do(story.manager)


def test_broken_glass_waits_for_the_auditor_who_reviews_it(story: Story, user_with: Callable[..., User]) -> None:
    other, auditor = user_with(Role.TEAM_MANAGER), user_with(Role.AUDITOR)
    break_glass(child=story.child, reason="The hospital rang.", by=other)
    says = "The glass was broken once: say whether that was right"
    assert says in to_do(auditor)
    assert says not in to_do(other)
    page = today_of(auditor).get("/").content.decode()
    assert "Jordan" not in page, "an auditor sees no child"


def test_notices_are_seen_by_whom_they_are_to(story: Story, user_with: Callable[..., User]) -> None:
    break_glass(child=story.child, reason="The hospital rang.", by=user_with(Role.SOCIAL_WORKER))
    notice = Notice.objects.get(to=story.worker)
    client = today_of(story.worker)
    assert notice.words in client.get("/").content.decode()
    assert today_of(story.manager).post(f"/notices/{notice.pk}/seen/").status_code == 404
    assert client.get(f"/notices/{notice.pk}/seen/").status_code == 405
    assert client.post(f"/notices/{notice.pk}/seen/").url == "/"
    assert notice.words not in client.get("/").content.decode()


def test_news_are_what_others_wrote_in_seven_days_in_records_one_sees(
    story: Story, user_with: Callable[..., User]
) -> None:
    assert "somebody must not be told something" in news(story.worker)["Jordan Exemplar"]
    add_relative(child=story.child, details=PersonDetails("Gran", "X"), kind="grandparent", by=story.worker)
    assert news(story.worker)["Jordan Exemplar"][0] != "somebody was added to the family", "one’s own work is no news"
    assert news(story.manager)["Jordan Exemplar"][0] == "somebody was added to the family"
    assert news(user_with(Role.SOCIAL_WORKER)) == {}


def test_carers_and_guests_are_told_no_news_of_the_record(story: Story, user_with: Callable[..., User]) -> None:
    today = clock.today()
    for roles in ((Role.FOSTER_CARER,), (Role.FOSTER_CARER, Role.SOCIAL_WORKER)):
        carer = user_with(*roles)
        allocate_child(child=story.child, user=carer, allocated_as=AllocatedAs.FOSTER_CARER, by=None, on=today)
        assert news(carer) == {}
    guest = user_with(Role.GUEST)
    ask_person(child=story.child, user=guest, task=TaskDetails("read", today + timedelta(days=5)), by=None, on=today)
    assert news(guest) == {}


def test_reading_is_no_news_and_old_news_is_none(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + timedelta(days=DAYS, hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert news(story.worker) == {}
    assert not {"page_read", "page_refused", "notice_seen", "known_asked"} & IN_WORDS.keys()


def test_a_source_is_listed_once() -> None:
    with pytest.raises(ValueError, match="already"):
        list_on_today(tasks_asked)
