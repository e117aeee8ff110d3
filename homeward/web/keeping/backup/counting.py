"""Counts every table and adds its rows up to one digest, so that restored tables can be laid beside saved ones."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from homeward.web.audit.head import NO_ROWS
from homeward.web.keeping.backup.manifest import TableCount

Ask = Callable[[str], Iterable[tuple[Any, ...]]]
"""Runs one statement on a database and gives its rows."""

_SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
_POSTGRESQL_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_POSTGRESQL_SETTINGS = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL bytea_output = 'hex'"
_HEAD = "SELECT number, digest FROM audit_auditevent ORDER BY number DESC LIMIT 1"
_MIGRATIONS = "SELECT app, name FROM django_migrations"


def sqlite_tables(ask: Ask) -> dict[str, TableCount]:
    """Return the count of each table of a SQLite database."""
    names = sorted(name for (name,) in ask(_SQLITE_TABLES))
    return {name: _added_up(_digests(ask(f"SELECT * FROM {_quoted(name)}"))) for name in names}  # noqa: S608 - quoted


def postgresql_tables(ask: Ask) -> dict[str, TableCount]:
    """Return the count of each table of a PostgreSQL database; to be asked inside a transaction."""
    ask(_POSTGRESQL_SETTINGS)
    names = sorted(name for (name,) in ask(_POSTGRESQL_TABLES))
    return {name: _added_up(bytes(row[0]) for row in ask(_row_digests(name))) for name in names}


def migrations_of(ask: Ask) -> tuple[str, ...]:
    """Return the steps that the tables have been through."""
    return tuple(sorted({f"{app}.{name}" for app, name in ask(_MIGRATIONS)}))


def head_of(ask: Ask) -> tuple[int, str]:
    """Return the number and digest of the audit chain's last row."""
    return next(iter(ask(_HEAD)), (NO_ROWS.number, NO_ROWS.digest))


def _row_digests(name: str) -> str:
    return f"SELECT sha256(convert_to(t::text, 'UTF8')) FROM {_quoted(name)} t"  # noqa: S608 - quoted


def _digests(rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    for row in rows:
        yield hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest()


def _added_up(digests: Iterable[bytes]) -> TableCount:
    """Return the count of rows and the digest of their digests in order of size: the rows' own order says nothing."""
    found = sorted(digests)
    return TableCount(len(found), hashlib.sha256(b"".join(found)).hexdigest())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
