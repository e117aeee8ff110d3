"""Every page of the service by every role: the table of who sees whom holds over HTTP, and a hidden name is nowhere.

Pages that come later are walked by themselves: the addresses are those of the service.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.access.actions import break_glass, declare_conflict, restrict_child
from homeward.web.people.details import (
    HomeDetails,
    KinDetails,
    MemberDetails,
    NameDetails,
    PersonDetails,
    RestrictionDetails,
    SecretDetails,
)
from homeward.web.people.family.actions import add_household, keep_secret, relate_persons
from homeward.web.people.merging.actions import propose_merge
from homeward.web.people.models import (
    Child,
    ConflictOfInterest,
    Leave,
    Notice,
    Restriction,
)
from homeward.web.people.network.actions import join_network
from homeward.web.people.persons.actions import add_name, add_relative
from homeward.web.people.policy import is_allowed
from homeward.web.people.record.person_facts import KINDS
from homeward.web.people.relations import EVERY_RELATION, STAFF, WHO_SEES, Relation, open_child
from tests.web.every_address import Address, every_address, ids_hanging_on
from tests.web.interface_tokens import header, token_for
from tests.web.people_service import ON, Service, browser_of, make_service, words_of
from tests.web.people_world import BY_ROLE, entered, make_child, make_user
from tests.web.test_people_matrix import NOBODYS_TIE, tie

pytestmark = pytest.mark.django_db
OF_CHILDREN = [address for address in every_address() if address.is_of_child]
STATES = ("open", "restricted", "with leave", "conflict")


@cache
def kind_of(role: Role) -> tuple[frozenset[Relation], frozenset[str]]:
    """Return by what a role sees children and which pages it opens: roles of one kind are told apart by nothing."""
    return WHO_SEES.get(role, frozenset()), frozenset(one.route for one in every_address() if role in one.allow.roles)


def is_first_of_kind(role: Role) -> bool:
    """Tell whether a role is the first of those of its kind, by name: it is tried in every way, the others in fewer."""
    return next(one for one in sorted(Role) if kind_of(one) == kind_of(role)) == role


def make_state(child: Child, user: User, state: str) -> None:
    """Restrict a record, with or without leave for somebody, or shut it to them."""
    if state in ("restricted", "with leave"):
        restriction = Restriction.objects.create(child=child, number_to_ring="1", **entered())
        if state == "with leave":
            Leave.objects.create(restriction=restriction, user=user, **entered())
    if state == "conflict":
        ConflictOfInterest.objects.create(child=child, user=user, **entered())


def expected(role: Role, relation: Relation | None, state: str) -> set[Relation]:
    """Return what opens a record to somebody, by the table as it was written down a second time."""
    sees = {one for one in {relation, *NOBODYS_TIE} - {None} if role in BY_ROLE[one]}
    if relation == Relation.SUPERVISES and role in BY_ROLE[Relation.IN_TEAM]:
        sees.add(Relation.IN_TEAM)
    if state == "restricted":
        sees &= {Relation.OPENED_BY_BREAK_GLASS}
    return set() if state == "conflict" else sees


def tied_children(user: User) -> dict[tuple[Relation | None, str], Child]:
    """Return one child for each relation and state, tied to somebody by that alone."""
    found = {}
    for relation in (None, *Relation):
        for state in STATES:
            child = found[relation, state] = make_child(len(found))
            tie(user, child, relation)
            make_state(child, user, state)
    return found


# By the policy alone, for every page there is


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(Role))
def test_every_page_about_a_child_opens_by_role_and_relation_as_the_table_says(role: Role) -> None:
    user, roles = make_user(1, role), frozenset({role})
    for (relation, state), child in tied_children(user).items():
        _, found = open_child(user, roles, child.pk)
        assert found == expected(role, relation, state), (relation, state)
        for address in OF_CHILDREN:
            opens = is_allowed(roles, address.allow) and bool(found & address.allow.relations)
            listed = role in address.allow.roles and bool(expected(role, relation, state) & address.allow.relations)
            assert opens is listed, address.name


def test_pages_about_a_child_are_for_roles_that_see_children_and_writing_needs_a_relation_that_writes() -> None:
    assert OF_CHILDREN
    for address in OF_CHILDREN:
        assert address.allow.roles <= set(WHO_SEES), address.name
        assert address.allow.relations <= EVERY_RELATION
        if address.name.rpartition("_")[2] in ("add", "end", "strike", "change", "give", "lift", "declare"):
            assert not address.allow.relations & {
                Relation.OPENED_BY_BREAK_GLASS,
                Relation.ON_DUTY,
                Relation.FOSTERS,
            }, f"{address.name} writes, so broken glass and duty do not open it"


def test_what_carers_and_guests_may_open_of_a_child_is_written_out_here() -> None:
    for_a_task = {address.name for address in OF_CHILDREN if address.allow.roles - STAFF}
    assert for_a_task == {"child", "chronology_agencies"}


# Over HTTP, for every page there is


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(Role))
def test_over_http_every_page_answers_as_the_table_says(role: Role, settings: Any) -> None:
    """Each page by each relation through which the role sees children, and by none; each in every state by one of them.

    What the role does not see by is asked once a page, by turns: the quick walk of the policy above asks for all. Of
    the roles of one kind, only the first asks in states.
    """
    settings.HOMEWARD_INTERFACE_READS_A_MINUTE = 100_000
    user = make_user(1, role)
    kids, browser, token = tied_children(user), browser_of(user), header(token_for(user))
    browser.raise_request_exception = False
    for turn, address in enumerate(OF_CHILDREN):
        came_with = {"headers": token} if address.allow.door else {}
        for relation, state in asked_of(role, address, turn):
            _check(browser, address, kids[relation, state], role, expected(role, relation, state), came_with)


def asked_of(role: Role, address: Address, turn: int) -> Iterator[tuple[Relation | None, str]]:
    """Yield the ties by which somebody of a role asks for a page; `turn` chooses where one stands for many."""
    yield None, "open"
    if role not in address.allow.roles:
        return  # refused by the role already, whatever the child
    through = sorted(relation for relation in Relation if role in BY_ROLE[relation])
    others = sorted(set(Relation) - set(through))
    yield from ((relation, "open") for relation in through)
    yield others[turn % len(others)], "open"
    if is_first_of_kind(role):
        yield from ((through[turn % len(through)], state) for state in STATES if state != "open")


def _check(
    browser: Client, address: Address, child: Child, role: Role, sees: set[Relation], came_with: dict[str, Any]
) -> None:
    where = address.filled(child_pk=child.pk)
    answer = browser.get(where, **came_with)
    told = f"{role} {sorted(sees)} {address.name}: {answer.status_code}"
    is_listed, is_seen = role in address.allow.roles, bool(sees & address.allow.relations)
    if is_listed and is_seen:
        may_be_missing = {404} if address.more else set()
        assert answer.status_code in {200, 302, 405} | may_be_missing, told
        return
    assert answer.status_code == (404 if is_listed else 403), told
    assert browser.post(where, **came_with).status_code == answer.status_code, told


# A hidden name is nowhere


HIDDEN_GIVEN, HIDDEN_FAMILY, HIDDEN_NICK = "Qwertina", "Zzyzxby", "Quiggleby"
MOTHER_GIVEN, MOTHER_FAMILY = "Morwennique", "Yvgrekson"
STREET, POSTCODE, SCHOOL = "Xylomarch", "ZQ9 9QZ", "Vexworthy"
CANARIES = tuple(
    word.casefold()
    for word in (HIDDEN_GIVEN, HIDDEN_FAMILY, HIDDEN_NICK, MOTHER_GIVEN, MOTHER_FAMILY, STREET, POSTCODE, SCHOOL)
)
"""Words that stand only in the record of a restricted child."""


def make_hidden(service: Service) -> tuple[Child, Child]:
    """Make a restricted child in whose record everything is unusual, and a brother whose record is open."""
    hidden = service.child(HIDDEN_GIVEN, HIDDEN_FAMILY, local_id="HID1")
    brother = service.child("Robin", "Exemplar", local_id="BRO1")
    add_name(child=hidden, person=hidden.person, name=NameDetails(HIDDEN_NICK, "", "known_as"), by=None)
    mother = add_relative(
        child=hidden, details=PersonDetails(MOTHER_GIVEN, MOTHER_FAMILY), kind="mother", by=None, on=ON
    )
    home = HomeDetails(f"7 {STREET} Row", POSTCODE)
    add_household(child=hidden, people=[hidden.person, mother], home=home, by=None, on=ON)
    teacher = PersonDetails("Teacher", SCHOOL)
    member = MemberDetails(f"Teacher at {SCHOOL}")
    join_network(child=hidden, who=teacher, member=member, by=None, on=ON)
    father = add_relative(child=brother, details=PersonDetails("Frankie", "Exemplar"), kind="father", by=None, on=ON)
    relate_persons(child=hidden, kin=KinDetails(father, "father", hidden.person), by=None, on=ON)
    relate_persons(child=brother, kin=KinDetails(hidden.person, "sibling", brother.person), by=None, on=ON)
    secret = SecretDetails("lives", f"{HIDDEN_GIVEN} lives in {STREET} Row")
    keep_secret(child=hidden, person=father, secret=secret, by=None, on=ON)
    return hidden, brother


def make_troubles(service: Service, hidden: Child, brother: Child) -> None:
    """Restrict the child, and write the name wherever people write reasons."""
    name = f"{HIDDEN_GIVEN} {HIDDEN_FAMILY}"
    twin = service.child(HIDDEN_GIVEN, HIDDEN_FAMILY, local_id="HID2")
    head = service.user(Role.HEAD_OF_SERVICE)
    propose_merge(kept=hidden.person, other=twin.person, because=f"both are {name}", by=head)
    propose_merge(kept=brother.person, other=service.child("Robyn").person, because="the same", by=head)
    with_leave = [make_user(900 + n, Role.DIRECTOR) for n in range(2)]
    for child in (hidden, twin):
        details = RestrictionDetails(f"{name} is in danger", "0300 1")
        restrict_child(child=child, details=details, leave_for=with_leave, by=None, on=ON)
    conflicted = make_user(902, Role.SOCIAL_WORKER)
    declare_conflict(child=hidden, user=conflicted, reason=f"cousin of {MOTHER_GIVEN}", by=None, on=ON)
    opener = make_user(903, Role.SECOND_WORKER)
    opener.refresh_from_db()
    break_glass(child=hidden, reason=f"{name}, {MOTHER_FAMILY}’s daughter, found alone", by=opener)


def tie_by_everything(user: User, child: Child) -> None:
    """Tie somebody to a child in every way but by broken glass."""
    for relation in set(Relation) - {Relation.OPENED_BY_BREAK_GLASS} - NOBODYS_TIE:
        if relation == Relation.SUPERVISES:
            continue  # the team of IN_TEAM bears the same name
        tie(user, child, relation)


SLUGS = ("names", "homes", "contacts", "broken-glass", "no-relation", "own-family", "out-of-hours")


def facts_about(hidden: Child) -> list[tuple[str, object]]:
    """Return the kind, as it stands in addresses, and the id of facts about the child or the person; a few of each."""
    found = []
    for kind, model in KINDS.items():
        for field, record in (("child", hidden), ("person", hidden.person), ("other", hidden.person)):
            if field in {one.name for one in model._meta.fields}:
                found += [(kind, pk) for pk in model.objects.filter(**{field: record}).values_list("pk", flat=True)[:2]]
    return found


def ids_for(role: Role | None, address: Address, ids: list[object]) -> list[object]:
    """Return the ids with which a role tries a page: all where it opens to the role, and to none before of its kind."""
    is_open = address.allow.anyone or role in address.allow.roles
    return ids if is_open and (role is None or is_first_of_kind(role)) else ids[:1]


def addresses_of(address: Address, hidden: Child, brother: Child, ids: list[object]) -> set[str]:
    """Return a page's addresses with every id that hangs on the hidden child, also as though it were the brother's."""
    found = {address.filled(child_pk=child.pk, person_pk=child.person_id) for child in (hidden, brother)}
    if "<uuid:" in address.route and not address.is_of_child:
        found |= set(address.with_each(ids))
    if address.is_of_child and address.more:
        found |= {address.filled(child_pk=brother.pk, **dict.fromkeys(address.more, pk)) for pk in ids}
    if set(address.more) == {"kind", "pk"} and len(ids) > 1:
        found |= {address.filled(child_pk=brother.pk, kind=kind, pk=pk) for kind, pk in facts_about(hidden)}
    if "<slug:" in address.route:
        found |= {address.filled(child_pk=brother.pk, **dict.fromkeys(address.more, slug)) for slug in SLUGS}
    return found


def answers_of(
    browser: Client, role: Role | None, hidden: Child, brother: Child, token: dict[str, str]
) -> Iterator[tuple[str, HttpResponse]]:
    """Yield every answer of every address to a role; those with a record in the address are sent an empty form, too.

    What is for other systems is asked with `token`.
    """
    ids = ids_hanging_on(hidden)
    for address in every_address():
        if address.name in ("sign_out", "own_session_end"):
            continue
        came_with = {"headers": token} if address.allow.door else {}
        for where in sorted(addresses_of(address, hidden, brother, ids_for(role, address, ids))):
            yield where, browser.get(where, **came_with)
        if "<uuid:" in address.route:
            where = address.filled(child_pk=hidden.pk, reference=hidden.pk)
            yield where, browser.post(where, **came_with)


def sought_by_sound(browser: Client) -> Iterator[tuple[str, HttpResponse]]:
    """Yield answers of every search, asked by words that only sound like the hidden name."""
    words = {"given": "Kwertina", "family": "Zzyzxbi", "words": "Kwertina"}
    for where in ("/children/known/", "/children/"):
        yield where, browser.post(where, words, follow=True)
    yield "/children/break-glass/", browser.post("/children/break-glass/", {"local_id": "HID1"}, follow=True)
    yield "/users/", browser.get("/users/", {"words": "Kwertina"})


def told_by(answer: HttpResponse) -> str:
    """Return all that an answer tells: body and headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return (body.decode(errors="replace") + str(answer.headers)).casefold()


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, *sorted(Role)])
def test_the_name_of_a_restricted_child_is_in_no_answer_log_row_or_notice(
    role: Role | None, user_with: Callable[..., User], caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.HOMEWARD_INTERFACE_READS_A_MINUTE = 100_000
    service, token = make_service(user_with), {}
    hidden, brother = make_hidden(service)
    browser = Client()
    auditor = make_user(904, Role.AUDITOR)
    if role:
        user = make_user(905, role)
        for child in (hidden, brother):
            tie_by_everything(user, child)
        browser.force_login(user)
        token = header(token_for(user))
    browser.raise_request_exception = False
    make_troubles(service, hidden, brother)
    caplog.set_level(logging.INFO)
    shown = 0
    for where, answer in (*answers_of(browser, role, hidden, brother, token), *sought_by_sound(browser)):
        told = told_by(answer)
        found = [word for word in CANARIES if word in told]
        assert found == [], f"{role} is told {found} by {where} ({answer.status_code})"
        assert answer.status_code < 500, where
        shown += answer.status_code == 200
    assert shown > 2
    logged = caplog.text.casefold()
    assert [word for word in CANARIES if word in logged] == []
    for words in (*Notice.objects.values_list("words", flat=True), *AuditDetail.objects.values_list("body", flat=True)):
        assert [word for word in CANARIES if word in words.casefold()] == []
    assert Notice.objects.filter(to=auditor).exists()


@pytest.mark.slow
def test_the_same_walk_finds_the_name_for_whoever_has_leave(user_with: Callable[..., User]) -> None:
    """Else the walk above could not fail."""
    service = make_service(user_with)
    hidden, brother = make_hidden(service)
    manager = service.user(Role.TEAM_MANAGER)
    details = RestrictionDetails("x", "1")
    restrict_child(child=hidden, details=details, leave_for=[make_user(1, Role.DIRECTOR)], by=manager, on=ON)
    browser = browser_of(manager)
    ids = {"child_pk": hidden.pk, "person_pk": hidden.person_id}
    pages = [address.filled(**ids) for address in OF_CHILDREN if set(address.more) <= {"person_pk"}]
    told = " ".join(told_by(browser.get(where)) for where in pages)
    assert [word for word in CANARIES if word not in told] == []
    assert HIDDEN_GIVEN in words_of(browser.get(f"/children/{brother.pk}/family/"))


# What is read and written about a child leaves a row, or does not happen


WRITES: dict[str, dict[str, object]] = {
    "/children/{child}/restriction/add/": {"reason": "x", "number_to_ring": "1", "leave_for": ["{director}"]},
    "/children/{child}/conflict/": {"reason": "x", "user": "{director}"},
    "/children/{other}/break-glass/": {"reason": "found alone at the station"},
    "/merges/compare/{person}/{twin}/": {"kept": "{person}", "because": "x"},
}


@pytest.mark.parametrize("where", WRITES)
def test_a_write_about_a_child_that_leaves_no_row_does_not_happen(
    where: str, user_with: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    from homeward.web.audit import actions as audit

    service = make_service(user_with)
    child, twin, other = service.child(), service.child(), make_child(5)
    ids = {
        "child": child.pk,
        "other": other.pk,
        "person": child.person_id,
        "twin": twin.person_id,
        "director": service.user(Role.DIRECTOR).pk,
    }
    sent = {
        name: [one.format(**ids) for one in value] if isinstance(value, list) else str(value).format(**ids)
        for name, value in WRITES[where].items()
    }
    browser = service.browser(Role.TEAM_MANAGER)
    browser.raise_request_exception = False
    keep, before = audit._append, _everything_stored()

    def fail(entry: audit.Entry) -> None:
        if entry.action in ("page_read", "page_refused"):
            return keep(entry)
        raise RuntimeError("the row could not be stored")

    with monkeypatch.context() as patched:
        patched.setattr(audit, "_append", fail)
        assert browser.post(where.format(**ids), sent).status_code == 500
    assert _everything_stored() == before, "nothing was kept"
    assert browser.post(where.format(**ids), sent).status_code == 302
    assert _everything_stored() != before, "the same form is kept once its row is"


def _everything_stored() -> dict[str, int]:
    from django.apps import apps

    return {model._meta.label: model._base_manager.count() for model in apps.get_app_config("people").get_models()}


@pytest.mark.slow
def test_every_page_of_a_child_that_is_shown_leaves_a_row_about_the_child(user_with: Callable[..., User]) -> None:
    service = make_service(user_with)
    child, browser = service.child(), service.browser(Role.TEAM_MANAGER)
    for address in OF_CHILDREN:
        if address.more or Role.TEAM_MANAGER not in address.allow.roles:
            continue
        rows = AuditEvent.objects.filter(subject_id=str(child.pk), action="page_read")
        before = rows.count()
        answer = browser.get(address.filled(child_pk=child.pk))
        assert rows.count() - before == (answer.status_code == 200), address.name


# Known failures, played again: an open tab


@pytest.mark.parametrize("way", ["allocation", "team", "role", "account", "restriction", "conflict"])
def test_the_open_tab_of_whoever_lost_access_is_refused_at_the_next_click(
    way: str, user_with: Callable[..., User]
) -> None:
    service = make_service(user_with)
    child, role = service.child(), Role.ADVANCED_PRACTITIONER if way == "team" else Role.SOCIAL_WORKER
    if way != "team":
        service.allocate(child, role)
    user, tab = service.user(role), service.browser(role)
    conflict = f"/children/{child.pk}/conflict/"
    assert tab.get(f"/children/{child.pk}/").status_code == 200
    assert tab.get(conflict).status_code == 200
    _take_away(way, service, user, child)
    refused = {302} if way in ("role", "account") else {404}
    for where in (f"/children/{child.pk}/", conflict, f"/children/{child.pk}/looked/"):
        assert {tab.get(where).status_code, tab.post(where, {"reason": "x"}).status_code} == refused
    assert ConflictOfInterest.objects.filter(reason="x").count() == 0
    assert "Jordan" not in words_of(tab.get("/children/", follow=True))


def _take_away(way: str, service: Service, user: User, child: Child) -> None:
    from homeward.web.accounts.actions import deactivate_user, end_role
    from homeward.web.people.teams.actions import end_allocation, leave_team

    today = clock.today()
    if way == "allocation":
        end_allocation(allocation=child.allocations.get(), by=None, on=today)
    elif way == "team":
        leave_team(membership=user.team_memberships.get(), by=None, on=today)
    elif way == "role":
        end_role(held_role=user.held_roles.get(), by=None, on=today)
    elif way == "account":
        deactivate_user(user=user, by=None, on=today)
    elif way == "conflict":
        declare_conflict(child=child, user=user, reason="a cousin", by=None, on=today)
    else:
        leave = [service.user(Role.DIRECTOR), service.user(Role.TEAM_MANAGER)]
        restrict_child(child=child, details=RestrictionDetails("x", "1"), leave_for=leave, by=None, on=today)


def test_a_guests_task_ends_on_its_day_in_an_open_tab(
    user_with: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    from homeward.web.people.details import TaskDetails
    from homeward.web.people.teams.actions import ask_person

    service = make_service(user_with)
    child, today, now = service.child(), clock.today(), clock.now()
    task = TaskDetails("read the plan", until_on=today + timedelta(days=1))
    ask_person(child=child, user=service.user(Role.GUEST), task=task, by=None, on=today)
    tab = service.browser(Role.GUEST)
    assert tab.get(f"/children/{child.pk}/").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))
    tab = service.browser(Role.GUEST)  # a night later the session is over anyway: signed in anew
    assert tab.get(f"/children/{child.pk}/").status_code == 404
