"""Who may open what: deny unless listed, for every page and role, and the same answer for a list and for one record."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import include, path
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.web import clock
from homeward.web.accounts.actions import end_role, give_role
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import EVERY_ROLE, Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people import middleware, policy
from homeward.web.people.navigation import pages
from homeward.web.people.policy import SIGNED_IN, Allow, allow_of, find, is_allowed, page, visible

READERS = Allow(roles=frozenset({Role.ANALYST}))
BODY = "Jordan Example was here"


def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


def show_subject(request: HttpRequest, pk: int) -> HttpResponse:
    middleware.note_subject(request, User(pk=pk))
    return HttpResponse(BODY)


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse([BODY])


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404(BODY)


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(BODY)


def elsewhere(request: HttpRequest) -> HttpResponse:
    return redirect("/listed/")


def faulty(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError(BODY)


def database_gone(request: HttpRequest) -> HttpResponse:
    raise OperationalError(BODY)


urlpatterns = [
    page("listed/", show, name="listed", allow=READERS),
    page("subject/<int:pk>/", show_subject, name="subject", allow=READERS),
    page("streamed/", stream, name="streamed", allow=READERS),
    page("missing/", missing, name="missing", allow=READERS),
    page("denied/", denied, name="denied", allow=READERS),
    page("elsewhere/", elsewhere, name="elsewhere", allow=READERS),
    page("faulty/", faulty, name="faulty", allow=READERS),
    page("database-gone/", database_gone, name="database_gone", allow=READERS),
    path("planted/", show, name="planted"),
    path("", include("homeward.web.people.urls")),
]
handler500 = "homeward.web.people.pages.fault_show.fault_show"


@pytest.fixture
def planted(settings: Any) -> None:
    """Serve the pages of this file instead of the service's own."""
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def analyst(planted: None, client_of: Callable[..., Client]) -> Client:
    client = client_of(Role.ANALYST)
    client.raise_request_exception = False
    return client


def last_row() -> AuditEvent:
    return AuditEvent.objects.order_by("-number")[0]


def rows_of(action: str) -> int:
    return AuditEvent.objects.filter(action=action).count()


# Every page, every role


def every_page() -> list[tuple[str, str, Allow]]:
    return sorted(pages(), key=lambda line: line[0])


def test_every_page_is_on_a_page_line_with_a_name_of_its_own() -> None:
    names = [name for _, name, _ in every_page()]
    assert [route for route, _, allow in every_page() if not (allow.roles or allow.anyone)] == []
    assert sorted(set(names)) == sorted(names)
    assert "" not in names


@pytest.mark.parametrize("role", [None, *sorted(EVERY_ROLE)])
def test_a_role_opens_exactly_the_pages_that_list_it(role: Role | None) -> None:
    held = frozenset({role} - {None})
    for _, name, allow in every_page():
        listed = allow.anyone or role in allow.roles
        assert is_allowed(held, allow) is listed, name


def test_what_anyone_may_open_is_written_out_here() -> None:
    signing_in = {"sign_in", "second_factor_ask", "passkey_sign_in", "identity_sign_in", "openid_connect_callback"}
    told_of_nobody = {"health", "interface_description", "language_choose"}
    by_a_secret = {"feed"}  # its address holds it: whoever has it reads days, and of nobody
    anyone = {*signing_in, "sign_out", *told_of_nobody, *by_a_secret}
    assert {name for _, name, allow in every_page() if allow.anyone} == anyone


def test_what_other_systems_may_read_is_written_out_here_with_what_their_token_must_be_for() -> None:
    scopes = {name: allow.door.scope for _, name, allow in every_page() if allow.door}
    assert scopes == {
        "interface_children_read": "children:read",
        "interface_child_read": "children:read",
        "interface_child_persons_read": "persons:read",
        "interface_child_episodes_read": "episodes:read",
        "interface_child_events_read": "events:read",
        "interface_persons_read": "persons:read",
        "interface_person_read": "persons:read",
        "interface_episodes_read": "episodes:read",
    }


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, *sorted(EVERY_ROLE)])
def test_over_http_a_page_refuses_whoever_it_does_not_list(
    role: Role | None, client: Client, client_of: Callable[..., Client]
) -> None:
    browser = client if role is None else client_of(role)
    for route, name, allow in every_page():
        if allow.anyone or role in allow.roles:
            continue
        answer = browser.get("/" + example_address(route))
        if allow.door:
            assert answer.status_code == 401, name
        elif role is None:
            assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/"), name
        else:
            assert answer.status_code == 403, name


def example_address(route: str) -> str:
    """Put an example into each <kind:name> of a route."""
    examples = {"uuid": "11111111-2222-3333-4444-555555555555", "int": "1", "slug": "a", "str": "a", "path": "a"}
    for kind, value in examples.items():
        while f"<{kind}:" in route:
            before, _, rest = route.partition(f"<{kind}:")
            route = before + value + rest.partition(">")[2]
    while "<" in route:
        before, _, rest = route.partition("<")
        route = before + "a" + rest.partition(">")[2]
    return route


