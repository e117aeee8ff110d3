"""Lets tests remove and change audit rows, which the database refuses otherwise: a pytest plugin.

Tests that commit (live servers, transactional tests) have all their tables emptied afterwards; Django's way of doing so
meets the audit tables' refusals. They are lifted for that moment and put back. Nothing of this exists outside tests.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

from homeward.web.audit.append_only import lift, protect


@contextmanager
def _lifted(database: Any) -> Iterator[None]:
    with database.cursor() as cursor:
        editor = SimpleNamespace(connection=database, execute=cursor.execute)
        lift(None, editor)
        try:
            yield
        finally:
            protect(None, editor)


@pytest.fixture
def tamper(db: None) -> Callable[..., None]:
    """Return a function that runs a statement as somebody who holds the database's key could."""

    def run(statement: str, *values: Any) -> None:
        with _lifted(connection), connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


@pytest.fixture(autouse=True, scope="session")
def emptying_the_audit_between_tests() -> Iterator[None]:
    empty = BaseDatabaseOperations.execute_sql_flush

    def lift_and_empty(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        with _lifted(operations.connection):
            empty(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lift_and_empty)
        yield
