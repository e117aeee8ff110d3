"""The audit's pages stay quick with a hundred thousand rows, and read no more of them than they show."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.people.models import Child
from homeward.web.people.oversight.shelf import PATTERNS
from tests.web.people_service import make_service
from tests.web.people_world import make_child, make_user
from tests.web.planted_rows import LONDON, Planted, plant_many

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS, DAYS, SECONDS = 100_000, 100, 2.0
"""A page of the audit takes at most so many seconds, on a busy machine; it takes a fraction of them on a quiet one."""


def many_rows(users: list[User], kids: list[Child]) -> Iterator[Planted]:
    """Yield a service's rows of a hundred days, in order."""
    chance, begun = Random(5), clock.now().astimezone(LONDON) - timedelta(days=DAYS)
    for number in range(ROWS):
        action = chance.choices(("page_read", "page_refused", "known_asked", "fact_ended"), (90, 3, 4, 3))[0]
        child = None if action == "known_asked" else chance.choice(kids)
        relations = () if action == "page_refused" else ("allocated",)
        yield chance.choice(users), action, child, begun + number * timedelta(days=DAYS) / ROWS, relations


def test_every_page_of_the_audit_is_quick_with_a_hundred_thousand_rows(user_with: Callable[..., User]) -> None:
    service = make_service(user_with)
    child = service.child()
    users = [make_user(n, Role.SOCIAL_WORKER) for n in range(200)]
    plant_many(many_rows(users, [child, *(make_child(n) for n in range(500))]))
    manager, auditor = service.browser(Role.TEAM_MANAGER), service.browser(Role.AUDITOR)
    today = clock.today()
    day = f"since-day={today.day}&since-month={today.month}&since-year={today.year}"
    middle = AuditEvent.objects.count() // 2
    pages = [
        (manager, f"/children/{child.pk}/looked/"),
        (manager, f"/children/{child.pk}/looked/?kind=refused&actor={users[0].pk}"),
        (auditor, "/audit/"),
        (auditor, f"/audit/?before={middle}"),
        (auditor, f"/audit/?actor={users[3].pk}"),
        (auditor, "/audit/?action=page_refused"),
        (auditor, f"/audit/?child={child.pk}"),
        (auditor, f"/audit/?{day}"),
        (auditor, "/audit/patterns/"),
        *((auditor, f"/audit/patterns/{pattern}/") for pattern in PATTERNS),
    ]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    took = {}
    for browser, where in pages:
        with CaptureQueriesContext(connection) as queries:
            begun = time.perf_counter()
            answer = browser.get(where)
            took[where] = time.perf_counter() - begun
        assert answer.status_code == 200
        assert len(queries) <= 25, (where, len(queries))
    assert max(took.values()) < SECONDS, took
