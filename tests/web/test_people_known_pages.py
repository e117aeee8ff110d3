"""Is this child known? Asked without a name in any address, answered in words, and only then may a record begin."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.access.actions import declare_conflict, restrict_child
from homeward.web.people.details import HomeDetails, PersonDetails, RestrictionDetails
from homeward.web.people.family.actions import add_household
from homeward.web.people.models import Child
from homeward.web.people.persons.actions import add_relative, end_fact
from homeward.web.people.relations import MAY_BREAK_GLASS, STAFF
from homeward.web.people.rights import STARTS_RECORDS
from tests.web.people_service import BORN, ON, Service, browser_of, day_boxes, last_row, make_service, words_of

pytestmark = pytest.mark.django_db
ASK, ANSWER, ADD = "/children/known/", "/children/known/answer/", "/children/add/"


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


def ask(browser: Client, **words: object) -> str:
    """Ask, follow the redirect, and return what the answer says."""
    answer = browser.post(ASK, words)
    assert (answer.status_code, answer.url) == (302, ANSWER)
    return words_of(browser.get(ANSWER))


def begin(browser: Client, **words: object) -> Client:
    """Ask, say "none of these", and return the form that begins a record, as a response."""
    browser.post(ASK, {"given": "Nobody", "family": "Asked"} | words)
    page = browser.get(ANSWER)
    asked = page.context["form"].initial["asked"]
    answer = browser.post(ANSWER, {"asked": asked, "has_rung": "on"})
    assert (answer.status_code, answer.url) == (302, ADD)
    return browser.get(ADD)


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ({"given": "Jordan", "family": "Exemplar"}, "same name"),
        ({"given": "Jordon", "family": "Exemplar"}, "given name alike and family name the same"),
        ({"given": "Exemplar", "family": "Jordan"}, "given and family name swapped"),
        ({"given": "Jordan", "family": "Else"} | day_boxes("born_on", date(2015, 7, 3)), "day and month of birth swap"),
        ({"family": "Exemplar", "address": "zz1 1zz"}, "lived at this address before"),
        ({"given": "Joe", "family": "Nobody", "also": "Jordan Exemplar"}, "by the other name: same name"),
        ({"given": "Jordan", "family": "Else", "born_year": "2016"}, "born about that year"),
    ],
)
def test_a_match_is_explained_and_leads_to_the_record(service: Service, words: dict, fits: str) -> None:
    child = service.child()
    home = add_household(
        child=child, people=[child.person], home=HomeDetails("5 Nowhere Lane", "ZZ1 1ZZ"), by=None, on=ON
    )
    end_fact(child=child, fact=home.memberships.get(), by=None, on=ON + timedelta(days=9))
    said = ask(service.browser(Role.TEAM_MANAGER), **words)
    assert fits in said
    assert f'href="/children/{child.pk}/"' in said
    said = ask(service.browser(Role.SOCIAL_WORKER), **words)
    assert fits in said
    assert "Invented East is responsible: ask them." in said
    assert f'href="/children/{child.pk}/"' not in said
    assert f'href="/children/{child.pk}/break-glass/"' in said


def test_a_relative_leads_to_the_records_in_which_they_stand(service: Service) -> None:
    child = service.child()
    add_relative(child=child, details=PersonDetails("Morgan", "Between"), kind="mother", by=None)
    said = ask(service.browser(Role.TEAM_MANAGER), given="Morgan", family="Between")
    assert "No record of their own" in said
    assert f'href="/children/{child.pk}/"' in said
    assert "not open to you" in ask(service.browser(Role.SOCIAL_WORKER), given="Morgan", family="Between")


def test_a_restricted_child_is_told_by_a_number_alone_and_is_never_not_known(service: Service) -> None:
    child = service.child("Qwertina", "Zzyzx")
    leave = [service.user(Role.DIRECTOR), service.user(Role.HEAD_OF_SERVICE)]
    restrict_child(child=child, details=RestrictionDetails("x", "0300 123"), leave_for=leave, by=None, on=ON)
    for role in sorted(STAFF - {Role.DIRECTOR, Role.HEAD_OF_SERVICE}):
        # Asked as it sounds: what the asker typed stands on the page, what is held must not.
        said = ask(service.browser(role), given="Kwertina", family="Zzyzix")
        assert "A record exists that you may not open" in said
        assert "Ring 0300 123" in said
        assert "Qwertina" not in said
        assert "Zzyzx" not in said
        assert "Nobody known fits" not in said
        assert ("/break-glass/" in said) is (role in MAY_BREAK_GLASS)
        row, detail = last_row("known_asked")
        assert (row.actor, detail["closed"]) == (str(service.user(role).pk), [str(child.pk)])
    assert "Qwertina Zzyzx" in ask(service.browser(Role.DIRECTOR), given="Kwertina", family="Zzyzix")


def test_a_conflict_of_interest_shows_no_way_to_break_the_glass(service: Service) -> None:
    child, worker = service.child(), service.user(Role.SOCIAL_WORKER)
    declare_conflict(child=child, user=worker, reason="cousin", by=worker, on=ON)
    said = ask(service.browser(Role.SOCIAL_WORKER), given="Jordon", family="Exempla")
    assert "Ask your manager" in said
    assert "break-glass" not in said
    assert "Jordan" not in said


def test_no_name_stands_in_an_address_in_a_log_or_in_the_audit(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    browser = service.browser(Role.SOCIAL_WORKER)
    answer = browser.post(ASK, {"given": "Qwertina", "family": "Zzyzx", "address": "5 Nowhere Lane"})
    assert answer.url == ANSWER
    browser.get(answer.url)
    assert "Qwertina" not in caplog.text
    for body in AuditDetail.objects.values_list("body", flat=True):
        assert "Qwertina" not in body
        assert "Nowhere" not in body
    _, detail = last_row("known_asked")
    assert detail["asked_by"] == ["address", "family", "given"]


def test_what_was_asked_is_kept_for_one_redirect_only(service: Service) -> None:
    browser = service.browser(Role.SOCIAL_WORKER)
    ask(browser, given="Qwertina", family="Zzyzx")
    assert not [name for name in dict(browser.session) if name.startswith("known_")]
    assert "Qwertina" not in str(dict(browser.session))
    answer = browser.get(ANSWER)
    assert (answer.status_code, answer.url) == (302, ASK)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"given": " "}, "Enter a name, or a date of birth and an address"),
        ({"address": "5 Nowhere Lane"}, "Enter a name, or a date of birth and an address"),
        ({"given": "Jo", **day_boxes("born_on", date(2099, 1, 1))}, "cannot be in the future"),
        ({"given": "Jo", "born_on-day": "40", "born_on-month": "1", "born_on-year": "2015"}, "must be a date"),
        ({"given": "Jo", "born_year": "12"}, "four figures"),
    ],
)
def test_too_little_or_wrong_is_said_beside_its_question(service: Service, words: dict, says: str) -> None:
    answer = service.browser(Role.SOCIAL_WORKER).post(ASK, words)
    assert answer.status_code == 200
    assert says in words_of(answer)
    assert "There is a problem" in words_of(answer)


def test_a_record_begins_for_the_askers_team_and_with_the_asker(service: Service) -> None:
    browser = service.browser(Role.TEAM_MANAGER)
    form = begin(browser, given="Robin", family="Newcome", also="Rob Old", **day_boxes("born_on", BORN))
    told = form.context["form"]
    assert told.initial["given"] == "Robin"
    assert told.fields["team"].initial == service.team.pk
    sent = {"given": "Robin", "family": "Newcome", "also": "Rob Old", "asked": told.initial["asked"]}
    sent |= {"sex": "unknown", "team": service.team.pk, "worker": "mine", **day_boxes("born_on", BORN)}
    answer = browser.post(ADD, sent)
    child = Child.objects.get(person__names__family="Newcome")
    assert (answer.status_code, answer.url) == (302, f"/children/{child.pk}/")
    assert {name.full for name in child.person.names.all()} == {"Robin Newcome", "Rob Old"}
    assert child.person.shown_name == "Robin Newcome"
    assert [spell.team for spell in child.teams.all()] == [service.team]
    assert [work.user for work in child.allocations.all()] == [service.user(Role.TEAM_MANAGER)]
    assert AuditEvent.objects.filter(action="child_created", subject_id=str(child.pk)).count() == 1


def test_a_duty_worker_begins_a_record_for_a_team_and_a_year_stays_a_year(service: Service) -> None:
    browser = service.browser(Role.EMERGENCY_DUTY)
    form = begin(browser, given="Robin").context["form"]
    assert "worker" not in form.fields
    sent = {"given": "Robin", "asked": form.initial["asked"], "sex": "female", "born_year": "2019"}
    refused = browser.post(ADD, sent)
    assert "Choose a team" in words_of(refused)
    assert browser.post(ADD, sent | {"team": service.team.pk}).status_code == 302
    person = Child.objects.get().person
    assert (person.born_on, person.born_exactly) == (date(2019, 1, 1), "year")


def test_nobody_begins_a_record_without_having_asked(service: Service, user_with: Callable[..., User]) -> None:
    browser, sent = service.browser(Role.SOCIAL_WORKER), {"given": "Robin", "team": service.team.pk, "sex": "unknown"}
    assert browser.get(ADD).url == ASK
    assert browser.post(ADD, sent).url == ASK
    assert browser.post(ADD, sent | {"asked": "made up"}).url == ASK
    other = begin(service.browser(Role.TEAM_MANAGER)).context["form"].initial["asked"]
    assert browser.post(ADD, sent | {"asked": other, "worker": "mine"}).url == ASK, "another person's question"
    assert not Child.objects.exists()


def test_with_a_closed_record_the_number_is_rung_first(service: Service) -> None:
    child = service.child("Qwertina", "Zzyzx")
    leave = [service.user(Role.DIRECTOR), service.user(Role.HEAD_OF_SERVICE)]
    restrict_child(child=child, details=RestrictionDetails("x", "0300 123"), leave_for=leave, by=None, on=ON)
    browser = service.browser(Role.SOCIAL_WORKER)
    browser.post(ASK, {"given": "Kwertina", "family": "Zzyzix"})
    asked = browser.get(ANSWER).context["form"].initial["asked"]
    answer = browser.post(ANSWER, {"asked": asked})
    assert answer.status_code == 200
    assert "Ring the number first" in words_of(answer)
    assert browser.post(ANSWER, {"asked": asked, "has_rung": "on"}).url == ADD


@pytest.mark.parametrize("role", sorted(STAFF - STARTS_RECORDS))
def test_who_may_ask_and_not_begin_is_told_so(service: Service, role: Role) -> None:
    browser = service.browser(role)
    said = ask(browser, given="Nobody", family="Here")
    assert "Your roles do not let you begin a record" in said
    assert browser.get(ADD).status_code == 403


@pytest.mark.parametrize("role", sorted(set(Role) - STAFF))
def test_whoever_does_not_work_with_children_may_not_ask(service: Service, role: Role) -> None:
    browser = service.browser(role)
    for address in (ASK, ANSWER, ADD):
        assert browser.get(address).status_code == 403
        assert browser.post(address, {"given": "Jo"}).status_code == 403


def test_a_worker_who_leaves_the_child_to_the_manager_is_told_where_it_went(
    service: Service, user_with: Callable[..., User]
) -> None:
    browser = browser_of(user_with(Role.SOCIAL_WORKER))
    form = begin(browser, given="Robin").context["form"]
    sent = {"given": "Robin", "asked": form.initial["asked"], "sex": "male", "team": service.team.pk}
    answer = browser.post(ADD, sent | {"worker": "nobody"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/"
    assert "It is with the team’s manager now" in words_of(answer)


def test_the_record_itself_tells_its_workers_who_was_told_that_it_exists(service: Service) -> None:
    child = service.child("Qwertina", "Zzyzx")
    leave = [service.user(Role.DIRECTOR), service.user(Role.HEAD_OF_SERVICE)]
    restrict_child(child=child, details=RestrictionDetails("x", "0300 123"), leave_for=leave, by=None, on=ON)
    ask(service.browser(Role.SOCIAL_WORKER), given="Kwertina", family="Zzyzix")
    said = words_of(service.browser(Role.DIRECTOR).get(f"/children/{child.pk}/looked/"))
    assert "Asked, and was told that a closed record exists" in said
    assert service.user(Role.SOCIAL_WORKER).name in said