@given(held=st.frozensets(st.sampled_from(list(Role))), listed=st.frozensets(st.sampled_from(list(Role))))
@settings(max_examples=60, deadline=None)
def test_one_role_in_common_opens_a_page_and_none_in_common_does_not(
    held: frozenset[Role], listed: frozenset[Role]
) -> None:
    assert is_allowed(held, Allow(roles=listed)) is bool(held & listed)


# A page that no page line lists


@pytest.mark.parametrize("role", sorted(EVERY_ROLE))
def test_a_page_that_is_not_listed_is_refused_to_every_role(
    role: Role, planted: None, client_of: Callable[..., Client]
) -> None:
    answer = client_of(role).get("/planted/")
    assert answer.status_code == 403
    assert BODY not in answer.content.decode()


def test_a_page_that_is_not_listed_is_refused_to_a_superuser(planted: None, user_with: Callable[..., User]) -> None:
    root = user_with(*Role)
    User.objects.filter(pk=root.pk).update(is_superuser=True, is_staff=True)
    client = Client()
    client.force_login(root)
    assert client.get("/planted/").status_code == 403


def test_a_page_that_is_not_listed_is_refused_to_a_visitor(planted: None, client: Client, db: None) -> None:
    assert client.get("/planted/").status_code == 403


def test_something_else_called_allow_permits_nothing() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    view.allow = True
    assert allow_of(view) == Allow()


def test_a_line_that_opens_to_nobody_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nobody"):
        page("x/", show, name="x", allow=Allow())


def test_a_menu_entry_needs_an_address_without_an_id() -> None:
    with pytest.raises(ValueError, match="menu"):
        page("x/<int:pk>/", show, name="x", allow=Allow(roles=EVERY_ROLE, menu="X"))


def test_two_lines_may_show_one_view_to_different_people() -> None:
    first = page("a/", show, name="a", allow=READERS)
    second = page("b/", show, name="b", allow=SIGNED_IN)
    assert (allow_of(first.callback), allow_of(second.callback)) == (READERS, SIGNED_IN)


# Visitors and roles over time


def test_a_visitor_is_asked_to_sign_in_and_then_comes_back(planted: None, client: Client, db: None) -> None:
    answer = client.get("/listed/?year=2025")
    assert answer.status_code == 302
    assert answer.url == "/sign-in/?next=/listed/%3Fyear%3D2025"


def test_a_visitor_who_sent_a_form_is_not_sent_back_to_it(planted: None, client: Client, db: None) -> None:
    assert client.post("/listed/").url == "/sign-in/"


def test_a_role_opens_pages_from_its_first_day_until_its_last(analyst: Client, user_with: Callable[..., User]) -> None:
    today, client, person = clock.today(), Client(), user_with()
    client.force_login(person)
    held = give_role(user=person, role=Role.ANALYST, by=None, on=today + timedelta(days=1))
    assert client.get("/listed/").status_code == 403
    HeldRole.objects.filter(pk=held.pk).update(begins_on=today)
    assert client.get("/listed/").status_code == 200
    end_role(held_role=held, by=None, on=today)
    assert client.get("/listed/").status_code == 302, "with the last role the session ends"
    client.force_login(person)
    assert client.get("/listed/").status_code == 403


