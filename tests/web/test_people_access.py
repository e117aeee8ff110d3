"""What opens and shuts a child's record as days pass: over HTTP, in lists and counts, and in the audit."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from homeward.web import clock
from homeward.web.accounts.actions import deactivate_user, end_role
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.access.actions import (
    break_glass,
    declare_conflict,
    end_conflict,
    end_leave,
    give_leave,
    lift_restriction,
    restrict_child,
    review_break_glass,
)
from homeward.web.people.access.queries import broken_glass_to_review, who_has_looked
from homeward.web.people.details import PersonDetails, RecordStart, RestrictionDetails, TaskDetails
from homeward.web.people.models import AllocatedAs, Child, Leave, Notice, Person, Team
from homeward.web.people.persons.actions import add_relative, create_child
from homeward.web.people.persons.queries import list_children
from homeward.web.people.policy import Allow, find, page, visible
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation, relations_of
from homeward.web.people.rights import NotPermittedError, check_writes
from homeward.web.people.teams.actions import (
    allocate_child,
    ask_person,
    create_team,
    end_allocation,
    end_asking,
    hand_over_child,
    join_team,
    leave_team,
    move_to_team,
)

pytestmark = pytest.mark.django_db
NAME = "Jordan Exemplar"
ON = date(2026, 1, 5)
HIDE = RestrictionDetails(reason="invented", number_to_ring="0300 000 000")


def child_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    return HttpResponse(f"{request.child.person.shown_name} {sorted(request.relations)}")


def children_list(request: HttpRequest) -> HttpResponse:
    found = list_children(request.user)
    return HttpResponse(f"{found.count()} {[child.person.shown_name for child in found]}")


SHOWN = Allow(roles=STAFF, relations=EVERY_RELATION)
urlpatterns = [
    page("children/", children_list, name="children", allow=Allow(roles=STAFF)),
    page("children/<uuid:child_pk>/", child_show, name="child", allow=SHOWN),
    page("children/<uuid:child_pk>/write/", child_show, name="write", allow=Allow(roles=STAFF, relations=TO_WRITE)),
    path("", include("homeward.web.people.urls")),
]


@pytest.fixture
def served(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def team() -> Team:
    return create_team(name="Invented East", by=None, on=ON)


@pytest.fixture
def child(db: None, team: Team) -> Child:
    return create_child(details=PersonDetails("Jordan", "Exemplar"), start=RecordStart(team=team), by=None, on=ON)


@pytest.fixture
def people(user_with: Callable[..., User], team: Team) -> SimpleNamespace:
    """Somebody for each kind of work; the manager manages the team, the head of service answers for all."""
    found = {role: user_with(role) for role in Role}
    join_team(team=team, user=found[Role.TEAM_MANAGER], is_manager=True, by=None, on=ON)
    join_team(team=team, user=found[Role.ADVANCED_PRACTITIONER], is_manager=False, by=None, on=ON)
    return SimpleNamespace(**{str(role): user for role, user in found.items()})


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sees(user: User, child: Child) -> bool:
    """Tell whether somebody sees a child; a list, a count and the record itself must agree."""
    listed = child in set(visible(user, Child))
    counted = visible(user, Child).filter(pk=child.pk).count() == 1
    opened = find(user, Child, child.pk) is not None
    named = child.person in set(visible(user, Person))
    assert listed is counted is opened is named is bool(relations_of(user, child))
    return listed


def last(action: str) -> tuple[AuditEvent, dict]:
    row = AuditEvent.objects.filter(action=action).order_by("-number")[0]
    return row, json.loads(AuditDetail.objects.get(number=row.number).body)


# Over HTTP


def test_a_childs_page_opens_by_relation_and_is_otherwise_as_one_that_is_not_there(
    served: None, child: Child, people: SimpleNamespace
) -> None:
    shut = browser(people.social_worker).get(f"/children/{child.pk}/")
    never = browser(people.social_worker).get(f"/children/{uuid4()}/")
    assert (shut.status_code, never.status_code) == (404, 404)
    assert NAME not in shut.content.decode()
    shut_page, never_page = (re.sub(r'value="\w+"', "", answer.content.decode()) for answer in (shut, never))
    assert shut_page.replace(str(child.pk), "") == re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", never_page)
    allocate_child(
        child=child, user=people.social_worker, allocated_as=AllocatedAs.SOCIAL_WORKER, by=people.team_manager, on=ON
    )
    answer = browser(people.social_worker).get(f"/children/{child.pk}/")
    assert answer.content.decode().startswith(NAME)


def test_a_visitor_is_asked_to_sign_in_before_anything_is_looked_up(served: None, child: Child) -> None:
    assert Client().get(f"/children/{child.pk}/").status_code == 302


def test_reading_and_writing_ask_for_other_relations(served: None, child: Child, people: SimpleNamespace) -> None:
    duty = browser(people.emergency_duty)
    assert duty.get(f"/children/{child.pk}/").status_code == 200
    assert duty.get(f"/children/{child.pk}/write/").status_code == 404
    assert duty.post(f"/children/{child.pk}/write/").status_code == 404


def test_the_audit_row_of_a_page_says_who_by_what_relation_and_why(
    served: None, child: Child, people: SimpleNamespace
) -> None:
    browser(people.emergency_duty).get(f"/children/{child.pk}/")
    row, detail = last("page_read")
    assert (row.subject_kind, row.subject_id) == ("people.child", str(child.pk))
    assert detail == {"page": "child", "roles": ["emergency_duty"], "relations": ["on_duty"]}
    broken = break_glass(child=child, reason="found alone at the station", by=people.social_worker)
    browser(people.social_worker).get(f"/children/{child.pk}/")
    assert last("page_read")[1]["break_glass"] == str(broken.pk)


def test_an_attempt_upon_a_shut_record_is_that_records_business(
    served: None, child: Child, people: SimpleNamespace
) -> None:
    browser(people.social_worker).get(f"/children/{child.pk}/")
    row, detail = last("page_refused")
    assert row.subject_id == str(child.pk)
    assert detail["relations"] == []
    look = who_has_looked(child)[0]
    assert (look.action, look.user, look.page) == ("page_refused", people.social_worker, "child")


def test_a_page_line_needs_the_child_and_its_relations_together() -> None:
    with pytest.raises(ValueError, match="both"):
        page("children/<uuid:child_pk>/", child_show, name="x", allow=Allow(roles=STAFF))
    with pytest.raises(ValueError, match="both"):
        page("children/", child_show, name="x", allow=SHOWN)


def test_the_menu_and_the_list_of_addresses_survive_pages_of_children(served: None, people: SimpleNamespace) -> None:
    assert browser(people.social_worker).get("/").status_code == 200


# Days pass


def test_leaving_a_team_shuts_its_children_at_once_in_an_open_tab(
    served: None, child: Child, people: SimpleNamespace
) -> None:
    tab = browser(people.advanced_practitioner)
    assert tab.get(f"/children/{child.pk}/").status_code == 200
    leave_team(
        membership=people.advanced_practitioner.team_memberships.get(), by=people.administrator, on=clock.today()
    )
    assert tab.get(f"/children/{child.pk}/").status_code == 404
    assert NAME not in tab.get("/children/").content.decode()
    assert not sees(people.advanced_practitioner, child)


def test_an_allocation_opens_a_record_from_its_first_day_until_its_last(child: Child, people: SimpleNamespace) -> None:
    worker, today = people.social_worker, clock.today()
    tomorrow = allocate_child(
        child=child,
        user=worker,
        allocated_as=AllocatedAs.SOCIAL_WORKER,
        by=people.team_manager,
        on=today + timedelta(days=1),
    )
    assert not sees(worker, child)
    now = allocate_child(
        child=child, user=worker, allocated_as=AllocatedAs.SECOND_WORKER, by=people.team_manager, on=today
    )
    assert sees(worker, child)
    end_allocation(allocation=now, by=people.team_manager, on=today)
    assert not sees(worker, child)
    assert tomorrow.holds_on(today + timedelta(days=1))


def test_losing_the_role_or_the_account_shuts_what_work_opened(child: Child, people: SimpleNamespace) -> None:
    worker = people.social_worker
    for user in (worker, people.head_of_service):
        if user == worker:
            allocate_child(child=child, user=worker, allocated_as=AllocatedAs.SOCIAL_WORKER, by=None, on=ON)
        assert sees(user, child)
    end_role(held_role=worker.held_roles.get(), by=people.administrator, on=clock.today())
    assert not sees(worker, child)
    deactivate_user(user=people.head_of_service, by=people.administrator, on=clock.today())
    assert not sees(User.objects.get(pk=people.head_of_service.pk), child)


def test_a_guest_sees_one_child_until_the_day_of_the_task(child: Child, people: SimpleNamespace) -> None:
    other = create_child(details=PersonDetails("Other"), start=RecordStart(), by=None, on=ON)
    task = TaskDetails("read the plan", until_on=clock.today() + timedelta(days=1))
    asked = ask_person(child=child, user=people.guest, task=task, by=people.team_manager, on=clock.today())
    assert set(visible(people.guest, Child)) == {child}
    assert not sees(people.guest, other)
    with pytest.raises(NotPermittedError, match="roles"):
        check_writes(child, people.guest)
    end_asking(asked=asked, by=people.team_manager, on=clock.today())
    assert not sees(people.guest, child)


def test_a_handover_moves_the_record_from_one_worker_to_the_other(
    child: Child, people: SimpleNamespace, user_with: Callable[..., User]
) -> None:
    from homeward.web.people.details import HandoverDetails

    first, second, today = people.social_worker, user_with(Role.SOCIAL_WORKER), clock.today()
    allocation = allocate_child(child=child, user=first, allocated_as=AllocatedAs.SOCIAL_WORKER, by=None, on=ON)
    told = HandoverDetails("who comes next", "the same")
    with pytest.raises(ValidationError, match="visited together"):
        hand_over_child(allocation=allocation, to=second, details=told, by=people.team_manager, on=today)
    told = HandoverDetails("who comes next", "the same", joint_visit_on=today)
    with pytest.raises(NotPermittedError):
        hand_over_child(allocation=allocation, to=second, details=told, by=first, on=today)
    hand_over_child(allocation=allocation, to=second, details=told, by=people.team_manager, on=today)
    assert (sees(first, child), sees(second, child)) == (False, True)


# Restricted


@pytest.fixture
def hidden(child: Child, people: SimpleNamespace) -> Child:
    restrict_child(child=child, details=HIDE, leave_for=[people.director], by=people.team_manager, on=clock.today())
    return child


def test_a_restricted_child_is_gone_for_whoever_has_no_leave(
    served: None, hidden: Child, people: SimpleNamespace
) -> None:
    create_child(details=PersonDetails("Shown", "Elsewhere"), start=RecordStart(), by=None, on=ON)
    for user in (people.head_of_service, people.emergency_duty, people.advanced_practitioner, people.nominated_officer):
        assert not sees(user, hidden)
        answer = browser(user).get("/children/").content.decode()
        assert NAME not in answer
        assert answer.startswith(str(visible(user, Child).count()))
    assert browser(people.head_of_service).get("/children/").content.decode().startswith("1 ")
    for user in (people.team_manager, people.director):
        assert sees(user, hidden)


def test_leave_opens_only_what_work_would_open(hidden: Child, people: SimpleNamespace) -> None:
    restriction = hidden.restrictions.get()
    give_leave(restriction=restriction, user=people.social_worker, by=people.team_manager, on=clock.today())
    assert not sees(people.social_worker, hidden)
    allocate_child(
        child=hidden,
        user=people.social_worker,
        allocated_as=AllocatedAs.SOCIAL_WORKER,
        by=people.team_manager,
        on=clock.today(),
    )
    assert sees(people.social_worker, hidden)
    end_leave(leave=Leave.objects.get(user=people.social_worker), by=people.director, on=clock.today())
    assert not sees(people.social_worker, hidden)


def test_a_restricted_record_never_becomes_nobodys(child: Child, hidden: Child, people: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="Two people"):
        end_leave(leave=Leave.objects.filter(user=people.director).get(), by=people.team_manager, on=clock.today())
    other = create_child(details=PersonDetails("Other"), start=RecordStart(), by=None, on=ON)
    with pytest.raises(ValidationError, match="at least one person"):
        restrict_child(child=other, details=HIDE, leave_for=[people.director], by=people.director, on=clock.today())


def test_only_somebody_with_leave_lifts_a_restriction(hidden: Child, people: SimpleNamespace) -> None:
    restriction = hidden.restrictions.get()
    with pytest.raises(NotPermittedError):
        lift_restriction(restriction=restriction, by=people.head_of_service, on=clock.today())
    lift_restriction(restriction=restriction, by=people.director, on=clock.today())
    assert sees(people.head_of_service, hidden)


def test_the_kin_of_a_restricted_child_are_seen_only_by_way_of_another(hidden: Child, people: SimpleNamespace) -> None:
    mother = add_relative(child=hidden, details=PersonDetails("Morgan"), kind="mother", by=None)
    assert mother not in set(visible(people.head_of_service, Person))
    assert mother in set(visible(people.director, Person))


def test_a_restricted_sister_is_not_shown_in_her_brothers_family(
    child: Child, hidden: Child, people: SimpleNamespace
) -> None:
    from homeward.web.people.details import KinDetails
    from homeward.web.people.family.actions import relate_persons
    from homeward.web.people.family.queries import family_of

    brother = create_child(details=PersonDetails("Robin", "Exemplar"), start=RecordStart(), by=None, on=ON)
    kin = KinDetails(hidden.person, "sibling", brother.person)
    relate_persons(child=brother, kin=kin, by=None, on=None)
    assert [one.person for one in family_of(people.director, brother, clock.today()).relatives] == [hidden.person]
    assert family_of(people.head_of_service, brother, clock.today()).relatives == ()


# Conflict and broken glass


def test_a_conflict_of_interest_shuts_out_whatever_else_opens(child: Child, people: SimpleNamespace) -> None:
    conflict = declare_conflict(child=child, user=people.director, reason="niece", by=people.director, on=clock.today())
    assert not sees(people.director, child)
    with pytest.raises(NotPermittedError):
        break_glass(child=child, reason="I should like to look", by=people.director)
    with pytest.raises(NotPermittedError, match="Somebody else"):
        end_conflict(conflict=conflict, by=people.director, on=clock.today())
    end_conflict(conflict=conflict, by=people.head_of_service, on=clock.today())
    assert sees(people.director, child)


def test_a_conflict_closes_glass_that_is_broken_already(child: Child, people: SimpleNamespace) -> None:
    break_glass(child=child, reason="found alone at the station", by=people.social_worker)
    assert sees(people.social_worker, child)
    declare_conflict(child=child, user=people.social_worker, reason="x", by=people.team_manager, on=clock.today())
    assert not sees(people.social_worker, child)


def test_broken_glass_opens_one_record_to_read_for_three_hours(
    hidden: Child, people: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, begun = people.social_worker, clock.now()
    other = create_child(details=PersonDetails("Other"), start=RecordStart(), by=None, on=ON)
    break_glass(child=hidden, reason="found alone at the station", by=worker)
    assert sees(worker, hidden)
    assert not sees(worker, other)
    assert relations_of(worker, hidden) == {Relation.OPENED_BY_BREAK_GLASS}
    with pytest.raises(NotPermittedError, match="not write"):
        check_writes(hidden, worker)
    for minutes, is_open in ((179, True), (181, False)):
        later = begun + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
        assert (relations_of(worker, hidden) != frozenset()) is is_open
        assert visible(worker, Child).filter(pk=hidden.pk).exists() is is_open


def test_workers_and_auditors_are_told_at_once_and_without_a_name(child: Child, people: SimpleNamespace) -> None:
    reviewer = people.reviewing_officer
    allocate_child(child=child, user=reviewer, allocated_as=AllocatedAs.REVIEWING_OFFICER, by=None, on=ON)
    break_glass(child=child, reason="Jordan Exemplar found alone", by=people.social_worker)
    assert {notice.to for notice in Notice.objects.all()} == {reviewer, people.auditor}
    assert not any("Jordan" in notice.words or "Exemplar" in notice.words for notice in Notice.objects.all())
    row, detail = last("glass_broken")
    assert row.subject_id == str(child.pk)
    assert "Exemplar" not in json.dumps(detail)


def test_whoever_broke_the_glass_does_not_review_it(child: Child, people: SimpleNamespace) -> None:
    broken = break_glass(child=child, reason="found alone at the station", by=people.social_worker)
    assert list(broken_glass_to_review(people.auditor)) == [broken]
    for user in (people.social_worker, people.second_worker):
        with pytest.raises(NotPermittedError):
            review_break_glass(broken=broken, words="fine", by=user)
    review_break_glass(broken=broken, words="it was right", by=people.auditor)
    assert not broken_glass_to_review(people.auditor).exists()


@pytest.mark.parametrize(
    "role", [Role.FOSTER_CARER, Role.GUEST, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR, Role.FACILITATOR]
)
def test_whoever_does_not_work_with_children_breaks_no_glass(role: Role, child: Child, people: SimpleNamespace) -> None:
    with pytest.raises(NotPermittedError):
        break_glass(child=child, reason="found alone at the station", by=getattr(people, role))


def test_glass_needs_a_reason_and_a_shut_record(child: Child, people: SimpleNamespace) -> None:
    for reason in ("", "   ", "because"):
        with pytest.raises(ValidationError):
            break_glass(child=child, reason=reason, by=people.social_worker)
    with pytest.raises(ValidationError, match="open to you already"):
        break_glass(child=child, reason="found alone at the station", by=people.director)


# Who decides


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.TEAM_MANAGER, *(Role.HEAD_OF_SERVICE, Role.DIRECTOR, Role.NOMINATED_OFFICER)})
)
def test_only_those_who_lead_say_who_works_with_a_child(role: Role, child: Child, people: SimpleNamespace) -> None:
    user = getattr(people, role)
    with pytest.raises(NotPermittedError):
        allocate_child(child=child, user=people.social_worker, allocated_as=AllocatedAs.SOCIAL_WORKER, by=user, on=ON)
    with pytest.raises(NotPermittedError):
        restrict_child(child=child, details=HIDE, leave_for=[people.director], by=user, on=ON)
    with pytest.raises(NotPermittedError):
        ask_person(child=child, user=people.guest, task=TaskDetails("x", date(2030, 1, 1)), by=user, on=ON)


def test_nobody_puts_themselves_into_a_team(team: Team, people: SimpleNamespace) -> None:
    with pytest.raises(NotPermittedError, match="ask a colleague"):
        join_team(team=team, user=people.administrator, is_manager=True, by=people.administrator, on=ON)
    with pytest.raises(NotPermittedError):
        join_team(team=team, user=people.social_worker, is_manager=False, by=people.team_manager, on=ON)


def test_nobody_is_allocated_without_the_role_or_with_a_conflict(child: Child, people: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="role"):
        allocate_child(child=child, user=people.analyst, allocated_as=AllocatedAs.SOCIAL_WORKER, by=None, on=ON)
    declare_conflict(child=child, user=people.social_worker, reason="x", by=None, on=ON)
    with pytest.raises(ValidationError, match="cannot work"):
        allocate_child(child=child, user=people.social_worker, allocated_as=AllocatedAs.SOCIAL_WORKER, by=None, on=ON)


def test_a_child_moves_to_another_team_and_out_of_the_first_ones_sight(
    child: Child, people: SimpleNamespace, user_with: Callable[..., User]
) -> None:
    west, manager = create_team(name="Invented West", by=None, on=ON), user_with(Role.TEAM_MANAGER)
    join_team(team=west, user=manager, is_manager=True, by=people.administrator, on=ON)
    move_to_team(child=child, team=west, by=people.team_manager, on=clock.today())
    assert (sees(people.team_manager, child), sees(manager, child)) == (False, True)
    assert isinstance(clock.now(), datetime)
