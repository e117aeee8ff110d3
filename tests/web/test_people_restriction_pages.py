"""Restricting a record, leave, conflicts of interest, and who may see a record and why: on pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.actions import break_glass, restrict_child
from homeward.web.people.details import RestrictionDetails, TaskDetails
from homeward.web.people.models import AllocatedAs, Child, ConflictOfInterest, Leave, Restriction
from homeward.web.people.policy import find
from homeward.web.people.relations import everybody_who_sees, relations_of
from homeward.web.people.teams.actions import allocate_child, ask_person
from tests.web.people_service import ON, Service, last_row, make_service, today, words_of
from tests.web.people_world import make_child, make_user, random_world

pytestmark = pytest.mark.django_db
MANAGER = Role.TEAM_MANAGER
LEADERS = {Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.NOMINATED_OFFICER, Role.DIRECTOR}


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def child(service: Service) -> Child:
    return service.child()


def put_on(service: Service, child: Child, browser: Client, **words: object) -> str:
    sent = {"reason": "threats", "number_to_ring": "0300 1", "leave_for": [service.user(Role.DIRECTOR).pk]} | words
    return words_of(browser.post(f"/children/{child.pk}/restriction/add/", sent, follow=True))


def restricted(service: Service, child: Child) -> Restriction:
    details = RestrictionDetails("threats", "0300 1")
    leave = [service.user(Role.DIRECTOR)]
    return restrict_child(child=child, details=details, leave_for=leave, by=service.user(MANAGER), on=today())


def test_a_manager_restricts_gives_and_takes_leave_and_lifts(service: Service, child: Child) -> None:
    manager, address = service.browser(MANAGER), f"/children/{child.pk}/restriction/"
    assert "This record is not restricted" in words_of(manager.get(address))
    said = put_on(service, child, manager)
    assert "The record is restricted from now on" in said
    assert "threats" in said
    assert "Restricted record." in said
    assert service.browser(Role.HEAD_OF_SERVICE).get(f"/children/{child.pk}/").status_code == 404
    restriction = child.restrictions.get()
    head = service.user(Role.HEAD_OF_SERVICE)
    said = words_of(manager.post(f"{address}{restriction.pk}/leave/", {"user": head.pk}, follow=True))
    assert f"{head.name} has leave from now on" in said
    assert find(head, Child, child.pk)
    leave = Leave.objects.get(user=head)
    said = words_of(manager.post(f"{address}{restriction.pk}/leave/{leave.pk}/end/", follow=True))
    assert f"{head.name} has no leave any more" in said
    assert not find(head, Child, child.pk)
    assert "The restriction is lifted" in words_of(manager.post(f"{address}{restriction.pk}/lift/", follow=True))
    assert find(head, Child, child.pk)
    assert last_row("restriction_lifted")[0].subject_id == str(child.pk)


def test_what_is_missing_is_said_beside_its_question(service: Service, child: Child) -> None:
    said = put_on(service, child, service.browser(MANAGER), reason=" ", number_to_ring="", leave_for=[])
    for words in ("Say why the record is restricted", "Give the number to ring", "at least one person besides"):
        assert words in said
    assert not Restriction.objects.exists()


def test_two_people_keep_leave(service: Service, child: Child) -> None:
    restriction = restricted(service, child)
    leave = Leave.objects.get(user=service.user(Role.DIRECTOR))
    address = f"/children/{child.pk}/restriction/{restriction.pk}/leave/{leave.pk}/end/"
    said = words_of(service.browser(MANAGER).post(address, follow=True))
    assert "Two people must keep leave" in said
    assert find(service.user(Role.DIRECTOR), Child, child.pk)


def test_whoever_takes_away_their_own_leave_goes_home(service: Service, child: Child) -> None:
    restriction = restricted(service, child)
    manager = service.browser(MANAGER)
    address = f"/children/{child.pk}/restriction/{restriction.pk}/"
    manager.post(f"{address}leave/", {"user": service.user(Role.HEAD_OF_SERVICE).pk})
    leave = Leave.objects.get(user=service.user(MANAGER))
    assert manager.post(f"{address}leave/{leave.pk}/end/").url == "/"
    assert manager.get(f"/children/{child.pk}/").status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - LEADERS))
def test_only_who_leads_reaches_the_restriction(service: Service, child: Child, role: Role) -> None:
    restriction = restricted(service, child)
    address, browser = f"/children/{child.pk}/restriction/", service.browser(role)
    leave = Leave.objects.first()
    for more in ("", "add/", f"{restriction.pk}/lift/", f"{restriction.pk}/leave/{leave.pk}/end/"):
        assert browser.get(address + more).status_code in (403, 404)
        assert browser.post(address + more, {"reason": "x"}).status_code in (403, 404)
    restriction.refresh_from_db()
    assert restriction.ends_on is None


def test_another_childs_restriction_is_not_reached_by_way_of_ones_own(service: Service, child: Child) -> None:
    other, manager = service.child("Robin"), service.browser(MANAGER)
    restriction = restricted(service, other)
    assert manager.post(f"/children/{child.pk}/restriction/{restriction.pk}/lift/").status_code == 404
    restriction.refresh_from_db()
    assert restriction.ends_on is None


# Conflicts of interest


def test_a_worker_declares_their_own_conflict_and_is_shut_out_at_once(service: Service, child: Child) -> None:
    service.allocate(child)
    worker = service.browser(Role.SOCIAL_WORKER)
    address = f"/children/{child.pk}/conflict/"
    assert 'name="user"' not in words_of(worker.get(address)), "a worker speaks of themselves only"
    answer = worker.post(address, {"reason": "a cousin", "user": service.user(Role.DIRECTOR).pk}, follow=True)
    assert answer.redirect_chain[-1][0] == "/"
    assert "The record is shut to you from now on" in words_of(answer)
    assert "Jordan" not in words_of(answer)
    assert ConflictOfInterest.objects.get().user == service.user(Role.SOCIAL_WORKER)
    assert worker.get(f"/children/{child.pk}/").status_code == 404


def test_a_manager_declares_and_ends_the_conflict_of_another(service: Service, child: Child) -> None:
    service.allocate(child)
    worker, manager = service.user(Role.SOCIAL_WORKER), service.browser(MANAGER)
    said = words_of(
        manager.post(f"/children/{child.pk}/conflict/", {"reason": "a cousin", "user": worker.pk}, follow=True)
    )
    assert f"The record is shut to {worker.name} from now on" in said
    assert "a cousin" in said
    assert not find(worker, Child, child.pk)
    conflict = ConflictOfInterest.objects.get()
    said = words_of(manager.post(f"/children/{child.pk}/conflict/{conflict.pk}/end/", follow=True))
    assert "The conflict of interest is over" in said
    assert find(worker, Child, child.pk)


def test_a_conflict_needs_a_reason(service: Service, child: Child) -> None:
    said = words_of(service.browser(MANAGER).post(f"/children/{child.pk}/conflict/", {"reason": " "}))
    assert "Say what the conflict is" in said
    assert not ConflictOfInterest.objects.exists()


# Who may see this record, and why


def test_the_page_says_who_and_why_in_words(service: Service, child: Child) -> None:
    service.allocate(child)
    task = TaskDetails("read the plan", until_on=today() + timedelta(days=3))
    ask_person(child=child, user=service.user(Role.GUEST), task=task, by=None, on=today())
    break_glass(child=child, reason="found alone at the station", by=service.user(Role.SECOND_WORKER))
    for role in Role:
        service.user(role)
    said = words_of(service.browser(MANAGER).get(f"/children/{child.pk}/who-may-see/"))
    for words in (
        "Social worker of the child since 5 January 2026",
        "read the plan",
        "Sees the page made for this task only",
        "Is in the team responsible for the child, Invented East",
        "Answers for all children of the service",
        "Is on emergency duty",
        "Broke the glass: open until",
    ):
        assert words in said
    assert service.user(Role.ANALYST).name + "<" not in said


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_everybody_who_sees_are_those_who_each_see(seed: int) -> None:
    users, kids = random_world(seed)
    count = 0
    for one in kids:
        expected = {user: seen for user in users if (seen := relations_of(user, one))}
        assert everybody_who_sees(one) == expected
        count += len(expected)
    assert count


def test_the_page_asks_as_much_of_the_database_for_fifty_people_as_for_five(service: Service, child: Child) -> None:
    manager, address = service.browser(MANAGER), f"/children/{child.pk}/who-may-see/"
    manager.get(address)
    with CaptureQueriesContext(connection) as few:
        manager.get(address)
    for number in range(50):
        user = make_user(1000 + number, Role.SOCIAL_WORKER)
        allocate_child(child=child, user=user, allocated_as=AllocatedAs.SECOND_WORKER, by=None, on=ON)
    make_child(99)
    with CaptureQueriesContext(connection) as many:
        said = words_of(manager.get(address))
    assert said.count("Second worker of the child since") == 50
    assert len(many) == len(few)


def test_the_page_is_for_those_who_work_with_the_child(service: Service, child: Child) -> None:
    address = f"/children/{child.pk}/who-may-see/"
    break_glass(child=child, reason="found alone at the station", by=service.user(Role.SOCIAL_WORKER))
    for role in (Role.SOCIAL_WORKER, Role.SECOND_WORKER, Role.EMERGENCY_DUTY):
        assert service.browser(role).get(address).status_code == 404
    for role in (Role.FOSTER_CARER, Role.GUEST, Role.AUDITOR):
        assert service.browser(role).get(address).status_code == 403
