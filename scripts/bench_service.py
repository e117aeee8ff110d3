"""A running service of its own to measure, and visitors who sign in to it over HTTP as people do.

The service listens on this machine only, on a free port, with its files in the folder it is given. Only processes that
were started here are ended.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
LEAVE_SECONDS = 20
PASSWORD = "forty lanterns, measured twice"


class ServiceError(Exception):
    """The service could not be had or did not answer as it should; the message is one sentence."""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Answer:
    """What came back: status, the time from asking until the last byte, where it leads on to, and the body."""

    status: int
    milliseconds: float
    location: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as words."""
        return self.body.decode(errors="replace")


class Visitor:
    """One browser: it keeps its cookies and sends the token that forms carry. Not for two threads at once."""

    def __init__(self, port: int, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Begin without cookies; an answer that does not come in time raises TimeoutError."""
        self.port, self.patience_seconds = port, patience_seconds
        self._cookies: dict[str, str] = {}

    def get(self, address: str) -> Answer:
        """Ask for a page. Redirects are not followed: they are answers of their own."""
        return self._ask("GET", address, None)

    def post(self, address: str, **fields: object) -> Answer:
        """Send a form."""
        token = self._cookies.get("csrftoken", "")
        return self._ask("POST", address, urlencode({**fields, "csrfmiddlewaretoken": token}))

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        """Sign in. Raises ServiceError where that fails."""
        self.get("/sign-in/")
        answer = self.post("/sign-in/", login=username, password=password)
        if answer.status != 302:
            raise ServiceError(f"{username} could not sign in: the answer was {answer.status}.")

    def _ask(self, method: str, address: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        connection = http.client.HTTPConnection(HOST, self.port, timeout=self.patience_seconds)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        taken = (time.perf_counter() - began) * 1000
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answer(answer.status, taken, answer.headers.get("Location", ""), content)


@dataclass
class Service:
    """A service in a folder; `port` is where it is served, `told` what whoever filled it tells of who is in it."""

    home: Path
    database_url: str = ""
    settings: str = "homeward.web.settings.demo"
    port: int = field(default_factory=free_port)
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of the service: this one's, but nothing of another service's."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOMEWARD_", "DJANGO_"))}
        own = {
            "DJANGO_SETTINGS_MODULE": self.settings,
            "HOMEWARD_HOME": str(self.home),
            "HOMEWARD_PORT": str(self.port),
            "HOMEWARD_DATABASE_URL": self.database_url,
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        return {**kept, **own}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command of `homeward-web` to its end, whatever that is."""
        return self._run("-m", "homeward.web", *words)

    def asked(self, code: str) -> Any:
        """Run Python lines inside the service and return what they put into `told`. Raises ServiceError."""
        done = self._run("-c", f"import django, json; django.setup()\n{code}\nprint(); print(json.dumps(told))")
        if done.returncode:
            raise ServiceError(f"this failed inside the service: {code}\n{done.stderr}")
        return json.loads(done.stdout.strip().splitlines()[-1])

    def migrate(self) -> None:
        """Make the tables. Raises ServiceError."""
        done = self.command("migrate")
        if done.returncode:
            raise ServiceError(f"the database could not be made ready:\n{done.stderr}")

    @contextmanager
    def served(self) -> Iterator[int]:
        """Serve as `homeward-web serve` does until the block is left; gives the server's process id."""
        with (self.home / "serve.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "homeward.web", "serve", "--host", HOST],
                cwd=self.home, env=self.environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            self._wait_until_well(process)
            yield process.pid
        finally:
            end(process)

    def visitor(self, username: str) -> Visitor:
        """Return a browser in which somebody has signed in."""
        visitor = Visitor(self.port)
        visitor.sign_in(username)
        return visitor

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.home, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def _wait_until_well(self, process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                if Visitor(self.port, 5).get("/healthz").status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise ServiceError(f"the service did not start:\n{(self.home / 'serve.log').read_text()}")


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a process that was started here; it may finish what it does."""
    process.terminate()
    try:
        process.wait(LEAVE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds, user and system, that a process and its children have spent so far (Linux only)."""
    return sum(_ticks(stat) for stat in _family(pid)) / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> Iterator[list[str]]:
    """Yield what /proc says of a process and its children, from the third field on (state, parent)."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = file.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(file.parent.name) == pid or int(stat[1]) == pid:
            yield stat


def _ticks(stat: list[str]) -> int:
    return int(stat[11]) + int(stat[12])
