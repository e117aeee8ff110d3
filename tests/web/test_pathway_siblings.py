"""Sisters and brothers are seen together: one return asks to look at the others; a shut record tells nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.pathways.position import EntryKind, Move
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.pathway.actions import note_fact, take_move
from homeward.web.pathway.models import PathwayStart, SiblingsLook
from homeward.web.pathway.queries import circumstances_of, way_of
from homeward.web.pathway.siblings.actions import look_at_siblings
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    CareEpisode,
    Child,
    Kinship,
    PersonName,
    Relationship,
    Restriction,
)
from tests.web.people_world import entered, make_child, make_user
from tests.web.test_pathway_pages import ana, begun, boxes, browser, manager, worker  # noqa: F401 - the same people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAME = "Invented-Ben"
PROMPT = "goes home, or may"
NAMELESS = "something changed for a sister or brother"


@pytest.fixture
def ben(ana: Child) -> Child:  # noqa: F811
    """Ana's brother in care, with a worker of his own."""
    child = make_child(2)
    PersonName.objects.create(person=child.person, given=NAME, family="Invented", kind="legal", **entered())
    Relationship.objects.create(person=child.person, other=ana.person, kind=Kinship.SIBLING, **entered())
    CareEpisode.objects.create(
        child=child, decom_on=clock.today() - timedelta(days=90), legal_status="V2", place="U4",
        reason_new_episode="S", entered_at=clock.now(),
    )  # fmt: skip
    return child


@pytest.fixture
def other_worker(ben: Child) -> User:
    user = make_user(3, Role.SOCIAL_WORKER)
    Allocation.objects.create(child=ben, user=user, allocated_as=AllocatedAs.SOCIAL_WORKER, **entered())
    return user


def allocate(child: Child, user: User) -> None:
    Allocation.objects.create(child=child, user=user, allocated_as=AllocatedAs.SOCIAL_WORKER, **entered())


def goes_home(child: Child, by: User) -> None:
    note_fact(child=child, fact="walked", words="", by=by, on=clock.today())


def today_page(user: User) -> str:
    return browser(user).get(reverse("home")).text


def siblings_page(user: User, child: Child) -> str:
    return browser(user).get(reverse("siblings", args=[child.pk])).text


def test_each_is_shown_where_they_stand_in_care_or_not(worker, ana, ben):  # noqa: F811
    allocate(ben, worker)
    shown = siblings_page(worker, ana)
    assert NAME in shown
    assert "in care. Nobody has begun" in shown
    goes_home(ben, worker)
    CareEpisode.objects.filter(child=ben).update(dec_on=clock.today())
    shown = siblings_page(worker, ana)
    assert "not in care. Unplanned return: safety today" in shown
    looked = AuditEvent.objects.filter(subject_id=str(ben.pk), action="page_read")
    assert looked.exists()


def test_one_childs_return_asks_the_others_worker_to_look_until_a_look_is_written_down(worker, ana, ben, other_worker):  # noqa: F811
    allocate(ana, other_worker)
    assert PROMPT not in today_page(other_worker)
    goes_home(ana, worker)
    shown = today_page(other_worker)
    assert NAME in shown
    assert PROMPT in shown
    page = browser(other_worker)
    told = {"words": "He wants to stay with his carer.", **boxes(clock.today())}
    assert page.post(reverse("siblings_look", args=[ben.pk]), told).status_code == 302
    assert PROMPT not in today_page(other_worker)
    assert "He wants to stay" in siblings_page(other_worker, ben)


def test_a_worker_who_may_not_open_the_other_record_is_told_no_more_than_to_ask(worker, ana, ben, other_worker):  # noqa: F811
    goes_home(ana, worker)
    shown = today_page(other_worker)
    assert NAMELESS in shown
    assert PROMPT not in shown
    assert reverse("pathway", args=[ana.pk]) not in siblings_page(other_worker, ben)


