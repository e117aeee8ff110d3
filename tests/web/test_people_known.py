"""Is this person known? Slips of the pen are found, matches are explained, and a closed record is told unnamed."""

import string
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.access.actions import declare_conflict, restrict_child
from homeward.web.people.details import (
    HomeDetails,
    KinDetails,
    NameDetails,
    PersonDetails,
    RecordStart,
    RestrictionDetails,
)
from homeward.web.people.family.actions import add_household, relate_persons
from homeward.web.people.known.actions import ask_who_is_known
from homeward.web.people.known.matching import Held, Sought, fit_of
from homeward.web.people.known.near_dates import how_near, near
from homeward.web.people.models import NameKind
from homeward.web.people.persons.actions import add_name, add_relative, create_child, end_fact
from homeward.web.people.rights import NotPermittedError
from homeward.web.people.sounds import is_one_slip_apart, sound_of
from homeward.web.people.teams.actions import create_team

ON = date(2026, 1, 5)
BORN = date(2015, 3, 7)

dates = st.dates(date(2000, 1, 1), date(2026, 12, 31))
words = st.text(string.ascii_lowercase, min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Katharine", "Catherine"),
        ("Mohammed", "Muhamad"),
        ("Smith", "Smyth"),
        ("Stephen", "Steven"),
        ("O’Neill", "ONeil"),
        ("McDonald", "MacDonald"),
        ("Siân", "Sian"),
        ("Ayesha", "Aisha"),
        ("Philip", "Filip"),
        ("Knight", "Night"),
        ("Chloe", "Khloe"),
        ("Wójcik", "Wojcik"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Smith", "Jones"), ("Anna", "Peter"), ("Brown", "Green")])
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


@given(name=words, at=st.integers(0, 20), letter=st.sampled_from(string.ascii_lowercase), kind=st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_one_slip_of_the_pen_is_one_slip(name: str, at: int, letter: str, kind: int) -> None:
    at %= len(name) - 1
    slipped = [
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ][kind]
    assert is_one_slip_apart(name, slipped) is (slipped != name)
    assert is_one_slip_apart(slipped, name) is (slipped != name)


@given(one=words, other=words)
@settings(max_examples=100, deadline=None)
def test_slips_are_one_edit_and_no_more(one: str, other: str) -> None:
    assert is_one_slip_apart(one, other) is (_edits(one, other) == 1)


def _edits(one: str, other: str) -> int:
    """Count additions, omissions, changes and swaps of neighbours, by the book."""
    rows = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            changed = rows[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, changed)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(one=dates, other=dates)
@settings(max_examples=100, deadline=None)
def test_near_dates_are_near_both_ways(one: date, other: date) -> None:
    assert bool(how_near(one, other)) is bool(how_near(other, one)) is (other in near(one))


@given(day=dates)
@settings(max_examples=60, deadline=None)
def test_every_date_that_is_looked_for_is_explained(day: date) -> None:
    assert day in near(day)
    assert all(how_near(day, other) for other in near(day))


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (date(2015, 3, 7), "same date of birth"),
        (date(2015, 7, 3), "day and month of birth swapped"),
        (date(2014, 3, 7), "same birthday, a year apart"),
        (date(2015, 3, 17), "date of birth differs in one digit"),
        (date(2015, 4, 8), ""),
    ],
)
def test_dates_are_explained(other: date, says: str) -> None:
    assert how_near(BORN, other) == says


HELD = Held((("Jo", "Example", ""), ("Jo", "Former", "former name")), BORN, (("1 Invented Row AB1 2CD", True),))


@pytest.mark.parametrize(
    ("sought", "reasons"),
    [
        (Sought("Jo", "Example"), ("same name",)),
        (Sought("Joe", "Exampel"), ("given name alike and family name alike",)),
        (Sought("Example", "Jo"), ("given and family name swapped",)),
        (Sought("Jo", "Former"), ("same name (former name)",)),
        (Sought("Jo", "Different", BORN), ("given name the same", "same date of birth")),
        (Sought("Jo", "Different", date(2015, 7, 3)), ("given name the same", "day and month of birth swapped")),
        (Sought("", "Example", address="ab12cd"), ("family name the same", "lived at this address before")),
        (Sought("", "", BORN, "1 invented row"), ("same date of birth", "lived at this address before")),
        (Sought("Jo", "Different"), None),
        (Sought("", "", BORN), None),
        (Sought("", "", None, "1 invented row"), None),
        (Sought("", ""), None),
    ],
)
def test_a_match_is_explained_in_words(sought: Sought, reasons: tuple[str, ...] | None) -> None:
    fit = fit_of(sought, HELD)
    assert (fit.reasons if fit else None) == reasons


@pytest.fixture
def duty(user_with: Callable[..., User]) -> User:
    return user_with(Role.EMERGENCY_DUTY)


@pytest.fixture
def worker(user_with: Callable[..., User]) -> User:
    return user_with(Role.SOCIAL_WORKER)


def make(given_name: str = "Jordan", family: str = "Exemplar", born_on: date | None = BORN, team: str = ""):
    start = RecordStart(team=create_team(name=team, by=None, on=ON) if team else None)
    return create_child(details=PersonDetails(given_name, family, born_on=born_on), start=start, by=None, on=ON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sought",
    [
        Sought("Jordan", "Exemplar"),
        Sought("Jordon", "Exemplar"),
        Sought("Jrodan", "Exemplar"),
        Sought("Xordan", "Exemplar"),
        Sought("Jordan", "Exemplra"),
        Sought("Jordan", "Wxemplar"),
        Sought("jordan", "exemplar", date(2015, 7, 3)),
        Sought("Jordan", "Other", date(2014, 3, 7)),
        Sought("", "Exemplar", date(2015, 3, 8)),
        Sought("Jordan", "Birthname"),
        Sought("", "Exemplar", address="ZZ1 1ZZ"),
        Sought("", "Exemplar", address="5 nowhere"),
    ],
)
def test_a_child_is_found_again_in_spite_of_a_slip(sought: Sought, worker: User) -> None:
    child, _ = make(team="Invented East"), make("Sam", "Somebody", date(2001, 1, 1))
    name = NameDetails("Jordan", "Birthname", NameKind.FORMER)
    add_name(child=child, person=child.person, name=name, by=None)
    home = HomeDetails("5 Nowhere Lane", "zz1 1zz")
    household = add_household(child=child, people=[child.person], home=home, by=None, on=ON)
    end_fact(child=child, fact=household.memberships.get(), by=None, on=ON + timedelta(days=9))
    known = ask_who_is_known(sought=sought, by=worker)
    assert [match.person for match in known.matches] == [child.person]
    assert known.matches[0].reasons
    assert (known.matches[0].is_open, known.matches[0].team) == (False, "Invented East")
    assert known.closed == ()


@pytest.mark.django_db
def test_the_best_fit_stands_first(worker: User) -> None:
    sounds, same = make("Jordon", "Exemplar", None), make("Jordan", "Exemplar", BORN)
    dated = make("Jordan", "Other", BORN)
    known = ask_who_is_known(sought=Sought("Jordan", "Exemplar", BORN), by=worker)
    assert [match.person for match in known.matches] == [same.person, dated.person, sounds.person]


@pytest.mark.django_db
def test_a_restricted_child_is_neither_named_nor_unknown(
    user_with: Callable[..., User], worker: User, duty: User
) -> None:
    child = make()
    mother = add_relative(child=child, details=PersonDetails("Morgan", "Exemplar"), kind="mother", by=None)
    details = RestrictionDetails("invented", "0300 000 000")
    allowed = [user_with(Role.DIRECTOR), user_with(Role.HEAD_OF_SERVICE)]
    restrict_child(child=child, details=details, leave_for=allowed, by=None, on=ON)
    for sought in (Sought("Jordan", "Exemplar"), Sought("Morgan", "Exemplar")):
        for asker in (worker, duty):
            known = ask_who_is_known(sought=sought, by=asker)
            assert known.matches == ()
            assert [(one.number_to_ring, one.child_pk) for one in known.closed] == [("0300 000 000", child.pk)]
        found = ask_who_is_known(sought=sought, by=allowed[0]).matches
        assert {match.person for match in found} & {child.person, mother}
    row = AuditEvent.objects.filter(action="known_asked", actor=str(duty.pk)).last()
    body = AuditDetail.objects.get(number=row.number).body
    assert str(child.pk) in body
    assert "Exemplar" not in body


@pytest.mark.django_db
def test_kin_in_another_open_record_are_told_and_the_closed_child_is_not(
    user_with: Callable[..., User], worker: User
) -> None:
    child, other = make("Jordan", "Hidden"), make("Robin", "Shown")
    mother = add_relative(child=child, details=PersonDetails("Morgan", "Between"), kind="mother", by=None)
    relate_persons(child=other, kin=KinDetails(mother, "mother", other.person), by=None, on=None)
    details = RestrictionDetails("invented", "1")
    allowed = [user_with(Role.DIRECTOR), user_with(Role.HEAD_OF_SERVICE)]
    restrict_child(child=child, details=details, leave_for=allowed, by=None, on=ON)
    known = ask_who_is_known(sought=Sought("Morgan", "Between"), by=worker)
    assert [match.person for match in known.matches] == [mother]


@pytest.mark.django_db
def test_a_conflict_of_interest_closes_without_a_way_to_break_the_glass(worker: User) -> None:
    child = make()
    declare_conflict(child=child, user=worker, reason="cousin", by=worker, on=ON)
    known = ask_who_is_known(sought=Sought("Jordan", "Exemplar"), by=worker)
    assert known.matches == ()
    assert [one.child_pk for one in known.closed] == [None]


@pytest.mark.django_db
def test_only_staff_who_work_with_children_may_ask(user_with: Callable[..., User]) -> None:
    for role in (Role.ANALYST, Role.ADMINISTRATOR, Role.FOSTER_CARER, Role.GUEST):
        with pytest.raises(NotPermittedError):
            ask_who_is_known(sought=Sought("Jo", "Example"), by=user_with(role))
