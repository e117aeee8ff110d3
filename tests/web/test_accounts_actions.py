"""People and their roles: what can be written, from which day it holds, and what is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.web.accounts.actions import create_user, end_role, give_role
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent

FIRST = date(2024, 2, 28)
PASSPHRASE = "an invented passphrase"

pytestmark = pytest.mark.django_db


def new_user(username: str = "pat", password: str = PASSPHRASE) -> User:
    return create_user(username=username, name="Pat Example", password=password, by=None, on=FIRST)


def test_a_new_person_can_be_found_and_holds_nothing() -> None:
    user = User.objects.get(pk=new_user(" pat ").pk)
    assert (user.username, user.name, user.joined_on) == ("pat", "Pat Example", FIRST)
    assert user.check_password(PASSPHRASE)
    assert user.roles_on(FIRST) == frozenset()
    assert (user.is_staff, user.is_superuser) == (False, False)


@pytest.mark.parametrize("password", ["short", "1q2w3e4r5t6y", "pat example 1"])
def test_a_poor_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        new_user(password=password)
    assert not User.objects.exists()


def test_a_user_name_is_taken_in_any_case() -> None:
    new_user("pat")
    with pytest.raises(ValidationError) as refusal:
        new_user("PAT")
    assert refusal.value.messages == ["That user name is taken."]
    assert AuditEvent.objects.filter(action="user_created").count() == 1


def test_the_audit_says_who_made_whom_and_holds_no_name(user_with: Callable[..., User]) -> None:
    by = user_with(Role.ADMINISTRATOR)
    user = create_user(username="pat", name="Pat Example", password=PASSPHRASE, by=by, on=FIRST)
    row = AuditEvent.objects.order_by("-number")[0]
    assert (row.action, row.actor, row.subject_id) == ("user_created", str(by.pk), str(user.pk))
    assert "pat" not in AuditDetail.objects.get(number=row.number).body.lower()


def test_a_role_is_held_from_its_first_day_until_the_day_it_ends() -> None:
    user = new_user()
    held = give_role(user=user, role=Role.ANALYST, by=None, on=date(2024, 2, 29))
    end_role(held_role=held, by=None, on=date(2024, 3, 4))
    days = [date(2024, 2, 28) + timedelta(days=n) for n in range(7)]
    assert [bool(user.roles_on(day)) for day in days] == [False, True, True, True, True, False, False]


def test_somebody_inactive_holds_nothing() -> None:
    user = new_user()
    give_role(user=user, role=Role.ANALYST, by=None, on=FIRST)
    user.is_active = False
    assert user.roles_on(FIRST) == frozenset()


def test_a_role_is_not_held_twice_at_once_but_can_be_given_again() -> None:
    user = new_user()
    held = give_role(user=user, role=Role.ANALYST, by=None, on=FIRST)
    with pytest.raises(ValidationError, match="already"):
        give_role(user=user, role=Role.ANALYST, by=None, on=FIRST + timedelta(days=9))
    end_role(held_role=held, by=None, on=FIRST + timedelta(days=5))
    with pytest.raises(ValidationError, match="already"):
        give_role(user=user, role=Role.ANALYST, by=None, on=FIRST + timedelta(days=4))
    give_role(user=user, role=Role.ANALYST, by=None, on=FIRST + timedelta(days=5))


def test_a_role_ends_once_and_not_before_it_began() -> None:
    held = give_role(user=new_user(), role=Role.ANALYST, by=None, on=FIRST)
    with pytest.raises(ValidationError, match="began"):
        end_role(held_role=held, by=None, on=FIRST - timedelta(days=1))
    end_role(held_role=held, by=None, on=FIRST)
    with pytest.raises(ValidationError, match="ended already"):
        end_role(held_role=held, by=None, on=FIRST)


def test_the_database_itself_refuses_a_role_that_ends_before_it_begins() -> None:
    user = new_user()
    with pytest.raises(IntegrityError):
        HeldRole.objects.create(user=user, role="analyst", begins_on=FIRST, ends_on=FIRST - timedelta(days=1))


def test_every_change_of_a_role_leaves_a_row() -> None:
    held = give_role(user=new_user(), role=Role.ANALYST, by=None, on=FIRST)
    end_role(held_role=held, by=None, on=FIRST)
    written = AuditEvent.objects.order_by("number").values_list("action", flat=True)
    assert list(written) == ["user_created", "role_given", "role_ended"]


@given(spans=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=4), asked=st.integers(-1, 45))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_role_is_held_on_exactly_the_days_of_its_spans(
    user_with: Callable[..., User], spans: list[tuple[int, int]], asked: int
) -> None:
    user = user_with()
    kept = []
    for begins, days in spans:
        try:
            held = give_role(user=user, role=Role.AUDITOR, by=None, on=FIRST + timedelta(days=begins))
        except ValidationError:
            continue
        end_role(held_role=held, by=None, on=FIRST + timedelta(days=begins + days))
        kept.append(range(begins, begins + days))
    assert bool(user.roles_on(FIRST + timedelta(days=asked))) is any(asked in span for span in kept)
