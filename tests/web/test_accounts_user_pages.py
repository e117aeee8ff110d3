"""The administrator's pages: finding people, adding them, roles, and the changes with one button; and who may not."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.actions import add_authenticator_app, deactivate_user
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.queries import Shown, list_users
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.navigation import pages
from tests.web.conftest import PASSWORD

CHANGES = ["shut-out", "bring-back", "password", "second-factor", "sessions", "identity"]


@pytest.fixture(autouse=True)
def _forget_failures(db: None) -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def administrator(user_with: Callable[..., User]) -> User:
    return user_with(Role.ADMINISTRATOR)


@pytest.fixture
def person(user_with: Callable[..., User]) -> User:
    return user_with(Role.SOCIAL_WORKER)


@pytest.fixture
def page(client: Client, administrator: User) -> Client:
    client.post("/sign-in/", {"login": administrator.username, "password": PASSWORD})
    return client


def text(answer: Any) -> str:
    return answer.content.decode()


def day(name: str, when: date) -> dict[str, int]:
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def last_row() -> AuditEvent:
    return AuditEvent.objects.exclude(action__startswith="page_").order_by("-number")[0]


# Finding people


def test_people_are_found_by_name_and_user_name_in_any_case(page: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(name="Zara Quillfeather")
    for words in ("quillFEATHER", person.username[:-2].upper()):
        assert [user for user, *_ in page.get("/users/", {"words": words}).context["lines"]] == [person]
    assert "0 people found" in text(page.get("/users/", {"words": "nobody of that name"}))


def test_a_long_list_comes_in_pages_and_asks_few_questions(
    page: Client, user_with: Callable[..., User], django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        user_with(Role.ANALYST)
    with django_assert_max_num_queries(16):
        first = page.get("/users/")
    second = page.get("/users/?words=&shown=active&page=2")
    assert [len(answer.context["lines"]) for answer in (first, second)] == [25, 6]
    assert "?words=&amp;shown=active&amp;page=2" in text(first)
    assert len(page.get("/users/?page=99").context["lines"]) == 6


@pytest.mark.parametrize("query", ["words=%00", "shown=everything", "words=" + "x" * 200, "page=x&words=&shown=left"])
def test_a_search_that_makes_no_sense_is_answered(page: Client, query: str) -> None:
    assert page.get(f"/users/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("signed_in_days", "joined_days", "dormant"),
    [(89, 400, False), (90, 400, True), (None, 89, False), (None, 90, True), (1, 1, False)],
)
def test_dormant_is_who_has_not_signed_in_for_90_days(
    person: User, signed_in_days: int | None, joined_days: int, dormant: bool
) -> None:
    today = clock.today()
    person.joined_on = today - timedelta(days=joined_days)
    person.signed_in_at = clock.now() - timedelta(days=signed_in_days) if signed_in_days else None
    person.save()
    assert person.is_dormant(today) is dormant
    assert list_users(words=person.username, shown=Shown.DORMANT, on=today).exists() is dormant


def test_leavers_stand_in_a_list_of_their_own(page: Client, person: User, administrator: User) -> None:
    deactivate_user(user=person, by=administrator, on=date(2026, 3, 2))
    assert person not in [user for user, *_ in page.get("/users/").context["lines"]]
    left = page.get("/users/?words=&shown=left")
    assert [user for user, *_ in left.context["lines"]] == [person]
    assert "Left on 2 March 2026" in text(left)
    assert not person.is_dormant(date(2030, 1, 1)) or not User.objects.get(pk=person.pk).is_dormant(date(2030, 1, 1))


# One person


def test_the_page_of_a_person_is_a_read_of_that_person(page: Client, person: User) -> None:
    assert person.name in text(page.get(f"/users/{person.pk}/"))
    row = AuditEvent.objects.order_by("-number")[0]
    assert (row.action, row.subject_kind, row.subject_id) == ("page_read", "accounts.user", str(person.pk))


def test_nobody_is_not_found(page: Client) -> None:
    for way in ("", "roles/give/", *(f"{change}/" for change in CHANGES)):
        assert page.get(f"/users/999999/{way}").status_code == 404


# Adding


def test_an_added_person_can_sign_in_with_the_password_shown(page: Client, administrator: User) -> None:
    answer = page.post("/users/add/", {"name": "Ann Example", "username": "ann", "role": "analyst"})
    given = answer.context["password"]
    assert given in text(answer)
    user = User.objects.get(username="ann")
    assert user.roles_on(clock.today()) == {Role.ANALYST}
    assert user.joined_on == clock.today()
    theirs = Client()
    theirs.post("/sign-in/", {"login": "ann", "password": given})
    assert theirs.get("/").url == "/your-account/password/"
    rows = AuditEvent.objects.filter(actor=str(administrator.pk), subject_id=str(user.pk))
    assert list(rows.order_by("number").values_list("action", flat=True)) == ["user_created", "role_given"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "", "username": "", "role": ""}, "Enter a name"),
        ({"name": "Ann", "username": "with spaces", "role": "analyst"}, "Letters"),
        ({"name": "Ann", "username": "ADMINISTRATOR_1", "role": "analyst"}, "taken"),
        ({"name": "Ann", "username": "ann", "role": "king"}, "Select a valid choice"),
        ({"name": "Ann", "username": "ann", "role": "guest"}, "A guest comes for one task"),
        ({"name": "Ann", "username": "ann", "role": "guest", **day("until", date(2020, 1, 1))}, "must end after"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_told(page: Client, sent: dict[str, str], said: str) -> None:
    people = User.objects.count()
    answer = text(page.post("/users/add/", sent))
    assert said in answer
    assert "There is a problem" in answer
    assert User.objects.count() == people


# Roles


def test_a_role_is_given_from_a_day_to_come_and_ended(page: Client, person: User) -> None:
    begins_on = clock.today() + timedelta(days=10)
    answer = page.post(f"/users/{person.pk}/roles/give/", {"role": "auditor", **day("begins_on", begins_on)})
    assert answer.url == f"/users/{person.pk}/"
    held = HeldRole.objects.get(user=person, role="auditor")
    assert held.begins_on == begins_on
    assert "(to come)" in text(page.get(answer.url))
    way = f"/users/{person.pk}/roles/{held.pk}/end/"
    assert "cannot end before" in text(page.post(way, day("ends_on", begins_on - timedelta(days=1))))
    assert page.post(way, day("ends_on", begins_on + timedelta(days=5))).status_code == 302
    held.refresh_from_db()
    assert held.ends_on == begins_on + timedelta(days=5)
    assert "ended already" in text(page.post(way, day("ends_on", begins_on + timedelta(days=9))))
    assert page.post(way, day("ends_on", begins_on + timedelta(days=1))).status_code == 302, "sooner is possible"


def test_a_guest_comes_until_a_day(page: Client, person: User) -> None:
    way, today = f"/users/{person.pk}/roles/give/", clock.today()
    sent = {"role": "guest", **day("begins_on", today)}
    assert "A guest comes for one task" in text(page.post(way, sent))
    assert "must end after" in text(page.post(way, sent | day("until", today)))
    assert page.post(way, sent | day("until", today + timedelta(days=14))).status_code == 302
    assert Role.GUEST in person.roles_on(today + timedelta(days=13))
    assert Role.GUEST not in person.roles_on(today + timedelta(days=14))


def test_a_role_held_already_and_a_day_that_is_none_are_told(page: Client, person: User) -> None:
    way = f"/users/{person.pk}/roles/give/"
    assert "already" in text(page.post(way, {"role": "social_worker", **day("begins_on", clock.today())}))
    sent = {"role": "auditor", "begins_on-day": 31, "begins_on-month": 2, "begins_on-year": 2026}
    assert "Enter a real date" in text(page.post(way, sent))


def test_a_role_is_ended_only_under_its_own_person(page: Client, person: User, administrator: User) -> None:
    held = administrator.held_roles.get()
    assert page.post(f"/users/{person.pk}/roles/{held.pk}/end/", day("ends_on", clock.today())).status_code == 404


def test_an_administrator_gives_themselves_nothing(page: Client, administrator: User) -> None:
    sent = {"role": "social_worker", **day("begins_on", clock.today())}
    assert "another administrator" in text(page.post(f"/users/{administrator.pk}/roles/give/", sent))
    for change in ("shut-out", "password", "second-factor"):
        page.post(f"/users/{administrator.pk}/{change}/")
        assert "another administrator" in text(page.get(f"/users/{administrator.pk}/"))
    assert administrator.roles_on(clock.today()) == {Role.ADMINISTRATOR}


# The changes with one button


def test_each_change_asks_first_and_then_leaves_a_row(page: Client, person: User, administrator: User) -> None:
    add_authenticator_app(user=person, secret="ABCDEFGH", by=person)
    expected = {
        "sessions": "sessions_ended",
        "identity": "identity_unlinked",
        "second-factor": "second_factor_reset",
        "password": "password_given",
        "shut-out": "user_deactivated",
        "bring-back": "user_brought_back",
    }
    assert set(expected) == set(CHANGES)
    for change, action in expected.items():
        before = AuditEvent.objects.filter(action=action).count()
        assert "?" in re.search(r"<h1.*?>(.*?)</h1>", text(page.get(f"/users/{person.pk}/{change}/")))[1]
        assert AuditEvent.objects.filter(action=action).count() == before, "asking changes nothing"
        assert page.post(f"/users/{person.pk}/{change}/").status_code in (200, 302)
        row = last_row()
        assert (row.action, row.actor, row.subject_id) == (action, str(administrator.pk), str(person.pk))
        assert person.name not in AuditDetail.objects.get(number=row.number).body


def test_a_password_is_shown_in_one_answer_only(page: Client, person: User) -> None:
    answer = page.post(f"/users/{person.pk}/password/")
    given = answer.context["password"]
    assert given in text(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert given not in text(page.get(f"/users/{person.pk}/")) + text(page.get(f"/users/{person.pk}/password/"))


# Who may not


def test_the_role_of_administrator_opens_the_pages_about_people_and_ones_own_and_nothing_else() -> None:
    opened = {name for _, name, allow in pages() if Role.ADMINISTRATOR in allow.roles and not allow.anyone}
    everybodys = {name for _, name, allow in pages() if allow.roles == frozenset(Role)}
    assert opened - everybodys == {
        *("users_list", "user_add", "user_show", "role_give", "role_end"),
        *("user_deactivate", "user_bring_back", "password_give"),
        *("second_factor_reset", "sessions_end", "identity_unlink"),
        *("teams", "team", "team_add", "team_change", "team_end", "team_member_add", "team_member_end"),
        *("tokens_list", "token_make"),
        *("agencies_list", "agency_add", "agency_change", "agency_close"),
    }


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.AUDITOR, Role.SOCIAL_WORKER])
def test_nobody_else_makes_a_change(client_of: Callable[..., Client], person: User, role: Role) -> None:
    client = client_of(role)
    for way in ("roles/give/", *(f"{change}/" for change in CHANGES)):
        assert client.post(f"/users/{person.pk}/{way}").status_code == 403
    assert client.post("/users/add/").status_code == 403
    assert User.objects.get(pk=person.pk).is_active


# The first administrator, from the command line


def test_the_first_administrator_comes_by_a_command(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("add_administrator", "ann", "Ann Example")
    given = capsys.readouterr().out.split()[-1]
    client.post("/sign-in/", {"login": "ann", "password": given})
    assert client.get("/users/").url == "/your-account/password/"
    assert User.objects.get(username="ann").roles_on(clock.today()) == {Role.ADMINISTRATOR}
    with pytest.raises(CommandError, match="taken"):
        call_command("add_administrator", "ANN", "Ann Other")
