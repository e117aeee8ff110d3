"""Lets the database forget what was destroyed: the pages and the log in which its tables are kept, too."""

import logging

from django.db import Error, connection

_log = logging.getLogger(__name__)


def leave_no_traces() -> None:
    """Empty the write-ahead log (SQLite), or hand the room of removed rows back to be used again (PostgreSQL).

    SQLite overwrites what is removed at once (`secure_delete`). PostgreSQL writes over that room in time, and its log
    ages like a backup. Where somebody else is just reading, SQLite does its part a little later. A failure is logged
    and undoes nothing.
    """
    if connection.in_atomic_block:
        return
    statement = "VACUUM" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)"
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except Error as error:
        _log.warning("pages of a destroyed record were not cleared at once (%s)", type(error).__name__)
