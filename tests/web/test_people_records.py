"""Persons, families, networks and who has looked: written by those who may, read in a fixed number of queries."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.chronology.copies.documents import words_of_pdf
from homeward.web.people import recording
from homeward.web.people.access.actions import restrict_child
from homeward.web.people.access.queries import who_has_looked
from homeward.web.people.details import (
    ContactDetails,
    HomeDetails,
    KinDetails,
    LeaveDetails,
    MemberDetails,
    NameDetails,
    PersonDetails,
    RecordStart,
    RestrictionDetails,
    SecretDetails,
)
from homeward.web.people.family.actions import (
    add_contact,
    add_household,
    give_responsibility,
    join_household,
    keep_secret,
    relate_persons,
    state_contact_leave,
)
from homeward.web.people.family.queries import family_of, relatives_of
from homeward.web.people.models import INVERSE, Child, HouseholdMembership, Kinship, Person, PersonName, Relationship
from homeward.web.people.navigation import pages
from homeward.web.people.network.actions import add_agency, join_network, name_key_worker
from homeward.web.people.network.queries import key_workers_of, name_of, network_of
from homeward.web.people.persons.actions import (
    add_name,
    add_relative,
    change_person,
    create_child,
    end_fact,
    open_child_record,
    strike_fact,
)
from homeward.web.people.persons.queries import age_on, before_changes, list_children
from homeward.web.people.policy import visible
from homeward.web.people.rights import NotPermittedError
from homeward.web.people.teams.actions import close_child, create_team, join_team, reopen_child
from tests.web.people_service import browser_of

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 5)
TODAY = date(2026, 11, 20)


@pytest.fixture
def head(user_with: Callable[..., User]) -> User:
    return user_with(Role.HEAD_OF_SERVICE)


@pytest.fixture
def child(db: None) -> Child:
    return make("Jordan")


def make(given: str) -> Child:
    return create_child(details=PersonDetails(given, "Exemplar", sex="female"), start=RecordStart(), by=None, on=ON)


def relative(child: Child, given: str, kind: str = "mother", sex: str = "unknown") -> Person:
    return add_relative(child=child, details=PersonDetails(given, "Exemplar", sex=sex), kind=kind, by=None)


# Names and persons


def test_the_name_shown_first_is_the_one_chosen_and_earlier_ones_stay(child: Child, head: User) -> None:
    known_as = NameDetails("Jo", "Exemplar", "known_as", is_shown=True)
    added = add_name(child=child, person=child.person, name=known_as, by=head)
    assert Person.objects.get(pk=child.person_id).shown_name == "Jo Exemplar"
    strike_fact(child=child, fact=added, because="a slip", by=head)
    assert Person.objects.get(pk=child.person_id).shown_name == "Jordan Exemplar"
    assert PersonName.objects.count() == 2


def test_a_change_names_the_fields_and_not_what_stood_in_them(child: Child, head: User) -> None:
    change_person(child=child, person=child.person, changes={"born_on": date(2015, 1, 1), "sex": "female"}, by=head)
    row = AuditEvent.objects.get(action="person_changed")
    detail = json.loads(AuditDetail.objects.get(number=row.number).body)
    assert (row.subject_id, detail["fields"]) == (str(child.pk), ["born_on"])
    assert "2015" not in json.dumps(detail)
    with pytest.raises(ValidationError):
        change_person(child=child, person=child.person, changes={"ethnicity": "XXXX"}, by=head)
    with pytest.raises(ValidationError, match="before they were born"):
        change_person(child=child, person=child.person, changes={"died_on": date(2014, 1, 1)}, by=head)


def test_what_was_known_before_a_change_is_kept_and_shown_where_it_is_changed(child: Child, head: User) -> None:
    for changes in (
        {"born_on": date(2015, 1, 1), "needs_interpreter": True},
        {"born_on": date(2015, 1, 2), "sex": "male"},
        {"sex": "male"},
    ):
        change_person(child=child, person=child.person, changes=changes, by=head)
    last, first = before_changes(child.person)
    assert dict(first.told) == {"born_on": "", "needs_interpreter": "no"}
    assert dict(last.told) == {"born_on": "1 January 2015", "sex": "Female"}
    assert (last.row.changed_by, last.row.told["born_on"]) == (head, "2015-01-01")
    page = browser_of(head).get(reverse("person_change", args=[child.pk, child.person_id])).text
    for words in ("Sex: <s>Female</s>", "<s>1 January 2015</s>", "<s>not recorded</s>"):
        assert words in page


def test_a_person_is_written_in_only_by_way_of_a_record_they_are_in(child: Child, head: User) -> None:
    stranger = make("Robin").person
    with pytest.raises(NotPermittedError, match="not in the child"):
        change_person(child=child, person=stranger, changes={"sex": "male"}, by=head)
    contact = ContactDetails("phone", "0")
    with pytest.raises(NotPermittedError):
        add_contact(child=child, person=stranger, contact=contact, by=head, on=None)
    name = PersonName.objects.get(person=stranger)
    with pytest.raises(NotPermittedError):
        end_fact(child=child, fact=name, by=head, on=TODAY)


def test_nobody_makes_up_a_relation_to_see_a_record(child: Child, user_with: Callable[..., User]) -> None:
    team, manager = create_team(name="Invented East", by=None, on=ON), user_with(Role.TEAM_MANAGER)
    join_team(team=team, user=manager, is_manager=True, by=None, on=ON)
    mine = create_child(details=PersonDetails("Mine"), start=RecordStart(team=team), by=None, on=ON)
    mother = relative(child, "Morgan")
    for stranger in (child.person, mother):
        with pytest.raises(NotPermittedError, match="whom you see"):
            relate_persons(child=mine, kin=KinDetails(stranger, "mother", mine.person), by=manager, on=None)
    assert not visible(manager, Person).filter(pk=mother.pk).exists()


def test_a_sister_gets_a_record_of_her_own_once(child: Child, head: User) -> None:
    sister = relative(child, "Robin", "sibling")
    opened = open_child_record(person=sister, through=child, start=RecordStart(), by=head, on=TODAY)
    assert opened.person == sister
    with pytest.raises(ValidationError, match="already"):
        open_child_record(person=sister, through=child, start=RecordStart(), by=head, on=TODAY)


def test_a_record_needs_an_id_of_its_own(head: User) -> None:
    for _ in range(2):
        assert len(make("Same").local_id) == 10
    create_child(details=PersonDetails("A"), start=RecordStart(local_id="77"), by=head, on=ON)
    with pytest.raises(ValidationError, match="Another child"):
        create_child(details=PersonDetails("B"), start=RecordStart(local_id="77"), by=head, on=ON)


def test_closing_a_record_ends_who_works_with_the_child(child: Child, head: User) -> None:
    close_child(child=child, because="moved abroad", by=head, on=TODAY)
    assert not list_children(head).exists()
    assert list(list_children(head, is_open=False)) == [child]
    reopen_child(child=child, team=create_team(name="Invented West", by=None, on=ON), by=head, on=TODAY)
    assert list(list_children(head)) == [child]


@pytest.mark.parametrize("words", ["Jordan", "exemp", "JORDAN EXEMPLAR", "jordon", "exemplar jordan"])
def test_a_child_is_found_in_the_list_by_part_or_sound_of_a_name(words: str, child: Child, head: User) -> None:
    other = create_child(details=PersonDetails("Sam", "Somebody"), start=RecordStart(), by=None, on=ON)
    assert list(list_children(head, words=words)) == [child]
    assert list(list_children(head, words=other.local_id)) == [other]


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2026, 11, 20), TODAY, 0),
        (date(2026, 11, 21), TODAY, None),
        (None, TODAY, None),
    ],
)
def test_ages(born_on: date | None, day: date, age: int | None) -> None:
    assert age_on(born_on, day) == age


# Families


def test_every_relation_read_from_the_other_side_and_back_is_of_the_same_generation() -> None:
    for kind in Kinship:
        there = INVERSE[kind]
        assert INVERSE[there] in {kind, Kinship.PARENT}


def test_a_family_is_read_from_the_child_whichever_way_it_was_written(child: Child, head: User) -> None:
    mother, brother = relative(child, "Morgan"), relative(child, "Robin", "sibling", "male")
    niece = relative(child, "Alex", "niece_nephew", "female")
    grandmother = relative(child, "Gill", "grandparent", "female")
    relate_persons(child=child, kin=KinDetails(child.person, "cousin", niece), by=head, on=None)
    give_responsibility(child=child, holder=mother, basis="mother", by=head, on=None)
    council = add_agency(name="Invented Council", kind="council", by=head)
    give_responsibility(child=child, holder=council, basis="care_order", by=head, on=ON)
    keep_secret(child=child, person=mother, secret=SecretDetails("lives", "threats"), by=head, on=ON)
    state_contact_leave(child=child, person=mother, leave=LeaveDetails("yes"), by=head, on=ON)
    state_contact_leave(child=child, person=mother, leave=LeaveDetails("supervised"), by=head, on=TODAY)
    relate_persons(child=child, kin=KinDetails(grandmother, "mother", mother), by=head, on=None)
    household = add_household(child=child, people=[mother, brother], home=HomeDetails("1 Row"), by=head, on=ON)
    join_household(child=child, household=household, person=child.person, by=head, on=ON)

    family = family_of(head, child, TODAY)
    assert {(one.person.pk, one.words) for one in family.relatives} == {
        (mother.pk, "mother"),
        (brother.pk, "brother"),
        (niece.pk, "niece"),
        (niece.pk, "cousin"),
        (grandmother.pk, "grandmother"),
    }
    first = next(one for one in family.relatives if one.person == mother)
    assert (first.responsibility.basis, first.leave.may, [one.what for one in first.secrets]) == (
        "mother",
        "supervised",
        ["lives"],
    )
    assert [one.agency for one in family.agencies] == [council]
    assert [(tie.person, tie.other) for tie in family.between] == [(grandmother, mother)]
    assert [len(home.members) for home in family.homes] == [3]


def test_a_family_takes_the_same_number_of_queries_whatever_its_size(child: Child, head: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for one in family_of(head, child, TODAY).relatives:
                assert one.person.shown_name
        return len(captured)

    relative(child, "Morgan")
    few = queries()
    for number in range(6):
        person = relative(child, f"Robin {number}", "sibling")
        add_household(child=child, people=[person], home=HomeDetails(f"{number} Row"), by=None, on=ON)
    assert queries() == few <= 10


def test_relatives_alone_take_four_queries(child: Child, head: User) -> None:
    relative(child, "Morgan")
    with CaptureQueriesContext(connection) as captured:
        assert [one.person.shown_name for one in relatives_of(head, child, TODAY)] == ["Morgan Exemplar"]
    assert len(captured) == 4


def test_facts_end_once_and_not_before_they_begin(child: Child, head: User) -> None:
    home = add_household(child=child, people=[child.person], home=HomeDetails("1 Row"), by=head, on=ON)
    lives = home.memberships.get()
    with pytest.raises(ValidationError, match="before the day"):
        end_fact(child=child, fact=lives, by=head, on=ON - timedelta(days=1))
    end_fact(child=child, fact=lives, by=head, on=TODAY)
    with pytest.raises(ValidationError, match="already"):
        end_fact(child=child, fact=lives, by=head, on=TODAY)
    assert not HouseholdMembership.objects.on(TODAY).exists()
    assert HouseholdMembership.objects.on(TODAY - timedelta(days=1)).exists()


def test_what_opens_records_does_not_end_as_a_plain_fact(child: Child, head: User, user_with: Callable) -> None:
    leave = [user_with(Role.DIRECTOR)]
    restriction = restrict_child(child=child, details=RestrictionDetails("x", "1"), leave_for=leave, by=head, on=TODAY)
    with pytest.raises(ValueError, match="action of its own"):
        strike_fact(child=child, fact=restriction, because="x", by=head)


def test_the_database_itself_refuses_what_cannot_be(child: Child) -> None:
    facts = {"person": child.person, "other": child.person, "kind": "friend", "entered_at": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.create(**facts)
    other = {**facts, "other": make("Robin").person, "begins_on": TODAY, "ends_on": ON}
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.create(**other)


# Networks


def test_the_key_worker_need_not_be_a_social_worker_and_changes_are_counted(child: Child, head: User) -> None:
    school = add_agency(name="Invented School", kind="education", by=head)
    details = PersonDetails("Terry", "Teacher")
    teacher = join_network(child=child, who=details, member=MemberDetails("class teacher", school), by=head, on=ON)
    worker = join_network(child=child, who=head, member=MemberDetails("visits"), by=head, on=ON)
    name_key_worker(child=child, member=teacher, by=head, on=ON)
    name_key_worker(child=child, member=worker, by=head, on=TODAY)
    assert [name_of(spell.member) for spell in key_workers_of(child)] == [head.name, "Terry Teacher"]
    assert [spell.ends_on for spell in key_workers_of(child)] == [None, TODAY]
    assert {name_of(member) for member in network_of(child, TODAY)} == {head.name, "Terry Teacher"}
    with pytest.raises(ValidationError, match="already"):
        add_agency(name="invented school", kind="education", by=head)


def test_being_in_the_network_opens_nothing(child: Child, head: User, user_with: Callable[..., User]) -> None:
    worker = user_with(Role.SOCIAL_WORKER)
    join_network(child=child, who=worker, member=MemberDetails("visits"), by=head, on=ON)
    assert not visible(worker, Child).exists()


# The audit


def test_who_has_looked_tells_reads_and_writes_in_three_queries(child: Child, head: User) -> None:
    for number in range(4):
        relative(child, f"Robin {number}")
    add_name(child=child, person=child.person, name=NameDetails("Jo"), by=head)
    with CaptureQueriesContext(connection) as captured:
        looks = who_has_looked(child)
    assert len(captured) == 3
    assert [look.action for look in looks] == ["name_added", *["relative_added"] * 4, "child_created"]
    assert (looks[0].user, looks[0].roles, looks[0].relations) == (head, ("head_of_service",), ("oversees",))
    assert looks[1].user is None
    assert who_has_looked(child, most=2, before=looks[1].number)[0].number < looks[1].number


def test_a_write_whose_row_fails_is_not_kept(child: Child, head: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no row")

    monkeypatch.setattr(recording, "why_seen", fail)
    with pytest.raises(RuntimeError):
        add_name(child=child, person=child.person, name=NameDetails("Jo"), by=head)
    assert PersonName.objects.filter(person=child.person).count() == 1


@pytest.mark.slow
def test_a_restricted_name_is_in_no_answer_of_any_page_without_an_id(
    child: Child, user_with: Callable[..., User]
) -> None:
    """The canary: whoever has no leave asks for every page that there is."""
    leave = [user_with(Role.DIRECTOR), user_with(Role.TEAM_MANAGER)]
    canary = NameDetails("Zephyrine", "Quillfeather", is_shown=True)
    add_name(child=child, person=child.person, name=canary, by=None)
    restrict_child(child=child, details=RestrictionDetails("x", "1"), leave_for=leave, by=None, on=ON)
    for role in (Role.HEAD_OF_SERVICE, Role.EMERGENCY_DUTY, Role.ADMINISTRATOR, Role.AUDITOR, Role.SOCIAL_WORKER):
        browser = Client()
        browser.force_login(user_with(role))
        for route, name, _ in pages():
            if name == "sign_out":
                continue
            address = "/" + route.replace("<uuid:child_pk>", str(child.pk))
            if "<" in address:
                continue
            answer = browser.get(address)
            if not answer.streaming:
                is_paper = answer.headers.get("Content-Type") == "application/pdf"
                text = words_of_pdf(answer.content) if is_paper else answer.content.decode()
                assert "Zephyrine" not in text, name
                assert "Quillfeather" not in text, name