def test_a_sibling_whose_record_is_shut_appears_nowhere_and_is_not_counted(worker, ana, ben, other_worker):  # noqa: F811
    begun(ana, worker)
    allocate(ben, worker)
    allocate(ana, other_worker)
    start = PathwayStart.objects.get()
    assert circumstances_of(start, clock.today()).siblings == 1
    Restriction.objects.create(child=ben, reason="x", number_to_ring="1", **entered())
    assert circumstances_of(start, clock.today()).siblings == 0
    assert NAME not in siblings_page(worker, ana)
    Restriction.objects.create(child=ana, reason="x", number_to_ring="1", **entered())
    Restriction.objects.filter(child=ben).update(struck_at=clock.now())
    PathwayStart.objects.update(child=ana)
    shown = today_page(other_worker)
    assert NAMELESS not in shown
    assert PROMPT not in shown


def test_a_way_that_ended_asks_no_more(worker, manager, ana, ben, other_worker):  # noqa: F811
    goes_home(ana, worker)
    assert NAMELESS in today_page(other_worker)
    take_move(child=ana, move=Move(EntryKind.STOPPED, "safety_today", ""), reason="No", by=manager, on=clock.today())
    assert NAMELESS not in today_page(other_worker)


def test_a_look_meets_the_need_of_the_approval_and_can_be_struck_out(worker, manager, ana, ben):  # noqa: F811
    begun(ana, worker)
    start = PathwayStart.objects.get()
    moves = [("decided", "consider", "yes"), *(("done", step, "") for step in ("plan_assessment", "chronology"))]
    moves += [
        ("done", "assessment", ""),
        ("done", "first_classification", ""),
        ("decided", "decide_work_towards", "yes"),
    ]
    moves += [("done", step, "") for step in ("agreement", "review_of_change", "second_classification")]
    for at, (kind, step, answer) in enumerate(moves, 1):
        start.entries.create(kind=kind, step=step, answer=answer, position=at, on=clock.today(), entered_at=clock.now())
    missing = lambda: {one.need.id for one in way_of(ana, clock.today()).position.missing}  # noqa: E731
    assert "siblings_looked_at" in missing()
    look_at_siblings(child=ana, words="They want to see each other often.", by=worker, on=clock.today())
    assert "siblings_looked_at" not in missing()
    look = SiblingsLook.objects.get()
    page = browser(worker)
    page.post(reverse("siblings_look_strike", args=[ana.pk, look.pk]), {"because": "Wrong child"})
    assert "siblings_looked_at" in missing()
    assert page.get(reverse("siblings_look_strike", args=[ana.pk, look.pk])).status_code == 404


def test_a_look_cannot_be_struck_by_way_of_another_child(worker, ana, ben):  # noqa: F811
    allocate(ben, worker)
    look_at_siblings(child=ben, words="He is well.", by=worker, on=clock.today())
    address = reverse("siblings_look_strike", args=[ana.pk, SiblingsLook.objects.get().pk])
    assert browser(worker).post(address, {"because": "x"}).status_code == 404


def test_the_page_asks_as_much_of_the_database_after_many_entries(worker, ana, ben):  # noqa: F811
    allocate(ben, worker)
    page, address = browser(worker), reverse("siblings", args=[ana.pk])
    counts = []
    for _ in range(2):
        for _ in range(4):
            goes_home(ben, worker)
        with CaptureQueriesContext(connection) as asked:
            page.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_short_route_is_taken_with_the_managers_reason_which_is_not_asked_twice(manager, worker, ana):  # noqa: F811
    begun(ana, worker)
    page = browser(manager)
    shown = page.get(reverse("pathway", args=[ana.pk])).text
    assert "It is not open: the child has been looked after since" in shown
    CareEpisode.objects.filter(child=ana).update(decom_on=clock.today() - timedelta(days=5))
    shown = page.get(reverse("pathway", args=[ana.pk])).text
    assert "It is open: the child has been looked after since" in shown
    answer = reverse("pathway_answer", args=[ana.pk, "decided", "consider", "short"])
    page.post(answer, {"reason": "Five days, and the crisis is over.", **boxes(clock.today())})
    where = way_of(ana, clock.today()).position
    assert where.step.id == "short_look"
    assert "short_reason" not in {one.need.id for one in where.missing}
