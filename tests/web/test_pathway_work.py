"""Tasks of a way home: who saw them, who takes them on, to whom they are shown; the board; and how long steps take."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.pathways.position import EntryKind, Move
from homeward.practice.tasks.raising import RaisedTo, RaisingRule
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.chronology.telling import chronology_of
from homeward.web.pathway.actions import take_move
from homeward.web.pathway.models import TaskSeen
from homeward.web.pathway.work.actions import hold_review, see_task, set_raising
from homeward.web.pathway.work.lists import lines_of, on_the_way, own_children
from homeward.web.pathway.work.times import times_of_steps
from homeward.web.pathway.work.whose import raised_for
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    Child,
    Restriction,
    Team,
    TeamMembership,
)
from homeward.web.people.rights import NotPermittedError
from tests.web.pathway_ways import on_a_way, step_on
from tests.web.people_world import entered, make_user

pytestmark = pytest.mark.django_db
STEP = "step.consider.1"


@pytest.fixture
def worker() -> User:
    return make_user(1, Role.SOCIAL_WORKER)


@pytest.fixture
def manager() -> User:
    return make_user(2, Role.TEAM_MANAGER)


@pytest.fixture
def head() -> User:
    return make_user(3, Role.HEAD_OF_SERVICE)


@pytest.fixture
def team(manager: User) -> Team:
    team = Team.objects.create(name="Invented team", **entered())
    TeamMembership.objects.create(user=manager, team=team, is_manager=True, **entered())
    return team


@pytest.fixture
def ana(worker: User, team: Team) -> Child:
    return on_a_way(1, worker, team, began=clock.today() - timedelta(days=200))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_task_says_why_it_is_due_then_and_what_moves_with_it(worker: User, ana: Child) -> None:
    shown = text_of(browser(worker).get(reverse("pathway_tasks", args=[ana.pk])).text)
    assert "14 days after" in shown
    assert "the service’s own usual time, not a law" in shown
    assert "whatever follows from the decision moves with it" in shown
    assert "No review since" in shown


def test_who_saw_a_task_stands_by_name_and_day_and_a_second_word_keeps_the_first(worker: User, ana: Child) -> None:
    page = browser(worker)
    address = reverse("task_see", args=[ana.pk, STEP])
    assert worker.name in page.get(address).text
    shown = page.post(address, {"taken_on_by": worker.pk}, follow=True)
    today = clock.today()
    assert f"Seen by {worker.name} on {today.day} {today:%B %Y}. Taken on by {worker.name}." in text_of(shown.text)
    shown = page.post(address, {"taken_on_by": ""}, follow=True)
    assert "Nobody has taken it on yet." in text_of(shown.text)
    assert TaskSeen.objects.count() == 2
    assert TaskSeen.objects.standing().count() == 1
    assert AuditEvent.objects.filter(action="task_seen").count() == 2


def test_a_word_of_having_seen_it_stays_with_its_task_where_the_day_moves(worker: User, ana: Child) -> None:
    see_task(child=ana, task=STEP, taken_on_by=None, by=worker, on=clock.today())
    ana.pathway_starts.update(began_on=clock.today() - timedelta(days=3))
    line = next(one for one in lines_of(own_children(worker, clock.today()), clock.today()) if one.task.id == STEP)
    assert line.seen is not None


def test_coming_to_a_step_again_is_a_new_task(worker: User, manager: User, ana: Child) -> None:
    see_task(child=ana, task=STEP, taken_on_by=None, by=worker, on=clock.today())
    step_on(ana, clock.today(), ("decided", "consider", "not_now"), ("decided", "not_now", "again"))
    lines = lines_of(own_children(worker, clock.today()), clock.today())
    assert [one.seen for one in lines if one.task.id == "step.consider.2"] == [None]
    with pytest.raises(ValidationError, match="not there any more"):
        see_task(child=ana, task=STEP, taken_on_by=None, by=worker, on=clock.today())


def test_nobody_without_the_record_sees_or_takes_on_a_task(worker: User, ana: Child) -> None:
    stranger = make_user(9, Role.SOCIAL_WORKER)
    with pytest.raises(NotPermittedError):
        see_task(child=ana, task=STEP, taken_on_by=None, by=stranger, on=clock.today())
    with pytest.raises(ValidationError):
        see_task(child=ana, task=STEP, taken_on_by=stranger, by=worker, on=clock.today())
    page = browser(worker)
    refused = page.post(reverse("task_see", args=[ana.pk, STEP]), {"taken_on_by": stranger.pk})
    assert refused.status_code == 200
    assert not TaskSeen.objects.exists()
    assert browser(stranger).get(reverse("tasks")).text.count("Given1") == 0
    assert browser(stranger).get(reverse("pathway_tasks", args=[ana.pk])).status_code == 404


def test_an_overdue_task_goes_to_the_manager_then_the_head_and_nowhere_once_somebody_saw_it(
    worker: User, manager: User, head: User, team: Team
) -> None:
    child = on_a_way(1, worker, team, began=clock.today() - timedelta(days=15))
    assert not raised_for(manager, clock.today()), "overdue since yesterday: by three working days nobody is shown it"
    child.pathway_starts.update(began_on=clock.today() - timedelta(days=21))
    set_raising(rule=RaisingRule(1, 60), why="We help early.", by=head, on=clock.today())
    assert [line.raised.to for line in raised_for(manager, clock.today())] == [RaisedTo.TEAM_MANAGER]
    assert not raised_for(head, clock.today())
    set_raising(rule=RaisingRule(1, 2), why="Sooner still.", by=head, on=clock.today())
    assert [line.raised.to for line in raised_for(head, clock.today())] == [RaisedTo.HEAD_OF_SERVICE]
    assert "1 task is overdue, and nobody has said they saw it" in browser(head).get(reverse("home")).text
    see_task(child=child, task=STEP, taken_on_by=None, by=worker, on=clock.today())
    assert not raised_for(head, clock.today())
    assert not raised_for(manager, clock.today())


def test_only_who_sets_the_policy_sets_after_how_many_days_a_task_is_shown(worker: User, head: User) -> None:
    with pytest.raises(NotPermittedError):
        set_raising(rule=RaisingRule(1, 2), why="So", by=worker, on=clock.today())
    told = {"to_manager_days": "5", "to_head_days": "4", "why": "So"}
    page = browser(head)
    assert "at the same time or later" in page.post(reverse("raising"), told).text
    page.post(reverse("raising"), told | {"to_head_days": "15"})
    assert "after 5 working days" in text_of(browser(worker).get(reverse("raising")).text)
    assert '<form method="post" novalidate' not in browser(worker).get(reverse("raising")).text


def test_the_list_narrows_and_sorts_and_says_when_there_is_nothing(worker: User, team: Team, ana: Child) -> None:
    on_a_way(2, worker, team, began=clock.today())
    page = browser(worker)
    every = page.get(reverse("tasks")).text
    assert every.index("Given1") < every.index("Given2")
    overdue = page.get(reverse("tasks"), {"when": "overdue"}).text
    assert "Given1" in overdue
    assert "Given2" not in overdue
    assert (
        page.get(reverse("tasks"), {"when": "nonsense", "sort": "x", "team": "y", "whose": "team"}).status_code == 200
    )
    idle = browser(make_user(8, Role.SOCIAL_WORKER)).get(reverse("tasks")).text
    assert "Nothing is to be done here" in idle


def test_a_task_taken_on_by_a_colleague_is_theirs_and_no_longer_the_social_workers(worker: User, ana: Child) -> None:
    helper = make_user(4, Role.FAMILY_SUPPORT_WORKER)
    Allocation.objects.create(child=ana, user=helper, allocated_as=AllocatedAs.FAMILY_SUPPORT_WORKER, **entered())
    see_task(child=ana, task=STEP, taken_on_by=helper, by=worker, on=clock.today())
    consider = "Consider a return home"
    assert consider in browser(helper).get(reverse("tasks")).text
    assert consider not in browser(worker).get(reverse("tasks")).text


def test_a_review_is_written_down_and_moves_the_next(worker: User, ana: Child) -> None:
    page, today = browser(worker), clock.today()
    told = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year), "words": ""}
    shown = page.post(reverse("review_write", args=[ana.pk]), told, follow=True).text
    assert "Second review" not in shown
    assert "regulation 33(2)" in shown
    assert [event.what for event in chronology_of(worker, ana)].count("Review held.") == 1
    assert "written down already" in page.post(reverse("review_write", args=[ana.pk]), told).text
    with pytest.raises(ValidationError):
        hold_review(child=ana, words="", by=worker, on=today + timedelta(days=1))
    review = ana.reviews_held.get()
    page.post(reverse("review_strike", args=[ana.pk, review.pk]), {"because": "Another child."})
    assert "No review is in this record." in page.get(reverse("pathway_reviews", args=[ana.pk])).text


def test_the_board_shows_stage_days_and_what_holds_it_up_and_leaves_restricted_ones_out(
    worker: User, manager: User, head: User, team: Team, ana: Child
) -> None:
    step_on(ana, clock.today() - timedelta(days=20), ("decided", "consider", "yes"))
    shown = text_of(browser(manager).get(reverse("pathway_board")).text)
    assert "Given1 Invented" in shown
    assert "Plan the assessment" in shown
    assert "Who reads the file for the chronology" in shown
    assert browser(worker).get(reverse("pathway_board")).status_code == 403
    Restriction.objects.create(child=ana, reason="Invented", number_to_ring="1", **entered())
    for somebody in (manager, head):
        page = browser(somebody)
        for name in ("pathway_board", "tasks"):
            assert "Given1" not in page.get(reverse(name)).text
        assert "0 children" in text_of(page.get(reverse("pathway_board")).text)


def test_the_board_tells_the_first_days_at_home_and_a_child_who_came_back_soon(
    worker: User, manager: User, team: Team, ana: Child
) -> None:
    today = clock.today()
    step_on(ana, today - timedelta(days=3), ("happened", "went_home", ""))
    ben = on_a_way(2, worker, team, began=today - timedelta(days=100))
    step_on(ben, today - timedelta(days=60), ("happened", "walked", ""))
    step_on(ben, today - timedelta(days=10), ("happened", "came_back", ""))
    page = browser(manager)
    shown = text_of(page.get(reverse("pathway_board")).text)
    assert "Day 4 at home" in shown
    assert f"Back in care since {(today - timedelta(days=10)).day} " in shown
    first = page.get(reverse("pathway_board"), {"show": "first"}).text
    assert "Given1" in first
    assert "Given2" not in first


def test_the_head_of_service_sees_returns_planned_against_made(
    worker: User, head: User, team: Team, ana: Child
) -> None:
    today = clock.today()
    step_on(ana, today - timedelta(days=30), ("decided", "decide_approve", "approve"))
    ben = on_a_way(2, worker, team, began=today - timedelta(days=100))
    step_on(ben, today - timedelta(days=60), ("decided", "decide_approve", "approve"), ("done", "prepare", ""))
    shown = text_of(browser(head).get(reverse("pathway_board")).text)
    assert "2 approved, 1 of them made. 0 unplanned." in shown
    assert browser(head).get(reverse("board_decisions")).status_code == 200


def queries_of(page: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert page.get(address).status_code == 200
    return len(asked)


STANDING = {
    "consider": (),
    "assessment": (("decided", "consider", "yes"), ("done", "plan_assessment", ""), ("done", "chronology", "")),
    "agreement": (("decided", "decide_work_towards", "yes"),),
    "decide_approve": (("done", "second_classification", ""),),
    "prepare": (("decided", "decide_approve", "approve"),),
    "home": (("happened", "went_home", ""),),
    "safety_today": (("happened", "walked", ""),),
    "broken_down": (("happened", "went_home", ""), ("happened", "came_back", "")),
}


@pytest.mark.slow
@pytest.mark.parametrize("step", STANDING.values(), ids=STANDING)
def test_the_pages_ask_as_much_of_the_database_for_fifty_children_as_for_five(
    worker: User, manager: User, team: Team, step: tuple
) -> None:
    began = clock.today() - timedelta(days=100)
    kids = [on_a_way(number, worker, team, began=began) for number in range(5)]
    for child in kids:
        step_on(child, began, *step)
    addresses = [(browser(manager), reverse("pathway_board")), (browser(worker), reverse("tasks"))]
    addresses += [(browser(manager), reverse("tasks") + "?whose=team"), (browser(worker), reverse("home"))]
    few = [queries_of(page, address) for page, address in addresses]
    for number in range(5, 50):
        step_on(on_a_way(number, worker, team, began=began), began, *step)
    assert [queries_of(page, address) for page, address in addresses] == few
    assert max(few[:3]) < 60, few
    assert few[3] < 90, few


def test_step_times_are_told_of_six_and_of_nobody(worker: User, team: Team) -> None:
    began = clock.today() - timedelta(days=100)
    for number in range(6):
        child = on_a_way(number, worker, team, began=began)
        step_on(child, began + timedelta(days=number), ("decided", "consider", "yes"))
        if number < 5:
            step_on(child, began + timedelta(days=10), ("done", "plan_assessment", ""))
    times = {one.step.id: one for one in times_of_steps(clock.today())}
    consider = times["consider"].time
    assert (consider.number, consider.median_days, consider.shortest_days, consider.longest_days) == (6, 2.5, 0, 5)
    assert times["plan_assessment"].time.number is None
    assert times["chronology"].here is None
    shown = text_of(browser(worker).get(reverse("step_times"), {"worker": worker.pk}).text)
    assert "2.5 days" in shown
    assert "Given" not in shown


def test_a_decision_writes_nothing_of_a_task_and_the_task_goes_with_its_step(
    worker: User, manager: User, ana: Child
) -> None:
    take_move(
        child=ana, move=Move(EntryKind.DECIDED, "consider", "", "yes"), reason="Yes", by=manager, on=clock.today()
    )
    told = {line.task.id for line in lines_of(on_the_way(worker, clock.today()), clock.today())}
    assert STEP not in told
    assert "step.plan_assessment.1" in told
    assert all(isinstance(line.child.pk, UUID) for line in lines_of(on_the_way(worker, clock.today()), clock.today()))
