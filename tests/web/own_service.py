"""A service of its own for one test: a fresh folder and database, and `homeward-web` in real processes.

The database is a SQLite file, or a new database of the PostgreSQL server under HOMEWARD_DATABASE_URL. What the service
stored is read and changed directly, past Django, as somebody else's program would.
"""

import atexit
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


class OwnService:
    """One service, migrated and empty."""

    def __init__(self, home: Path, url: str) -> None:
        self.home, self.url = home, url
        self._started: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.web.own_service_settings",
            "HOMEWARD_HOME": str(home),
            "HOMEWARD_DATABASE_URL": url,
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        self.environment.pop("HOMEWARD_TODAY", None)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command of `homeward-web` to its end."""
        return self._run("-m", "homeward.web", *words)

    def python(self, code: str) -> str:
        """Run Python lines inside the service and return what they print."""
        done = self._run("-c", f"import django; django.setup()\n{code}")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, *words: str, log: str = "log") -> subprocess.Popen[bytes]:
        """Start one command of `homeward-web` that runs on, writing what it says to a file in the service's folder."""
        with (self.home / log).open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "homeward.web", *words],
                cwd=ROOT, env=self.environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self._started.append(process)
        return process

    def end(self) -> None:
        """End whatever a test left running."""
        for process in self._started:
            if process.poll() is None:
                process.kill()
                process.wait()

    def rows(self, statement: str) -> list[tuple]:
        """Read or change rows of the database directly."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(urlsplit(self.url).path, timeout=20)) as database, database:
                return database.execute(statement).fetchall()
        with psycopg.connect(self.url, autocommit=True) as database:
            cursor = database.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS,
        )  # fmt: skip


@contextmanager
def own_service(home: Path) -> Iterator[OwnService]:
    """Give a migrated service with an empty database; remove the database afterwards."""
    with own_database(home, is_migrated=True) as url:
        service = OwnService(home, url)
        try:
            yield service
        finally:
            service.end()


@contextmanager
def own_database(home: Path, *, is_migrated: bool) -> Iterator[str]:
    """Give the address of a database with empty tables, or with no tables at all; remove it afterwards."""
    server = os.environ.get("HOMEWARD_DATABASE_URL", "")
    if not server.startswith("postgres"):
        if is_migrated:
            shutil.copyfile(_migrated_file(), home / "own.sqlite3")
        yield f"sqlite://{home}/own.sqlite3"
        return
    name = f"own_{uuid4().hex}"
    _told(server, f"CREATE DATABASE {name} TEMPLATE {_migrated_database(server) if is_migrated else 'template1'}")
    try:
        yield _of_server(server, name)
    finally:
        _told(server, f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _migrated_file() -> Path:
    """Return an empty, migrated database file, made once for all services of this process: to migrate takes long."""
    folder = Path(tempfile.mkdtemp(prefix="homeward-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _migrate(folder, f"sqlite://{folder}/own.sqlite3")
    return folder / "own.sqlite3"


@cache
def _migrated_database(server: str) -> str:
    """Return the name of such a database of the PostgreSQL server; it goes with the server."""
    name = f"migrated_{uuid4().hex}"
    _told(server, f"CREATE DATABASE {name}")
    with tempfile.TemporaryDirectory() as folder:
        _migrate(Path(folder), _of_server(server, name))
    return name


def _migrate(home: Path, url: str) -> None:
    done = OwnService(home, url).run("migrate")
    assert done.returncode == 0, done.stderr


def _told(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(statement)


def _of_server(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Wait for something to come true; fail with what was waited for."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(0.05)
