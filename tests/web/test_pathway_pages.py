"""A child's way home: decided by those who lead, refused while something is missing; what happened never is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from homeward.practice.pathways.position import EntryKind, Move
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.chronology.telling import chronology_of
from homeward.web.pathway.actions import begin_way, meet_need, note_fact, strike_entry, take_move
from homeward.web.pathway.models import AbuseRecorded, PathwayEntry, PathwayStart
from homeward.web.pathway.queries import way_of
from homeward.web.people.models import AllocatedAs, Allocation, CareEpisode, Child, ChildTeam, Team, TeamMembership
from homeward.web.people.rights import NotPermittedError
from tests.web.people_world import entered, make_child, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> User:
    return make_user(1, Role.SOCIAL_WORKER)


@pytest.fixture
def manager() -> User:
    return make_user(2, Role.TEAM_MANAGER)


@pytest.fixture
def ana(worker: User, manager: User) -> Child:
    child = make_child(1)
    Allocation.objects.create(child=child, user=worker, allocated_as=AllocatedAs.SOCIAL_WORKER, **entered())
    team = Team.objects.create(name="Invented team", **entered())
    ChildTeam.objects.create(child=child, team=team, **entered())
    TeamMembership.objects.create(user=manager, team=team, is_manager=True, **entered())
    began = clock.today() - timedelta(days=200)
    CareEpisode.objects.create(
        child=child, decom_on=began, legal_status="V2", place="U4", reason_new_episode="S", entered_at=child.entered_at
    )
    return child


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def boxes(day: date, name: str = "on") -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def begun(child: Child, by: User) -> PathwayStart:
    return begin_way(child=child, because="Her mother asked.", abuse=AbuseRecorded.NO, by=by, on=clock.today())


def test_a_way_begins_is_decided_by_the_manager_and_stands_in_the_chronology(
    worker: User, manager: User, ana: Child
) -> None:
    today = boxes(clock.today())
    told = {"because": "Her mother asked.", "abuse": "no", **today}
    shown = browser(worker).post(reverse("pathway_begin", args=[ana.pk]), told, follow=True)
    assert "Consider a return home" in shown.text
    answer = reverse("pathway_answer", args=[ana.pk, "decided", "consider", "yes"])
    assert answer not in shown.text
    assert answer in browser(manager).get(reverse("pathway", args=[ana.pk])).text
    shown = browser(manager).post(answer, {"reason": "Much has changed.", **today}, follow=True)
    assert "Plan the assessment" in shown.text
    assert "Much has changed." in [event.what for event in chronology_of(worker, ana)][-1]


def test_a_worker_alone_does_not_decide(worker: User, ana: Child) -> None:
    begun(ana, worker)
    move = Move(EntryKind.DECIDED, "consider", "Yes", "yes")
    with pytest.raises(NotPermittedError):
        take_move(child=ana, move=move, reason="I think so", by=worker, on=clock.today())


def test_nothing_is_approved_while_something_is_missing_and_what_was_missing_can_be_met(
    worker: User, manager: User, ana: Child
) -> None:
    begun(ana, worker)
    take_move(
        child=ana, move=Move(EntryKind.DECIDED, "consider", "", "yes"), reason="Yes", by=manager, on=clock.today()
    )
    done = Move(EntryKind.DONE, "plan_assessment", "")
    with pytest.raises(ValidationError, match="Missing"):
        take_move(child=ana, move=done, reason="", by=worker, on=clock.today())
    page = browser(worker)
    shown = page.get(reverse("pathway", args=[ana.pk]))
    assert "Who reads the file" in shown.text
    need = reverse("pathway_need", args=[ana.pk, "reader_named"])
    page.post(need, {"words": "Jo reads it; named on Monday.", **boxes(clock.today())})
    take_move(child=ana, move=done, reason="", by=worker, on=clock.today())
    assert way_of(ana, clock.today()).position.step.id == "chronology"
    with pytest.raises(ValidationError, match="not missing"):
        meet_need(child=ana, need="reader_named", words="Again", by=worker, on=clock.today())


def test_a_child_who_is_home_is_written_down_within_one_page_whatever_is_missing(worker: User, ana: Child) -> None:
    page = browser(worker)
    shown = page.post(
        reverse("pathway_fact", args=[ana.pk]), {"fact": "walked", "words": "", **boxes(clock.today())}, follow=True
    )
    assert "Unplanned return: safety today" in shown.text
    assert "permission" not in shown.text


def test_a_fact_is_written_down_at_any_step(worker: User, manager: User, ana: Child) -> None:
    begun(ana, worker)
    note_fact(child=ana, fact="ordered", words="", by=worker, on=clock.today())
    assert way_of(ana, clock.today()).position.step.id == "assess_at_home"
    assert PathwayStart.objects.count() == 1


def test_only_the_last_thing_is_struck_out_and_it_stays(worker: User, manager: User, ana: Child) -> None:
    begun(ana, worker)
    first = note_fact(child=ana, fact="removed", words="", by=worker, on=clock.today())
    last = note_fact(child=ana, fact="ordered", words="", by=worker, on=clock.today())
    with pytest.raises(ValidationError, match="first"):
        strike_entry(child=ana, entry=first, because="Wrong", by=worker)
    asked = browser(worker).get(reverse("pathway_strike", args=[ana.pk, last.pk])).text
    assert "A court ordered the return" in asked, "who strikes out sees what it is"
    strike_entry(child=ana, entry=last, because="Wrong child", by=worker)
    assert way_of(ana, clock.today()).position.step.id == "safety_today"
    assert PathwayEntry.objects.count() == 2


def test_two_ways_do_not_run_at_once(worker: User, ana: Child) -> None:
    begun(ana, worker)
    with pytest.raises(ValidationError, match="already"):
        begun(ana, worker)


def test_days_to_come_and_before_what_was_written_are_refused(worker: User, ana: Child) -> None:
    begun(ana, worker)
    with pytest.raises(ValidationError):
        note_fact(child=ana, fact="walked", words="", by=worker, on=clock.today() + timedelta(days=1))
    with pytest.raises(ValidationError):
        note_fact(child=ana, fact="walked", words="", by=worker, on=clock.today() - timedelta(days=1))


def test_the_page_asks_as_much_of_the_database_after_many_entries(
    worker: User, ana: Child, django_assert_max_num_queries
) -> None:
    begun(ana, worker)
    for _ in range(8):
        note_fact(child=ana, fact="walked", words="", by=worker, on=clock.today())
    page = browser(worker)
    with django_assert_max_num_queries(45):
        assert page.get(reverse("pathway", args=[ana.pk])).status_code == 200
