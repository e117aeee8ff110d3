"""A service of its own for one test: a fresh folder and database, and `homeward-web` in real processes.

The database is a SQLite file, or a new database of the PostgreSQL server under HOMEWARD_DATABASE_URL. What the service
stored is read and changed directly, past Django, as somebody else's program would.
"""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
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
    with _own_database(home) as url:
        service = OwnService(home, url)
        done = service.run("migrate")
        assert done.returncode == 0, done.stderr
        try:
            yield service
        finally:
            service.end()


@contextmanager
def _own_database(home: Path) -> Iterator[str]:
    server = os.environ.get("HOMEWARD_DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite://{home}/own.sqlite3"
        return
    name = f"own_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as database:
            database.execute(f"DROP DATABASE {name} WITH (FORCE)")


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Wait for something to come true; fail with what was waited for."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(0.05)