def test_somebody_made_inactive_is_a_visitor_at_once(planted: None, user_with: Callable[..., User]) -> None:
    client, person = Client(), user_with(Role.ANALYST)
    client.force_login(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/listed/").status_code == 302


# What is read and refused is written down first


@pytest.mark.parametrize("address", ["/listed/", "/streamed/"])
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_what_is_read_is_written_down(analyst: Client, address: str, method: str) -> None:
    before = rows_of("page_read")
    assert getattr(analyst, method)(address).status_code == 200
    assert rows_of("page_read") == before + 1
    assert last_row().actor == analyst.session["_auth_user_id"]


def test_the_row_names_the_page_and_whose_record_it_showed(analyst: Client) -> None:
    analyst.get("/subject/77/")
    row = last_row()
    assert (row.action, row.subject_kind, row.subject_id) == ("page_read", "accounts.user", "77")
    assert AuditDetail.objects.get(number=row.number).body == '{"page": "subject"}'


def test_a_redirect_shows_nothing_and_is_no_read(analyst: Client) -> None:
    before = rows_of("page_read")
    assert analyst.get("/elsewhere/").status_code == 302
    assert rows_of("page_read") == before


@pytest.mark.parametrize("address", ["/planted/", "/missing/", "/denied/"])
def test_what_is_refused_is_written_down(analyst: Client, address: str) -> None:
    before = rows_of("page_refused")
    answer = analyst.get(address)
    assert answer.status_code in (403, 404)
    assert BODY not in answer.content.decode()
    assert rows_of("page_refused") == before + 1


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("address", ["/listed/", "/streamed/"])
def test_a_read_that_cannot_be_written_down_is_not_shown(
    analyst: Client, monkeypatch: pytest.MonkeyPatch, address: str, error: type[Exception]
) -> None:
    def fail(**_: object) -> None:
        raise error("out of reach")

    monkeypatch.setattr(middleware, "record_read", fail)
    answer = analyst.get(address)
    assert answer.status_code == 503
    assert BODY not in answer.content.decode()
    assert "not available" in answer.content.decode()


def test_a_read_whose_audit_row_fails_for_another_reason_is_not_shown_either(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(middleware, "record_read", fail)
    answer = analyst.get("/listed/")
    assert answer.status_code == 500
    assert BODY not in answer.content.decode()


def test_while_roles_cannot_be_read_no_page_is_shown(analyst: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(user: object) -> None:
        raise OperationalError("out of reach")

    monkeypatch.setattr(middleware, "roles_of", fail)
    answer = analyst.get("/listed/")
    assert answer.status_code == 503
    assert BODY not in answer.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/faulty/", 500), ("/database-gone/", 503)])
def test_a_fault_says_nothing_of_what_went_wrong(analyst: Client, address: str, status: int) -> None:
    answer = analyst.get(address)
    assert answer.status_code == status
    assert BODY not in answer.content.decode()
    assert "No real child is described here" in answer.content.decode()


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_ways_of_asking_are_refused_and_show_nothing(analyst: Client, method: str) -> None:
    answer = analyst.generic(method, "/listed/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"
    assert BODY not in answer.content.decode()


def test_no_answer_is_kept_by_the_browser(analyst: Client) -> None:
    assert "no-store" in analyst.get("/listed/").headers["Cache-Control"]


# A list and one record agree


@pytest.fixture
def stated(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """State, for this test, that people see those whom they share a role with."""
    monkeypatch.setattr(policy, "_expressions", {})
    policy.list_records(User, lambda user: Q(held_roles__role__in=user.held_roles.values("role")))
    return


def test_a_list_holds_exactly_the_records_that_can_be_opened(stated: None, user_with: Callable[..., User]) -> None:
    three = (Role.ANALYST, Role.DIRECTOR, Role.AUDITOR)
    people = [user_with(*roles) for roles in ((), three[:1], three[:2], three[1:], three, (Role.FACILITATOR,))]
    for person in people:
        shared = [other for other in people if set(roles(person)) & set(roles(other))]
        assert sorted(visible(person, User).values_list("pk", flat=True)) == sorted(other.pk for other in shared)
        assert [other for other in people if find(person, User, other.pk)] == shared


def roles(person: User) -> list[str]:
    return list(person.held_roles.values_list("role", flat=True))


def test_nothing_is_seen_where_nothing_was_stated(
    user_with: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "_expressions", {})
    person = user_with(*Role)
    assert not visible(person, HeldRole).exists()
    assert find(person, HeldRole, person.held_roles.first().pk) is None


def test_somebody_inactive_and_a_visitor_see_nothing(stated: None, user_with: Callable[..., User]) -> None:
    person = user_with(Role.ANALYST)
    person.is_active = False
    assert not visible(person, User).exists()
    assert not visible(AnonymousUser(), User).exists()


@pytest.mark.parametrize("pk", ["x", None, "1; drop", 2**80, -1, "\x00"])
def test_what_is_no_id_finds_nothing(stated: None, user_with: Callable[..., User], pk: object) -> None:
    assert find(user_with(Role.ANALYST), User, pk) is None


def test_an_expression_is_stated_once(stated: None) -> None:
    with pytest.raises(ValueError, match="already"):
        policy.list_records(User, lambda user: Q())


# The menu and the list of addresses


def test_the_menu_holds_only_what_its_reader_may_open(client_of: Callable[..., Client]) -> None:
    for role in (Role.ANALYST, Role.FOSTER_CARER):
        menu = client_of(role).get("/").context["menu"]
        assert {entry["text"] for entry in menu} == {
            allow.menu
            for _, _, allow in pages()
            if allow.menu and not allow.relations and is_allowed(frozenset({role}), allow)
        }


def test_health_needs_no_sign_in_and_writes_nothing(client: Client, db: None) -> None:
    before = AuditEvent.objects.count()
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert set(answer.json()) == {"database", "worker", "version"}
    assert (answer.json()["database"], answer.json()["version"]) == ("ok", "0.1.0")
    assert AuditEvent.objects.count() == before


def test_health_says_when_the_database_is_out_of_reach(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("could not connect as user x with password y")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", fail)
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "out of reach", "worker": "unknown", "version": "0.1.0"}
