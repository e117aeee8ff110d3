"""The pages of a child's looked-after history: shown in words, entered and corrected by hand, judged as the return."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.care.actions import enter_episode, strike_episode
from homeward.web.people.care.checking import EpisodeDetails
from homeward.web.people.care.queries import episodes_of
from homeward.web.people.models import AllocatedAs, CareEpisode, EpisodeSource
from homeward.web.people.teams.actions import allocate_child
from tests.web.people_story import BEGAN, Story, give_history, tell_story
from tests.web.people_world import make_child

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return tell_story()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def worker(story: Story) -> Client:
    return browser(story.worker)


def days(name: str, day: date | None) -> dict[str, str]:
    """Return what the three boxes of a date send."""
    parts = ("day", "month", "year")
    return {f"{name}-{part}": str(getattr(day, part)) if day else "" for part in parts}


def told(begins: date, **codes: str) -> dict[str, str]:
    """Return what the form of an episode sends: a move to a relative, unless said otherwise."""
    stays = {"reason_new_episode": "P", "place": "U1", "place_provider": "PR1", "legal_status": "V2", "need": "N1"}
    return days("decom_on", begins) | stays | codes


def page(story: Story, name: str, *more: object) -> str:
    return reverse(name, args=[story.child.pk, *more])


def only(story: Story) -> CareEpisode:
    (episode,) = episodes_of(story.child)
    return episode


def test_the_history_says_codes_in_words_and_keeps_apart_what_was_entered_by_hand(worker: Client, story: Story) -> None:
    CareEpisode.objects.filter(child=story.child).update(source=EpisodeSource.IMPORTED, dataset=uuid4())
    words = worker.get(page(story, "care")).content.decode()
    assert "Accommodated by agreement (section 20)" in words
    assert "Returns</td>" in words
    assert "By hand" not in words
    assert "<svg" in words
    worker.post(page(story, "episode_add"), told(BEGAN + timedelta(days=60)))
    words = worker.get(page(story, "care")).content.decode()
    assert "<strong>By hand</strong>" in words
    assert "<strong>Returns, changed by hand</strong>" in words, "its end was told by hand"


def test_a_move_ends_what_went_on_and_says_why_the_child_moved(worker: Client, story: Story) -> None:
    moved = BEGAN + timedelta(days=60)
    answer = worker.post(page(story, "episode_add"), told(moved, why_moved="CREQB"), follow=True)
    assert "The episode is added." in answer.content.decode()
    first, second = episodes_of(story.child)
    assert (first.dec_on, first.reason_ceased, first.reason_place_change) == (moved, "X1", "CREQB")
    assert (second.place, second.dec_on, second.entered_by) == ("U1", None, story.worker)


def test_what_the_return_would_not_take_stands_beside_its_question(worker: Client, story: Story) -> None:
    answer = worker.post(page(story, "episode_add"), told(BEGAN + timedelta(days=9), reason_ceased="E4A"))
    form = answer.context["form"]
    assert list(form.errors) == ["reason_ceased"]
    assert form.errors["reason_ceased"][0].startswith("This episode ")
    words = answer.content.decode()
    assert 'href="#id_reason_ceased"' in words
    assert "It is so all the same" not in words
    assert only(story).dec_on is None


def test_what_the_return_would_only_ask_about_is_kept_once_the_person_says_that_it_is_so(
    worker: Client, story: Story
) -> None:
    doubtful = told(BEGAN + timedelta(days=9), place="P1", place_provider="PR1", legal_status="C2")
    words = worker.post(page(story, "episode_add"), doubtful).content.decode()
    assert "It is so all the same" in words
    assert 'value="provider_differs_from_place"' in words
    answer = worker.post(page(story, "episode_add"), doubtful | {"despite": "provider_differs_from_place"})
    assert answer.status_code == 302
    assert episodes_of(story.child)[1].place == "P1"


def test_nobody_ticks_away_what_cannot_stand(worker: Client, story: Story) -> None:
    wrong = told(BEGAN + timedelta(days=9), reason_ceased="E4A") | {"despite": "reason_without_end"}
    answer = worker.post(page(story, "episode_add"), wrong)
    assert answer.status_code == 200
    assert "reason_ceased" in answer.context["form"].errors or "despite" in answer.context["form"].errors
    assert only(story).dec_on is None


@pytest.mark.parametrize(
    ("begins", "ends", "field"),
    [
        (clock.today() + timedelta(days=1), None, "decom_on"),
        (BEGAN + timedelta(days=9), clock.today() + timedelta(days=1), "dec_on"),
        (BEGAN + timedelta(days=9), BEGAN + timedelta(days=8), "dec_on"),
        (BEGAN, None, "decom_on"),
    ],
)
def test_impossible_days_are_refused_beside_their_question(
    worker: Client, story: Story, begins: date, ends: date | None, field: str
) -> None:
    codes = {"reason_ceased": "E4A"} if ends else {}
    answer = worker.post(page(story, "episode_add"), told(begins, **codes) | days("dec_on", ends))
    assert answer.status_code == 200
    assert {field, "__all__"} & answer.context["form"].errors.keys()
    assert len(episodes_of(story.child)) == 1


def test_care_ends_and_the_page_says_so(worker: Client, story: Story) -> None:
    home = BEGAN + timedelta(days=200)
    sent = days("dec_on", home) | {"reason_ceased": "E4A"}
    page_of_end = page(story, "episode_end", only(story).pk)
    words = worker.get(page_of_end).content.decode()
    assert "Went home as planned (E4A)" in words
    assert "(X1)" not in words
    assert worker.post(page_of_end, sent).status_code == 302
    assert (only(story).dec_on, only(story).reason_ceased) == (home, "E4A")
    words = worker.get(page(story, "care")).content.decode()
    assert f"Not looked after since {home.day} {home:%B %Y}" in words
    assert worker.post(page_of_end, sent, follow=True).status_code == 200
    assert AuditEvent.objects.filter(action="episode_ended").count() == 1


def test_an_end_that_the_return_asks_about_stands_beside_its_question(worker: Client, story: Story) -> None:
    sent = days("dec_on", BEGAN - timedelta(days=1)) | {"reason_ceased": "E4A"}
    answer = worker.post(page(story, "episode_end", only(story).pk), sent)
    assert list(answer.context["form"].errors) == ["dec_on"]
    assert only(story).dec_on is None


def test_a_correction_keeps_what_stood_before_with_who_when_and_why(worker: Client, story: Story) -> None:
    before = only(story)
    address = page(story, "episode_correct", before.pk)
    assert worker.get(address).context["form"]["place"].value() == "U6"
    sent = told(BEGAN + timedelta(days=1), reason_new_episode="S", place="U4")
    answer = worker.post(address, sent)
    assert list(answer.context["form"].errors) == ["because"]
    assert worker.post(address, sent | {"because": "Began a day later."}).status_code == 302
    assert (only(story).decom_on, only(story).place) == (BEGAN + timedelta(days=1), "U4")
    before.refresh_from_db()
    assert (before.struck_by, before.struck_because) == (story.worker, "Began a day later.")
    words = worker.get(page(story, "care")).content.decode()
    assert "What was corrected or struck out (1)" in words
    assert "Began a day later." in words
    assert worker.get(address).status_code == 404, "what is struck out is not corrected again"


@pytest.mark.parametrize("which", [0, 1])
def test_the_day_on_which_two_episodes_meet_moves_for_both(worker: Client, story: Story, which: int) -> None:
    worker.post(page(story, "episode_add"), told(BEGAN + timedelta(days=60)))
    meeting = BEGAN + timedelta(days=63)
    wrong = episodes_of(story.child)[which]
    first = {"reason_new_episode": "S", "place": "U6", "reason_ceased": "X1", **days("dec_on", meeting)}
    sent = told(BEGAN, **first) if which == 0 else told(meeting)
    answer = worker.post(page(story, "episode_correct", wrong.pk), sent | {"because": "Three days later."})
    assert answer.status_code == 302
    assert [(row.decom_on, row.dec_on) for row in episodes_of(story.child)] == [(BEGAN, meeting), (meeting, None)]
    assert CareEpisode.objects.filter(child=story.child, struck_because="Three days later.").count() == 2
    assert episodes_of(story.child)[0].household == story.home


def test_after_a_move_the_home_is_chosen_among_those_of_the_record(worker: Client, story: Story) -> None:
    worker.post(page(story, "episode_add"), told(BEGAN + timedelta(days=60)))
    now = episodes_of(story.child)[-1]
    assert now.household is None
    address = page(story, "episode_place", now.pk)
    assert address in worker.get(page(story, "care")).content.decode()
    offered = dict(worker.get(address).context["form"].fields["household"].choices)
    assert offered[str(story.home.pk)].startswith("1 Invented Lane (")
    assert worker.post(address, {"household": str(uuid4())}).status_code == 200
    assert worker.post(address, {"household": str(story.home.pk)}).status_code == 302
    assert "1 Invented Lane" in worker.get(page(story, "care")).content.decode()
    worker.post(address, {"household": "not_known"})
    assert "1 Invented Lane" not in worker.get(page(story, "care")).content.decode()


def test_what_never_was_is_struck_out_with_a_reason(worker: Client, story: Story) -> None:
    address = page(story, "episode_strike", only(story).pk)
    assert worker.post(address, {"because": " "}).status_code == 200
    assert worker.post(address, {"because": "Another child."}).status_code == 302
    assert episodes_of(story.child) == []
    assert "No period of care is recorded" in worker.get(page(story, "care")).content.decode()


def test_the_history_is_judged_as_the_return_would(worker: Client, story: Story) -> None:
    assert "Nothing: this history could stand" in worker.get(page(story, "care_check")).content.decode()
    CareEpisode.objects.filter(child=story.child).update(place="P1")
    words = worker.get(page(story, "care_check")).content.decode()
    assert "provided by the parents" in words
    assert page(story, "episode_correct", only(story).pk) in words


def test_codes_that_are_gone_are_offered_last_and_say_so(worker: Client, story: Story) -> None:
    words = worker.get(page(story, "episode_add")).content.decode()
    assert words.index("(U6)") < words.index("(H5, in returns until 2024)")


def test_an_episode_of_another_child_is_not_there(worker: Client, story: Story) -> None:
    other = make_child(1)
    episode = enter_episode(
        child=other, episode=EpisodeDetails(BEGAN, "S", "V2", "N1", "U6", "PR1"), by=None, on=clock.today()
    )
    for name in ("episode_correct", "episode_end", "episode_strike"):
        assert worker.get(page(story, name, episode.pk)).status_code == 404
    strike_episode(episode=episode, because="x", by=None)


@pytest.mark.parametrize("name", ["care", "care_check", "episode_add"])
def test_the_history_is_shut_to_whoever_is_not_staff_of_the_child(
    story: Story, user_with: Callable[..., User], name: str
) -> None:
    for role in (Role.SOCIAL_WORKER, Role.ANALYST, Role.GUEST, Role.ADMINISTRATOR):
        assert browser(user_with(role)).get(page(story, name)).status_code in (403, 404)
    carer = user_with(Role.FOSTER_CARER)
    allocate_child(child=story.child, user=carer, allocated_as=AllocatedAs.FOSTER_CARER, by=None, on=BEGAN)
    assert browser(carer).get(page(story, name)).status_code == 403
    duty = browser(user_with(Role.EMERGENCY_DUTY))
    assert duty.get(page(story, name)).status_code == (404 if name == "episode_add" else 200)


def test_whoever_only_reads_finds_nothing_to_change(story: Story, user_with: Callable[..., User]) -> None:
    words = browser(user_with(Role.EMERGENCY_DUTY)).get(page(story, "care")).content.decode()
    assert "Something changed" not in words
    assert "Correct" not in words


def test_reading_and_writing_leave_rows_about_the_child(worker: Client, story: Story) -> None:
    worker.get(page(story, "care"))
    worker.post(page(story, "episode_add"), told(BEGAN + timedelta(days=60)))
    rows = {row.action: row for row in AuditEvent.objects.filter(subject_id=str(story.child.pk)).order_by("number")}
    assert rows["page_read"].actor == rows["episode_entered"].actor == str(story.worker.pk)
    body = json.loads(AuditDetail.objects.get(number=rows["page_read"].number).body)
    assert (body["page"], body["relations"]) == ("care", ["allocated"])


def test_the_history_takes_as_many_queries_for_many_episodes_as_for_few(
    worker: Client, story: Story, django_assert_max_num_queries: Callable
) -> None:
    give_history(story.child, 40)
    with django_assert_max_num_queries(20):
        assert worker.get(page(story, "care")).status_code == 200
