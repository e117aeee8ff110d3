"""The two databases as a backup meets them: how each is copied whole while in use, and filled when empty."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from homeward.web.keeping.backup.counting import (
    Ask,
    head_of,
    migrations_of,
    postgresql_tables,
    sqlite_tables,
)
from homeward.web.keeping.backup.manifest import TableCount
from homeward.web.keeping.backup.placing import put_in_place
from homeward.web.keeping.backup.refusals import BackupError

_USER_TABLES = """
    SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%' LIMIT 1"""
_SQLITE_BESIDE = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Survey:
    """What stands in a database at one moment: its tables, the steps they went through, the audit chain's last row."""

    tables: Mapping[str, TableCount]
    migrations: tuple[str, ...]
    head_number: int
    head_digest: str


def engine() -> str:
    """Return which database the service uses: `sqlite` or `postgresql`."""
    return connection.vendor


def copy_database(dump: Path) -> Survey:
    """Write the whole database as it stands at one moment to a new file, and return what stands in it.

    Nobody who reads or writes meanwhile has to wait. Raises BackupError with nothing left behind by the database.
    """
    return _copy_postgresql(dump) if engine() == "postgresql" else _copy_sqlite(dump)


def survey() -> Survey:
    """Return what stands in the service's database now."""
    if engine() == "postgresql":
        with transaction.atomic():
            return _surveyed(postgresql_tables(_ask), _ask)
    with _plain(Path(connection.settings_dict["NAME"])) as database:
        return _surveyed(sqlite_tables(database.execute), database.execute)


def check_empty() -> None:
    """Raise BackupError unless the place to restore to holds nothing at all."""
    if engine() == "postgresql":
        if list(_ask(_USER_TABLES)):
            raise BackupError("The database is not empty: restore to a new one, which holds no table yet.")
        return
    place = Path(connection.settings_dict["NAME"])
    if any(Path(f"{place}{ending}").exists() for ending in _SQLITE_BESIDE):
        raise BackupError(f"{place} exists already: restore to a new place, or move that file away first.")


@contextmanager
def filled_from(dump: Path) -> Iterator[None]:
    """Fill the empty place with a dump for the length of a block; it stays only if the block ends without an error.

    Inside the block the service's connection leads to what was restored. Raises BackupError.
    """
    filling = _postgresql_filled_from if engine() == "postgresql" else _sqlite_filled_from
    with filling(dump):
        yield


def _surveyed(tables: Mapping[str, TableCount], ask: Ask) -> Survey:
    number, digest = head_of(ask)
    return Survey(tables, migrations_of(ask), number, digest)


def _ask(statement: str) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def _copy_sqlite(dump: Path) -> Survey:
    connection.ensure_connection()
    with _plain(dump) as copy:
        connection.connection.backup(copy)
        # The copy is one file without a log beside it, whichever way the original keeps its own.
        copy.execute("PRAGMA journal_mode=DELETE")
        return _surveyed(sqlite_tables(copy.execute), copy.execute)


@contextmanager
def _plain(file: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to a SQLite file that hands on what is stored as it is, without making dates of it."""
    with closing(sqlite3.connect(file)) as database:
        database.text_factory = lambda words: words.decode(errors="surrogateescape")
        yield database


def _copy_postgresql(dump: Path) -> Survey:
    """Let `pg_dump` and our own counting see the same moment."""
    client = _client("pg_dump")
    with transaction.atomic():
        _ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        ((moment,),) = _ask("SELECT pg_export_snapshot()")
        found = _surveyed(postgresql_tables(_ask), _ask)
        words = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={dump}"]
        if _run(client, *words):
            raise BackupError("pg_dump could not read the database: see that it is not older than the server.")
    return found


@contextmanager
def _sqlite_filled_from(dump: Path) -> Iterator[None]:
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    connection.settings_dict["NAME"] = str(dump)
    try:
        yield
        _ask("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(place)
    with dump.open("rb") as whole:
        os.fsync(whole.fileno())
    put_in_place(dump, place)


@contextmanager
def _postgresql_filled_from(dump: Path) -> Iterator[None]:
    client = _client("pg_restore")
    name = connection.settings_dict["NAME"]
    connection.close()
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(dump)]
    if _run(client, f"--dbname={_address(name)}", *words, with_database=False):
        raise BackupError("pg_restore could not fill the database; it is as empty as before.")
    try:
        yield
    except BaseException:
        _empty_postgresql()
        raise


def _empty_postgresql() -> None:
    """Take away again what was put into a database that was empty before."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname, nspowner::regrole FROM pg_namespace WHERE nspname = current_schema()")
        ((schema, owner),) = cursor.fetchall()
        cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')
        cursor.execute(f'CREATE SCHEMA "{schema}" AUTHORIZATION {owner}')


def _client(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is not on this machine: install PostgreSQL’s client programs.")
    return found


def _run(program: str, *words: str, with_database: bool = True) -> int:
    """Run one of PostgreSQL's programs and return its exit code; what it says may hold rows, and is not passed on."""
    database = [f"--dbname={_address(connection.settings_dict['NAME'])}"] if with_database else []
    secret = {"PGPASSWORD": connection.settings_dict["PASSWORD"]} if connection.settings_dict["PASSWORD"] else {}
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [program, "--no-password", *database, *words],
        env={**os.environ, **secret},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode


def _address(name: str) -> str:
    """Return where the database is, without its password: others on this machine can read what a program is told."""
    told = connection.settings_dict
    options = {key: value for key, value in told["OPTIONS"].items() if isinstance(value, str)}
    place = {"dbname": name, "user": told["USER"], "host": told["HOST"], "port": told["PORT"]}
    return make_conninfo("", **options, **{key: value for key, value in place.items() if value})
