"""Breaking the glass on pages: why, for how long, who is told, and what an auditor makes of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.actions import break_glass, declare_conflict, restrict_child
from homeward.web.people.access.explained import time_left
from homeward.web.people.details import PersonDetails, RestrictionDetails
from homeward.web.people.models import BreakGlass, Child, Notice
from homeward.web.people.oversight.names_out import without_names
from homeward.web.people.persons.actions import add_relative
from homeward.web.people.relations import MAY_BREAK_GLASS, Relation, relations_of
from tests.web.people_service import ON, Service, last_row, make_service, rows_about, today, words_of

pytestmark = pytest.mark.django_db
WORKER = Role.SOCIAL_WORKER
REASON = "found alone at the station"


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def hidden(service: Service) -> Child:
    """A restricted child of an unusual name."""
    child = service.child("Qwertina", "Zzyzx", local_id="HID1")
    leave = [service.user(Role.DIRECTOR), service.user(Role.REVIEWING_OFFICER)]
    service.allocate(child, Role.REVIEWING_OFFICER)
    restrict_child(child=child, details=RestrictionDetails("x", "0300 1"), leave_for=leave, by=None, on=ON)
    return child


def glass_at(child: Child) -> str:
    return f"/children/{child.pk}/break-glass/"


def test_the_page_names_nobody_asks_why_and_opens_the_record_to_read(service: Service, hidden: Child) -> None:
    worker = service.browser(WORKER)
    said = words_of(worker.get(glass_at(hidden)))
    assert "Ring 0300 1 first" in said
    assert "Zzyzx" not in said
    for reason, says in (("", "Say why you must see"), ("because", "in a few words more"), (" a       ", "few words")):
        assert says in words_of(worker.post(glass_at(hidden), {"reason": reason}))
    assert not BreakGlass.objects.exists()
    answer = worker.post(glass_at(hidden), {"reason": REASON}, follow=True)
    said = words_of(answer)
    assert answer.redirect_chain[-1][0] == f"/children/{hidden.pk}/"
    assert "Qwertina Zzyzx" in said
    assert "You broke the glass" in said
    assert "for 2 hours and 59 minutes more" in said
    assert relations_of(service.user(WORKER), hidden) == {Relation.OPENED_BY_BREAK_GLASS}


def test_workers_and_auditors_are_told_at_once_without_a_name(service: Service, hidden: Child) -> None:
    everybody = {service.user(role) for role in Role}
    service.browser(WORKER).post(glass_at(hidden), {"reason": "Qwertina found alone"})
    told = {notice.to for notice in Notice.objects.all()}
    assert told == {service.user(Role.AUDITOR), service.user(Role.REVIEWING_OFFICER)} < everybody
    assert all("Qwertina" not in notice.words for notice in Notice.objects.all())


def test_every_page_read_while_the_glass_is_broken_says_so_and_after_three_hours_it_shuts(
    service: Service, hidden: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, begun = service.browser(WORKER), clock.now()
    worker.post(glass_at(hidden), {"reason": REASON})
    worker.get(f"/children/{hidden.pk}/")
    _, detail = last_row("page_read")
    assert detail["break_glass"] == str(BreakGlass.objects.get().pk)
    assert worker.post(f"/children/{hidden.pk}/conflict/", {"reason": "x"}).status_code == 404, "to read only"
    later = begun + timedelta(hours=3, minutes=1)
    tab = service.browser(WORKER)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert tab.get(f"/children/{hidden.pk}/").status_code == 404


def test_trying_leaves_a_row_about_the_child(service: Service, hidden: Child) -> None:
    service.browser(WORKER).get(glass_at(hidden))
    row, detail = last_row("page_read")
    assert (row.subject_id, detail["page"], detail["relations"]) == (str(hidden.pk), "glass_break", [])


def test_a_record_that_is_open_needs_no_glass(service: Service) -> None:
    child = service.child()
    assert service.browser(Role.TEAM_MANAGER).get(glass_at(child)).url == f"/children/{child.pk}/"


def test_a_conflict_of_interest_is_never_overcome(service: Service, hidden: Child) -> None:
    worker = service.user(WORKER)
    declare_conflict(child=hidden, user=worker, reason="x", by=worker, on=ON)
    browser = service.browser(WORKER)
    for answer in (browser.get(glass_at(hidden)), browser.post(glass_at(hidden), {"reason": REASON})):
        assert answer.status_code == 403
        assert "Ring your manager" in words_of(answer)
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - MAY_BREAK_GLASS))
def test_whoever_does_not_work_with_children_breaks_no_glass(service: Service, hidden: Child, role: Role) -> None:
    browser = service.browser(role)
    for address in (glass_at(hidden), "/children/break-glass/"):
        assert browser.get(address).status_code == 403
        assert browser.post(address, {"reason": REASON, "local_id": "HID1"}).status_code == 403
    assert not BreakGlass.objects.exists()


def test_an_id_leads_to_the_glass_and_stands_in_no_address(service: Service, hidden: Child) -> None:
    worker = service.browser(WORKER)
    answer = worker.post("/children/break-glass/", {"local_id": " hid1 "})
    assert (answer.status_code, answer.url) == (302, glass_at(hidden))
    assert "No record has this id" in words_of(worker.post("/children/break-glass/", {"local_id": "NONE"}))
    assert "Enter the id" in words_of(worker.post("/children/break-glass/", {"local_id": " "}))


# The auditor


def broken_over(service: Service, child: Child, reason: str = REASON) -> BreakGlass:
    return break_glass(child=child, reason=reason, by=service.user(WORKER))


def test_an_auditor_reviews_without_any_name_and_sees_what_was_opened(service: Service, hidden: Child) -> None:
    add_relative(child=hidden, details=PersonDetails("Morwenna", "Yvgrek"), kind="mother", by=None)
    broken = broken_over(service, hidden, "Qwertina’s mother Morwenna Yvgrek rang: Zzyzx-Yvgrek found alone")
    service.browser(WORKER).get(f"/children/{hidden.pk}/")
    auditor, address = service.browser(Role.AUDITOR), f"/audit/broken-glass/{broken.pk}/"
    assert "HID1" in words_of(auditor.get("/audit/broken-glass/"))
    said = words_of(auditor.get(address))
    for name in ("Qwertina", "Zzyzx", "Morwenna", "Yvgrek"):
        assert name not in said
    assert "(name) mother (name) (name) rang: (name) found alone" in said
    assert "the child’s page" in said
    assert "Say what you found" in words_of(auditor.post(address, {"words": " "}))
    said = words_of(auditor.post(address, {"words": "Right: Zzyzx was in danger"}, follow=True))
    assert "The review is kept" in said
    broken.refresh_from_db()
    assert broken.reviewed_by == service.user(Role.AUDITOR)
    said = words_of(auditor.get(address))
    assert "Right: (name) was in danger" in said
    assert "Keep the review" not in said
    again = words_of(auditor.post(address, {"words": "again"}))
    assert "reviewed already" in again
    assert auditor.get(f"/children/{hidden.pk}/").status_code == 403
    assert rows_about(hidden, "broken_glass_reviewed") == 1


def test_nobody_reviews_their_own(service: Service, user_with: Callable[..., User]) -> None:
    both, child = user_with(Role.AUDITOR, WORKER), service.child()
    broken = break_glass(child=child, reason=REASON, by=both)
    browser, address = Client(), f"/audit/broken-glass/{broken.pk}/"
    browser.force_login(both)
    assert "somebody else reviews it" in words_of(browser.get(address))
    assert browser.post(address, {"words": "fine"}).status_code == 403
    broken.refresh_from_db()
    assert broken.reviewed_at is None


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR}))
def test_the_list_is_the_auditors(service: Service, hidden: Child, role: Role) -> None:
    broken = broken_over(service, hidden)
    for address in ("/audit/broken-glass/", f"/audit/broken-glass/{broken.pk}/"):
        assert service.browser(role).get(address).status_code == 403


def test_words_without_a_name_stay_as_they_are(service: Service) -> None:
    child = service.child("Jo", "O’Neill-Smith")
    said = without_names("Jo’s aunt, Mrs Smith, and JO O'Neill met Joan at 5 o’clock", child)
    assert said == "(name) aunt, Mrs (name), and (name) (name) met Joan at 5 o’clock"


@pytest.mark.parametrize(
    ("left", "says"),
    [
        (timedelta(hours=3), "3 hours"),
        (timedelta(hours=2, minutes=1), "2 hours and 1 minute"),
        (timedelta(hours=1, minutes=30, seconds=59), "1 hour and 30 minutes"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(seconds=-5), "less than a minute"),
    ],
)
def test_what_is_left_is_said_in_words(left: timedelta, says: str) -> None:
    at = datetime.combine(today(), datetime.min.time())
    assert time_left(at + left, at) == says
