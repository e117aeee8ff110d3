"""Runs a command with a PostgreSQL server of its own, and always takes the server away again.

    python scripts/with_postgres.py python -m pytest tests/web

The server listens on this machine only, on a free port; its files live in a temporary folder. The command finds it
under HOMEWARD_DATABASE_URL, and its exit code is ours. PostgreSQL refuses to run as root: started by root, it runs as
the system's user `postgres` or `nobody`. Where PostgreSQL is not installed the command is not run: exit 0, or 1 where
CI=true, because there nobody would notice what was skipped.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"
    " -c autovacuum=off -c lock_timeout=120s -c statement_timeout=240s -c idle_in_transaction_session_timeout=300s"
)
"""A test that waits for a lock nobody gives back, or for a question that takes minutes, fails with a sentence.

Nothing is counted in the background: tables that were counted while tests had them empty make the server believe that
they stay so, and a test that then fills them in one go waited an hour for questions planned for empty tables.
"""


class ServerError(Exception):
    """The server could not be had; the message is one sentence."""


def find_programs() -> Path | None:
    """Return the folder with `initdb` and `pg_ctl` of the newest PostgreSQL here, or None."""
    found = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    debian = sorted(found, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    places = [*debian, Path(on_path).resolve().parent] if on_path else debian
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def unprivileged_user() -> pwd.struct_passwd | None:
    """Return whom the server runs as when we are root, else None: as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerError("PostgreSQL does not run as root and this machine has no user postgres or nobody.")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Give the address of a new server as a URL; stop it and remove its folder afterwards, whatever happened."""
    folder = Path(tempfile.mkdtemp(prefix="homeward-postgres-"))
    user = unprivileged_user()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}

    def run(program: str, *words: str) -> None:
        log = folder / "commands.log"
        with log.open("ab") as out:
            done = subprocess.run(
                [programs / program, "-D", folder / "data", *words],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False, **identity,
            )  # fmt: skip
        if done.returncode:
            last = log.read_text(errors="replace").strip().splitlines()[-1:]
            raise ServerError(f"PostgreSQL's {program} failed: {' '.join(last)}")

    try:
        run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")
        port = free_port()
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {SETTINGS}"
        run("pg_ctl", "--options", options, "--log", str(folder / "server.log"), "--wait", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "--mode=immediate", "--wait", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_command(words: list[str], url: str) -> int:
    """Run the command until it ends and return its exit code; 128 + n where signal n ended it."""
    child = subprocess.Popen(words, env={**os.environ, "HOMEWARD_DATABASE_URL": url})
    try:
        code = child.wait()
    except BaseException:
        child.terminate()
        child.wait()
        raise
    return code if code >= 0 else 128 - code


def main(words: list[str]) -> int:
    """Run the command given as words; see the top of this file."""
    if not words:
        print("Say which command to run: python scripts/with_postgres.py COMMAND ...", file=sys.stderr)
        return 2
    if shutil.which(words[0]) is None:
        print(f"There is no command {words[0]}.", file=sys.stderr)
        return 2
    programs = find_programs()
    if programs is None:
        must = os.environ.get("CI") == "true"
        print("PostgreSQL is not installed here (no initdb): its tests are skipped.", file=sys.stderr)
        return 1 if must else 0
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        with server(programs) as url:
            return run_command(words, url)
    except (ServerError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
