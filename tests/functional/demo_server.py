"""Starts a real demo in a folder and on a port of its own, and ends it again; tests and screens share it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
STARTING_SECONDS = 60
PROCESSES = ("serve", "worker")


@dataclass(frozen=True)
class Demo:
    """A running demo: its address, the password of every account, and the published dataset's id.

    `crash` kills the server without warning, as a failing machine would, and starts it again. `move_to` lets the
    service's clock stand on another day: both processes are ended and begun anew, and everybody signs in again.
    """

    url: str
    password: str
    dataset: str | None
    crash: Callable[[], None]
    move_to: Callable[[date], None]


@contextmanager
def running_demo(
    home: Path,
    *,
    in_care: int = 390,
    with_figures: bool = True,
    today: date | None = None,
    database: str | None = None,
) -> Iterator[Demo]:
    """Serve a demo from an empty folder until the block is left.

    `today` is the day on which its clock stands, `database` the address of an empty database instead of a file in the
    folder. Raises RuntimeError when it does not start.
    """
    port = _free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo",
        "HOMEWARD_HOME": str(home),
        "HOMEWARD_PORT": str(port),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    for name, value in (("HOMEWARD_DATABASE_URL", database), ("HOMEWARD_TODAY", today and today.isoformat())):
        environment.pop(name, None)
        environment.update({name: value} if value else {})
    data = ["--in-care", str(in_care)] if with_figures else ["--without-figures"]
    for command in (["migrate"], ["demo-data", *data]):
        _run(command, environment, home)
    with _both_running(environment, home) as processes:
        told = json.loads((home / "demo.json").read_text())
        _wait_until_well(told["url"], home)

        def crash() -> None:
            _kill(processes[0])
            processes[0] = _start(PROCESSES[0], environment, home)
            _wait_until_well(told["url"], home)

        def move_to(day: date) -> None:
            environment["HOMEWARD_TODAY"] = day.isoformat()
            for number, command in enumerate(PROCESSES):
                _end(processes[number])
                processes[number] = _start(command, environment, home)
            _wait_until_well(told["url"], home)

        yield Demo(told["url"], told["password"], told["dataset"], crash, move_to)


def _run(command: list[str], environment: dict[str, str], home: Path) -> None:
    done = subprocess.run(
        _homeward_web(command), env=environment, cwd=home, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"homeward-web {command[0]} failed:\n{done.stdout}\n{done.stderr}")


@contextmanager
def _both_running(environment: dict[str, str], home: Path) -> Iterator["list[subprocess.Popen[bytes]]"]:
    processes = [_start(command, environment, home) for command in PROCESSES]
    try:
        yield processes
    finally:
        for process in processes:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process; one that does not in fifteen seconds is killed."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _start(command: str, environment: dict[str, str], home: Path) -> "subprocess.Popen[bytes]":
    with (home / f"{command}.log").open("w") as log:
        words = _homeward_web([command])
        return subprocess.Popen(words, env=environment, cwd=home, stdout=log, stderr=subprocess.STDOUT)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and those it began, with no chance to tidy up."""
    begun = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for pid in (process.pid, *map(int, begun)):
        os.kill(pid, signal.SIGKILL)
    process.wait()


def _homeward_web(command: list[str]) -> list[str]:
    return [sys.executable, "-m", "homeward.web", *command]


def _wait_until_well(url: str, home: Path) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(f"{url}/healthz", timeout=5) as answer:
                if json.load(answer)["worker"] == "ok":
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.2)
    logs = "\n".join(f"{log.name}:\n{log.read_text()}" for log in home.glob("*.log"))
    raise RuntimeError(f"the demo did not start at {url}\n{logs}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
