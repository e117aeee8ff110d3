"""What other systems read with a token: what its holder may see, a page at a time, each answer written down first."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.practice.chronology.event import Category, Knowledge
from homeward.practice.chronology.when import Exactness, When
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.api.operations import OPERATIONS
from homeward.web.api.scopes import Scope
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.people import middleware
from homeward.web.people.models import ConflictOfInterest
from tests.house.reading import ROOT as PROJECT
from tests.web.every_address import NOWHERE
from tests.web.interface_tokens import ROOT, ask, header, token_for
from tests.web.people_service import make_service
from tests.web.people_story import Story, give_history, tell_story
from tests.web.people_world import entered, make_user
from tests.web.test_people_every_page import CANARIES, make_hidden, make_troubles

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return tell_story()


@pytest.fixture
def token(story: Story) -> str:
    return token_for(story.worker)


def told(text: str, route: str, **query: object) -> dict:
    answer = ask(text, route, **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def last_look() -> tuple[AuditEvent, dict]:
    row = AuditEvent.objects.order_by("-number")[0]
    return row, json.loads(AuditDetail.objects.get(number=row.number).body)


# What is told


def test_a_child_is_told_by_ids_and_days_without_a_name(story: Story, token: str) -> None:
    child = told(token, f"children/{story.child.pk}")
    assert child == {
        "id": str(story.child.pk),
        "person_id": str(story.child.person_id),
        "local_id": "INV903",
        "opened_on": "2024-02-05",
        "closed_on": None,
        "is_unaccompanied": False,
        "unaccompanied_until_on": None,
        "team": {"id": str(story.team.pk), "name": "Invented East"},
    }


def test_persons_of_a_child_are_told_with_what_they_are_and_without_any_address(story: Story, token: str) -> None:
    answer = ask(token, f"children/{story.child.pk}/persons")
    kinship = {one["names"][0]["given"]: one["kinship"] for one in answer.json()["items"]}
    assert kinship == {"Jordan": [], "Mo": ["mother"], "Fin": ["father"], "Flo": ["carer"]}
    assert "Invented Lane" not in answer.text
    assert "ZZ1" not in answer.text
    mother = told(token, f"persons/{story.mother.pk}")
    assert (mother["names"][0]["family"], mother["sex"], mother["child_id"]) == ("Exemplar", "female", None)
    assert told(token, f"persons/{story.child.person_id}")["child_id"] == str(story.child.pk)


def test_episodes_are_told_in_the_codes_of_the_return(story: Story, token: str) -> None:
    (episode,) = told(token, f"children/{story.child.pk}/episodes")["items"]
    assert (episode["decom_on"], episode["dec_on"], episode["legal_status"]) == ("2024-02-05", None, "V2")
    assert told(token, "episodes", on="2024-02-04")["items"] == []
    assert told(token, "episodes", on="2024-02-05")["items"] == [episode]


def test_a_childs_chronology_is_told_in_order_and_page_by_page(story: Story, token: str) -> None:
    for on, exactness in ((date(2023, 5, 1), Exactness.YEAR), (date(2023, 6, 1), Exactness.MONTH)):
        for what in ("Moved house.", "Changed school."):
            details = EventDetails(
                When(on, exactness), what, Category.FAMILY, Knowledge.PARENT, (ConcernDetails(story.child),)
            )
            add_event(child=story.child, details=details, by=story.worker)
    route = f"children/{story.child.pk}/events"
    whole = told(token, route)
    assert whole["next_after"] is None
    assert [event["exactness"] for event in whole["items"]] == ["year", "year", "month", "month", "day"]
    pages, after = [], {}
    while after is not None:
        page = told(token, route, limit=1, **after)
        pages += page["items"]
        after = {"after": page["next_after"]} if page["next_after"] else None
    assert pages == whole["items"]
    assert len(told(token, route, since="2023-07-01")["items"]) == 3, "what happened some time in the year counts"
    assert len(told(token, route, until="2023-01-31")["items"]) == 2


def test_lists_come_in_pages_that_together_hold_each_record_once(story: Story, token: str) -> None:
    give_history(story.child, 23)
    found, after = [], {}
    while after is not None:
        page = told(token, "episodes", limit=10, **after)
        assert len(page["items"]) <= 10
        found += [one["id"] for one in page["items"]]
        after = {"after": page["next_after"]} if page["next_after"] else None
    assert len(found) == len(set(found)) == 23


def test_what_was_written_since_a_day_is_found_by_the_audit(
    story: Story, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    today, now = clock.today(), clock.now()
    assert [one["local_id"] for one in told(token, "children", changed_since=today)["items"]] == ["INV903"]
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))
    later = today + timedelta(days=2)
    told(token, f"children/{story.child.pk}")
    assert told(token, "children", changed_since=later)["items"] == [], "a look changes nothing"
    details = EventDetails(
        When(today), "Began to swim.", Category.STRENGTH, Knowledge.SEEN, (ConcernDetails(story.child),)
    )
    add_event(child=story.child, details=details, by=story.worker)
    assert len(told(token, "children", changed_since=later)["items"]) == 1


def test_a_list_takes_the_same_number_of_queries_however_long(story: Story, token: str) -> None:
    def queries(route: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            told(token, route)
        return len(captured)

    give_history(story.child, 2)
    routes = ("episodes", f"children/{story.child.pk}/events", "children", "persons")
    told(token, "children")
    few = [queries(route) for route in routes]
    give_history(story.child, 40)
    assert [queries(route) for route in routes] == few


# Who may


def test_a_record_that_is_not_open_to_the_holder_is_as_if_there_were_none(story: Story) -> None:
    stranger = token_for(make_user(7, Role.SOCIAL_WORKER))
    for route in (f"children/{story.child.pk}", f"children/{NOWHERE}", "children/x", f"persons/{story.mother.pk}"):
        answer = ask(stranger, route)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
        assert answer.json()["detail"] == ask(stranger, f"children/{NOWHERE}").json()["detail"]
    for route in ("children", "persons", "episodes"):
        assert told(stranger, route)["items"] == []


def test_a_token_reads_no_more_when_its_holder_may_see_no_more(story: Story, token: str) -> None:
    route = f"children/{story.child.pk}"
    told(token, route)
    ConflictOfInterest.objects.create(child=story.child, user=story.worker, reason="x", **entered())
    assert ask(token, route).status_code == 404
    assert told(token, "children")["items"] == told(token, "episodes")["items"] == []


@pytest.mark.parametrize("scope", list(Scope))
def test_a_scope_opens_its_own_questions_and_no_others(story: Story, scope: Scope) -> None:
    narrow = token_for(story.worker, scope)
    for operation in OPERATIONS:
        route = operation.route.replace("<uuid:child_pk>", str(story.child.pk))
        answer = ask(narrow, route.replace("<uuid:person_pk>", str(story.mother.pk)))
        assert answer.status_code == (200 if operation.scope == scope else 403), operation.name


@pytest.mark.parametrize("role", [Role.GUEST, Role.FOSTER_CARER, Role.ANALYST, Role.ADMINISTRATOR])
def test_roles_that_open_no_whole_record_read_nothing_by_a_token(role: Role, story: Story) -> None:
    outsider = token_for(make_user(8, role))
    assert {ask(outsider, route).status_code for route in ("children", f"children/{story.child.pk}")} == {403}


def test_a_browsers_session_opens_nothing(story: Story) -> None:
    browser = Client()
    browser.force_login(story.worker)
    for route in ("children", f"children/{story.child.pk}"):
        answer = browser.get(ROOT + route)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Homeward"')
        assert browser.get(ROOT + route, headers=header("hwd_no-such-token")).status_code == 401


# What is written down


def test_every_answer_leaves_a_row_with_the_token_and_what_was_given(story: Story, token: str) -> None:
    told(token, f"children/{story.child.pk}")
    row, detail = last_look()
    assert (row.action, row.actor, row.subject_id) == ("page_read", str(story.worker.pk), str(story.child.pk))
    assert (detail["page"], detail["relations"]) == ("interface_child_read", ["allocated"])
    assert len(detail["token"]) == 36
    told(token, "children")
    assert last_look()[1]["given"] == [str(story.child.pk)]
    ask(token, f"children/{NOWHERE}")
    assert last_look()[0].action == "page_refused"


def test_what_cannot_be_written_down_is_not_told(story: Story, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told(token, "children")

    def fail(**_: object) -> None:
        raise OperationalError("out of reach")

    monkeypatch.setattr(middleware, "record_read", fail)
    other = Client(raise_request_exception=False)
    answer = other.get(f"{ROOT}children/{story.child.pk}", headers=header(token))
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert "INV903" not in answer.text


# How it is asked


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=1.0", "limit"),
        ("limit=", "limit"),
        ("after=Zoë", "after"),
        ("on=2026-02-30", "on"),
        ("on=1767225600", "on"),
        ("local_id=a%00b", "local_id"),
        ("chnaged_since=2026-01-01", "changed_since"),
        ("limit=1&limit=2", "limit"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_without_what_was_sent(query: str, named: str, token: str) -> None:
    answer = Client().get(f"{ROOT}children?{query}", headers=header(token))
    assert answer.status_code == 422
    assert named in answer.json()["detail"]
    sent = query.partition("=")[2]
    assert len(sent) < 4 or sent not in answer.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_it_only_reads(method: str, token: str) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, f"{ROOT}children", headers=header(token))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["status"] == 405


def test_head_and_options_answer_without_a_body(token: str) -> None:
    whole, head = ask(token, "children"), ask(token, "children", method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))
    options = ask(token, "children", method="OPTIONS")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_where_there_is_no_such_address_the_answer_is_a_problem_too(client: Client, token: str) -> None:
    for address in (f"{ROOT}nothing", f"{ROOT}children/", "/api/v2/children"):
        assert client.get(address).headers["Content-Type"] == "application/problem+json"
    assert client.get("/nothing/").headers["Content-Type"].startswith("text/html")


def test_the_minutes_questions_are_counted_for_each_token(story: Story, settings: object) -> None:
    settings.HOMEWARD_INTERFACE_READS_A_MINUTE = 3
    one, other = token_for(story.worker), token_for(story.worker)
    codes = [ask(one, "children").status_code for _ in range(5)]
    assert 429 in codes, "unless a new minute began"
    assert ask(other, "children").status_code == 200
    refused = ask(one, "children")
    if refused.status_code == 429:
        assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_the_description_is_the_one_that_is_printed_and_declares_every_refusal(client: Client) -> None:
    told = client.get(f"{ROOT}openapi.json").json()
    assert told == json.loads((PROJECT / "docs" / "reference" / "openapi.json").read_text()), "run `make docs`"
    assert told["openapi"] == "3.1.0"
    for methods in told["paths"].values():
        assert set(methods) == {"get"}
        assert set(methods["get"]["responses"]) == {"200", "401", "403", "404", "414", "422", "429", "503"}
        assert methods["get"]["security"] == [{"Bearer": []}]


# A hidden name is nowhere


@pytest.mark.slow
def test_the_name_of_a_restricted_child_is_in_no_answer(user_with: Callable[..., User]) -> None:
    service = make_service(user_with)
    hidden, brother = make_hidden(service)
    director = make_user(700, Role.DIRECTOR)
    text, ids = token_for(director), [hidden.pk, hidden.person_id, brother.pk, brother.person_id]
    assert any(word in told_by_all(text, ids) for word in CANARIES), "before it is restricted, the name is told"
    make_troubles(service, hidden, brother)
    said = told_by_all(text, ids)
    assert "exemplar" in said
    assert [word for word in CANARIES if word in said] == []
    assert str(hidden.pk) not in said
    assert ask(text, f"children/{hidden.pk}").status_code == 404


def told_by_all(text: str, ids: list[object]) -> str:
    """Return all that every question with each of these ids is told."""
    routes = {re.sub(r"<uuid:\w+>", str(pk), operation.route) for operation in OPERATIONS for pk in ids}
    return " ".join(ask(text, route).text for route in sorted(routes)).casefold()
