"""Lets holds and destructions happen one after the other, so that a hold never comes between a check and its deed."""

from django.db import connection

_KEEPING_LOCK = 8_303_904  # any number, the same for everybody: PostgreSQL's advisory locks are numbered


def one_at_a_time() -> None:
    """Wait, within an open transaction, until no other hold or destruction is being written.

    SQLite's IMMEDIATE transactions hold its only write lock already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KEEPING_LOCK])
