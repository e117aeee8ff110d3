"""What an auditor is shown as worth a question: each pattern finds what was planted for it, and nothing else."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from homeward.web.accounts.actions import deactivate_user
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.actions import break_glass, restrict_child
from homeward.web.people.details import HomeDetails, NameDetails, PersonDetails, RestrictionDetails
from homeward.web.people.family.actions import add_household
from homeward.web.people.models import Child
from homeward.web.people.oversight.actions import tell_home
from homeward.web.people.oversight.kindred import own_kind
from homeward.web.people.oversight.patterns import (
    MANY_QUESTIONS,
    MANY_RECORDS,
    Evidence,
    Period,
    asleep,
    broken_glass,
    many_questions,
    many_records,
    no_relation,
    out_of_hours,
)
from homeward.web.people.persons.actions import add_name, add_relative
from tests.web.people_service import ON, Service, make_service, today, words_of
from tests.web.people_world import make_child
from tests.web.planted_rows import LONDON, plant, plant_many

pytestmark = pytest.mark.django_db
WORKER = Role.SOCIAL_WORKER
NOON = datetime(2026, 3, 4, 12, tzinfo=LONDON)  # a Wednesday
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


def named(service: Service, name: str) -> User:
    """Return the worker, under a name."""
    user = service.user(WORKER)
    User.objects.filter(pk=user.pk).update(name=name)
    user.refresh_from_db()
    return user


def test_asking_for_records_without_a_relation_is_counted_by_day(service: Service) -> None:
    worker, kids = service.user(WORKER), [make_child(n) for n in range(2)]
    plant(
        (worker, "page_refused", kids[0], NOON, ()),
        (worker, "page_refused", kids[0], NOON + timedelta(hours=1), ()),
        (worker, "page_refused", kids[1], NOON + timedelta(hours=2), ()),
        (worker, "page_refused", kids[1], NOON + timedelta(days=1), ("allocated",)),
        (worker, "page_refused", None, NOON, ()),
        (worker, "page_refused", kids[1], NOON - timedelta(days=40), ()),
    )
    found = list(no_relation(MARCH))
    words = "Asked 3 times for 2 records, and was refused."
    assert found == [Evidence(worker, NOON.date(), words, (str(kids[0].pk), str(kids[1].pk)))]


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        (datetime(2026, 3, 4, 6, 59, tzinfo=LONDON), True),
        (datetime(2026, 3, 4, 7, 0, tzinfo=LONDON), False),
        (datetime(2026, 3, 4, 19, 59, tzinfo=LONDON), False),
        (datetime(2026, 3, 4, 20, 0, tzinfo=LONDON), True),
        (datetime(2026, 3, 7, 12, tzinfo=LONDON), True),  # a Saturday
        (datetime(2026, 4, 3, 12, tzinfo=LONDON), True),  # Good Friday
        (datetime(2026, 3, 29, 1, 30, tzinfo=LONDON), True),  # the night on which clocks change, a Sunday
        (datetime(2026, 7, 1, 6, 59, tzinfo=LONDON), True),  # in summer time
        (datetime(2026, 7, 1, 7, 0, tzinfo=LONDON), False),
    ],
)
def test_what_is_out_of_hours_is_told_by_the_local_clock(service: Service, at: datetime, is_told: bool) -> None:
    plant((service.user(WORKER), "page_read", make_child(1), at, ("allocated",)))
    assert bool(list(out_of_hours(Period(at.date(), at.date())))) is is_told


def test_emergency_duty_is_never_out_of_hours(service: Service) -> None:
    plant((service.user(Role.EMERGENCY_DUTY), "page_read", make_child(1), NOON.replace(hour=2), ("on_duty",)))
    assert list(out_of_hours(MARCH)) == []


def test_a_worker_of_the_same_family_name_is_found_however_the_name_is_held(service: Service) -> None:
    worker = named(service, "Sam O'Neill")
    own, by_mother, by_former, double, other = (service.child(f"Child {n}", f"Family{n}X") for n in range(5))
    for child, name in ((own, NameDetails("A", "ONeill")), (by_former, NameDetails("A", "O’Neill", "former"))):
        add_name(child=child, person=child.person, name=name, by=None)
    add_relative(child=by_mother, details=PersonDetails("Morgan", "O’Neill"), kind="mother", by=None)
    add_relative(child=double, details=PersonDetails("Morgan", "Smith-O’Neill"), kind="father", by=None)
    for child in (own, by_mother, by_former, double, other):
        plant((worker, "page_read", child, NOON, ("allocated",)))
    assert {one.children[0] for one in own_kind(MARCH)} == {
        str(child.pk) for child in (own, by_mother, by_former, double)
    }


def test_a_neighbour_is_found_by_the_postcode_they_told(service: Service) -> None:
    worker, near, far = named(service, "Sam Unlike"), service.child("Near"), service.child("Far")
    tell_home(postcode="zz1 1zz", by=worker)
    mother = add_relative(child=near, details=PersonDetails("Morgan"), kind="mother", by=None)
    add_household(child=near, people=[mother], home=HomeDetails("5 Nowhere Lane", "ZZ1 1ZZ"), by=None, on=ON)
    add_household(child=far, people=[far.person], home=HomeDetails("5 Nowhere Lane", "ZZ1 1ZY"), by=None, on=ON)
    for child in (near, far):
        plant((worker, "page_read", child, NOON, ("allocated",)))
    (found,) = own_kind(MARCH)
    assert found.children == (str(near.pk),)
    assert "lives at the postcode of somebody in the family" in found.words
    assert "ZZ1" not in found.words


def test_of_a_restricted_record_of_ones_own_name_not_even_the_id_is_told(service: Service) -> None:
    """The auditor sees the colleague's name: with the id they would know the family's."""
    worker, child = named(service, "Sam Zzyzx"), service.child("Qwertina", "Zzyzx", local_id="HID1")
    leave = [service.user(Role.DIRECTOR), service.user(Role.HEAD_OF_SERVICE)]
    restrict_child(child=child, details=RestrictionDetails("x", "1"), leave_for=leave, by=None, on=ON)
    plant((worker, "page_read", child, NOON, ("allocated",)))
    (found,) = own_kind(MARCH)
    assert found.children == ()
    address = "/audit/patterns/own-family/?since-day=1&since-month=3&since-year=2026"
    said = words_of(service.browser(Role.AUDITOR).get(address))
    assert "The record is restricted" in said
    assert "HID1" not in said


def test_a_sleeping_account_that_wakes_is_found_and_a_busy_one_is_not(service: Service) -> None:
    sleeper, busy, child = service.user(WORKER), service.user(Role.DIRECTOR), make_child(1)
    plant(
        (sleeper, "page_read", child, NOON - timedelta(days=120), ()),
        (busy, "page_read", child, NOON - timedelta(days=60), ()),
        (sleeper, "page_read", child, NOON, ()),
        (busy, "page_read", child, NOON, ()),
    )
    found = [one for one in asleep(MARCH) if "silent" in one.words]
    assert [(one.user, one.on, one.words) for one in found] == [
        (sleeper, NOON.date(), "The account had been silent for 120 days.")
    ]


def test_what_a_leavers_account_did_is_found(service: Service) -> None:
    leaver = service.user(WORKER)
    deactivate_user(user=leaver, by=None, on=NOON.date() - timedelta(days=3))
    User.objects.filter(pk=leaver.pk).update(left_on=NOON.date() - timedelta(days=3))
    plant((leaver, "page_read", make_child(1), NOON, ()))
    assert any("although its owner left on 1 March 2026" in one.words for one in asleep(MARCH))


def test_accounts_that_sleep_still_are_told(service: Service) -> None:
    worker = service.user(WORKER)
    User.objects.filter(pk=worker.pk).update(joined_on=today() - timedelta(days=100), signed_in_at=None)
    assert any(one.user == worker and "100 days" in one.words for one in asleep(Period(today(), today())))


@pytest.mark.parametrize(("records", "is_told"), [(MANY_RECORDS, True), (MANY_RECORDS - 1, False)])
def test_many_records_in_one_hour_are_counted_each_once(service: Service, records: int, is_told: bool) -> None:
    worker, kids = service.user(WORKER), [make_child(n) for n in range(records)]
    plant_many((worker, "page_read", child, NOON, ("oversees",)) for child in kids + kids)
    plant((worker, "page_read", make_child(99), NOON + timedelta(hours=1), ()))
    found = [(one.user, one.words) for one in many_records(MARCH)]
    told = [(worker, f"Opened {records} different records between 12:00 and 12:59.")]
    assert found == (told if is_told else [])


def test_many_questions_who_is_known_are_told(service: Service) -> None:
    worker = service.user(WORKER)
    plant_many((worker, "known_asked", None, NOON, ()) for _ in range(MANY_QUESTIONS))
    assert [one.user for one in many_questions(MARCH)] == [worker]


def test_broken_glass_is_told_until_and_after_it_is_reviewed(service: Service) -> None:
    child, worker = service.child(), service.user(WORKER)
    broken = break_glass(child=child, reason="found alone at the station", by=worker)
    (found,) = broken_glass(Period(today(), today()))
    assert (found.user, found.children, found.link) == (worker, (str(child.pk),), broken.pk)
    assert "Not reviewed yet" in found.words
    assert list(broken_glass(Period(today() - timedelta(days=9), today() - timedelta(days=1)))) == []


# A known failure, played again


def test_a_snooping_colleague_is_found_three_times_over(service: Service) -> None:
    """Somebody of the family's name tries the record, breaks the glass with an excuse, and looks at a weekend."""
    snoop = named(service, "Sam Exemplar")
    child: Child = service.child("Jordan", "Exemplar")
    browser = service.browser(WORKER)
    browser.get(f"/children/{child.pk}/")
    browser.post(f"/children/{child.pk}/break-glass/", {"reason": "just checking something"})
    browser.get(f"/children/{child.pk}/")
    saturday = datetime(2026, 3, 7, 12, tzinfo=LONDON)
    plant((snoop, "page_read", child, saturday, ("opened_by_break_glass",)))
    now = Period(today(), today())
    for pattern in (no_relation, own_kind, broken_glass):
        assert [one.user for one in pattern(now)] == [snoop], pattern.__name__
    assert [one.user for one in out_of_hours(MARCH)] == [snoop]
    said = words_of(service.browser(Role.AUDITOR).get("/audit/patterns/no-relation/"))
    assert "Asked 1 time for 1 record" in said
    assert "Jordan" not in said
