"""Failures that other services are known for, played again here: none may come to the same end.

One report sent to three parties, a dormant account, rows of the audit edited, deleted or cut off.
"""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.queries import Shown, list_users
from homeward.web.accounts.roles import FIGURE_READERS, Role
from homeward.web.audit.models import AuditEvent
from homeward.web.people.access.actions import restrict_child
from homeward.web.people.details import RestrictionDetails
from homeward.web.people.models import Child
from tests.read_pdf import words_of_pages
from tests.web.conftest import PASSWORD
from tests.web.people_service import ON, Service, browser_of, make_service, words_of
from tests.web.planted_rows import plant
from tests.web.published_return import publish_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


# One report for three parties


@pytest.fixture
def hidden(service: Service) -> Child:
    """A restricted child who stands in the published return as child 110."""
    publish_return(service.user(Role.ANALYST))
    child = service.child("Qwertina", "Zzyzx", local_id="110")
    leave = [service.user(Role.DIRECTOR), service.user(Role.HEAD_OF_SERVICE)]
    restrict_child(child=child, details=RestrictionDetails("x", "1"), leave_for=leave, by=None, on=ON)
    return child


def said_in(form: str, content: bytes) -> str:
    """Return all the words of a pack, taken out of its packing."""
    if form == "pdf":
        return " ".join(words_of_pages(content))
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as sheets:
            return " ".join(sheets.read(name).decode(errors="replace") for name in sheets.namelist())
    return content.decode()


@pytest.mark.parametrize("form", ["html", "json", "xlsx", pytest.param("pdf", marks=pytest.mark.slow)])
def test_a_report_that_three_parties_get_says_to_each_the_same_and_of_no_child_anything(
    service: Service, hidden: Child, form: str
) -> None:
    """Nothing is sent from here: a pack is downloaded, and each party downloads it for itself."""
    parties = [service.user(role) for role in (Role.REVIEWING_OFFICER, Role.TEAM_MANAGER, Role.NOMINATED_OFFICER)]
    before = AuditEvent.objects.filter(action="page_read").count()
    answers = [browser_of(party).get(f"/figures/pack/shareable/{form}/") for party in parties]
    told = [said_in(form, answer.content) for answer in answers]
    assert {answer.status_code for answer in answers} == {200}
    if form in ("html", "json"):
        assert len(set(told)) == 1, "no party is told more than another"
    for words in told:
        for name in ("Qwertina", "Zzyzx", str(hidden.pk), "HID", "A123456789012", "AB1 2CD"):
            assert name not in words
    rows = AuditEvent.objects.filter(action="page_read").order_by("number")[before:]
    assert [row.actor for row in rows] == [str(party.pk) for party in parties], "who got it is written down"


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(FIGURE_READERS))
def test_what_is_printed_or_listed_from_figures_names_no_child_of_a_record(
    service: Service, hidden: Child, role: Role
) -> None:
    browser = service.browser(role)
    for where in ("/figures/", "/figures/pack/", "/figures/children/download/?measure=returns_home&part=numerator"):
        said = words_of(browser.get(where))
        assert "Qwertina" not in said
        assert "Zzyzx" not in said
    listed = words_of(browser.get("/figures/children/download/?measure=returns_home&part=numerator"))
    has_leave = role in (Role.DIRECTOR, Role.HEAD_OF_SERVICE)
    assert ("\n110," in listed.replace("\r", "")) is has_leave


# A dormant account


def test_a_dormant_account_is_told_of_while_it_sleeps_and_when_it_wakes(service: Service) -> None:
    sleeper, child = service.user(Role.DIRECTOR), service.child()
    today = clock.today()
    User.objects.filter(pk=sleeper.pk).update(signed_in_at=clock.now() - timedelta(days=120))
    plant((sleeper, "page_read", child, clock.now() - timedelta(days=120), ("oversees",)))
    auditor = service.browser(Role.AUDITOR)
    address = "/audit/patterns/sleeping-account/"
    assert "120 days and still can" in words_of(auditor.get(address))
    assert sleeper in list_users(words="", shown=Shown.DORMANT, on=today)

    stranger = Client()
    stranger.post("/sign-in/", {"login": sleeper.username, "password": PASSWORD})
    assert stranger.get(f"/children/{child.pk}/").status_code == 200
    said = words_of(auditor.get(address))
    assert "The account had been silent for 120 days." in said
    assert "120 days and still can" not in said


def test_an_account_that_was_shut_out_opens_nothing_with_the_right_password(service: Service) -> None:
    from homeward.web.accounts.actions import deactivate_user

    leaver, child = service.user(Role.DIRECTOR), service.child()
    deactivate_user(user=leaver, by=None, on=clock.today())
    browser = Client()
    browser.post("/sign-in/", {"login": leaver.username, "password": PASSWORD})
    assert browser.get(f"/children/{child.pk}/").status_code == 302


# Somebody with the database's key changes what the audit says of them


@pytest.fixture
def head(settings: Any, tmp_path: Path) -> Path:
    """The file in which `tick` publishes the chain's head."""
    settings.HOMEWARD_HOME = tmp_path
    return tmp_path / "audit-head.json"


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE audit_auditevent SET actor = '0' WHERE number = {look}", "Row {look}: Its own digest"),
        ("UPDATE audit_auditevent SET subject_id = '' WHERE number = {look}", "Row {look}: Its own digest"),
        ("UPDATE audit_auditevent SET at = '2020' WHERE number = {look}", "Row {look}: Its own digest"),
        ("UPDATE audit_auditdetail SET body = '{{}}' WHERE number = {look}", "Row {look}: What was said"),
        ("DELETE FROM audit_auditevent WHERE number = {look}", "Row {next}: Row {look} should stand here"),
        ("DELETE FROM audit_auditevent WHERE number >= {look}", "Row {look}: The chain ends before"),
    ],
)
def test_a_look_at_a_child_that_is_edited_deleted_or_cut_off_is_found(
    service: Service, head: Path, tamper: Callable[..., None], statement: str, problem: str
) -> None:
    child = service.child()
    for role in (Role.DIRECTOR, Role.HEAD_OF_SERVICE):
        assert service.browser(role).get(f"/children/{child.pk}/").status_code == 200
    call_command("tick")
    call_command("audit_verify", head=head)
    looks = AuditEvent.objects.filter(subject_id=str(child.pk), action="page_read").order_by("number")
    look = looks[0].number
    tamper(statement.format(look=look))
    with pytest.raises(CommandError) as told:
        call_command("audit_verify", head=head)
    assert str(told.value).startswith(problem.format(look=look, next=look + 1))
