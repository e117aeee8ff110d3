"""The same work from a terminal: check a return, write a data pack, invent a council, start the demo."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

# The rooms are imported inside the commands: `homeward --help` shall answer at once.
if TYPE_CHECKING:
    from homeward.reports.datapack import Pack
    from homeward.reports.told_findings import FindingGroup
    from homeward.sources.findings import Fate
    from homeward.sources.rows import Rows

# Both are read when Polars is first imported. A return is many small tables: sharing each among threads costs a third
# more than it saves. And memory that Polars has let go of goes back to the machine within half a second.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
os.environ.setdefault("_RJEM_MALLOC_CONF", "background_thread:true,dirty_decay_ms:500,muzzy_decay_ms:0")

EXAMPLES_SHOWN = 3
START_SECONDS, STOP_SECONDS = 90, 10


class FailedError(click.ClickException):
    """The command could not do what was asked; the message is one sentence, and the exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the sentence on stderr."""
        click.echo(f"homeward: {self.format_message()}", err=True)


class _OneSentence(click.Group):
    """Tells every error as one sentence with exit code 2; `--debug` lets the traceback through."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the words before the command."""
        with _told_shortly():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        if ctx.params["debug"]:
            return super().invoke(ctx)
        with _told_shortly():
            return super().invoke(ctx)


@contextmanager
def _told_shortly() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise FailedError(f"{error.format_message()} See --help.") from None
    except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        raise FailedError("stopped before the work was done; nothing was written.") from None
    except Exception as error:
        raise FailedError(_sentence(error)) from None


def _sentence(error: Exception) -> str:
    """Return the sentence of an error written for readers; of any other only its kind, lest it hold a value."""
    if type(error).__module__.startswith("homeward."):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.strerror or 'a file could not be read or written'}: {error.filename or 'unnamed file'}."
    kind = type(error).__name__
    return f"something unforeseen went wrong ({kind}); nothing was written. `homeward --debug` shows where."


@click.group(
    cls=_OneSentence,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: homeward datapack returns/ --out pack/",
)
@click.option("--debug", is_flag=True, help="Show the full traceback of an error (it may hold personal data).")
@click.version_option(package_name="homeward")
def main(debug: bool) -> None:
    """Figures on children who go home from care, from a council's own yearly returns."""


@contextmanager
def _progress(label: str) -> Iterator[Callable[..., None]]:
    """Show on a terminal how far a long step is; elsewhere stay silent."""
    with click.progressbar(length=100, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield lambda share: bar.update(max(0, round(float(share) * 100) - bar.pos))
        bar.update(100 - bar.pos)


def _read_rows(source: Path, year: int | None) -> "Rows":
    """Read a return (a folder, zip or CSV file) and join its years; raises SourceUnreadableError."""
    from homeward.sources import ssda903

    with _progress("Reading") as tell:
        # Nobody but `stitch` holds what was read, so that it can let go of it as it works.
        return ssda903.stitch(ssda903.read(source, year=year), progress=tell)


@main.command(epilog="Example: homeward check returns/2021")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--year", type=int, help="The return expected: 2021 is the year ending 31 March 2021.")
@click.option("--json", "as_json", is_flag=True, help="Print findings and fates as JSON for other programs.")
def check(source: Path, year: int | None, as_json: bool) -> None:
    """Say what is in SOURCE and what is wrong with it.

    SOURCE is a folder, a zip file or a CSV file of a statutory return. Ends with 0 when no error was found, 1 when
    there are errors, 2 when SOURCE could not be read.
    """
    from homeward.reports.results_json import fate_entry, findings_for, write_json
    from homeward.reports.told_findings import group_findings

    rows = _read_rows(source, year)
    if as_json:
        fates = {table: fate_entry(fate) for table, fate in rows.fates.items()}
        found = findings_for(rows.findings, "internal")
        content = {"source": rows.source, "years": list(rows.years), "findings": found, "fates": fates}
        click.echo(write_json(content).decode(), nl=False)
    else:
        click.echo(f"Returns for the years ending 31 March {', '.join(str(year) for year in rows.years)}\n")
        _print_fates(rows.fates)
        _print_findings(group_findings(rows.findings))
    sys.exit(1 if any(finding.severity == "error" for finding in rows.findings) else 0)


def _print_fates(fates: Mapping[str, "Fate"]) -> None:
    click.echo(f"{'Table':<16}{'read':>10}{'used':>10}{'repaired':>10}{'set aside':>11}")
    for table, fate in fates.items():
        click.echo(f"{table:<16}{fate.read:>10,}{fate.used:>10,}{fate.repaired:>10,}{fate.set_aside:>11,}")


def _print_findings(groups: tuple["FindingGroup", ...]) -> None:
    if not groups:
        click.echo("\nNothing was noticed.")
    for group in groups:
        click.echo(f"\n{group.severity}, {group.count:,} times: {group.sentence} [{group.rule}]")
        for finding in group.findings[:EXAMPLES_SHOWN]:
            click.echo(f"  {group.tell(finding)}")
        if group.count > EXAMPLES_SHOWN:
            click.echo(f"  and {group.count - EXAMPLES_SHOWN:,} more; --json lists them all")


@main.command(epilog="Example: homeward datapack returns/ --out pack/ --formats html,json")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the files.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day the figures are for [last return's 31 March].")
@click.option("--authority", help="Code of the local authority, such as E09000002 or 301.")
@click.option("--audience", type=click.Choice(["shareable", "internal"]), default="shareable", show_default=True)
@click.option("--formats", default="html,pdf,xlsx,json", show_default=True, help="What to write, with commas between.")
@click.option("--definition", type=click.Choice(["dfe", "bristol"]), default="dfe", show_default=True)
@click.option("--engine", type=click.Choice(["polars", "duckdb"]), default="polars", show_default=True)
def datapack(source: Path, out: Path, formats: str, **choices: Any) -> None:
    """Write the figures of SOURCE as documents: pack.html, pack.pdf, pack.xlsx, results.json.

    A shareable pack hides small numbers; an internal one shows them and must stay inside the service. Ends with 0
    when every file is written; with 2 and nothing written otherwise.
    """
    from homeward.reports.document import check_formats, make_documents, write_documents

    wanted = check_formats(name.strip() for name in formats.split(",") if name.strip())
    pack = _prepare_pack(source, **choices)
    with _progress("Writing"):
        document = make_documents(pack, wanted)
        write_documents(document, out)
    for name in document.files:
        click.echo(out / name)


def _prepare_pack(source: Path, *, as_of: datetime | None, authority: str | None, **choices: Any) -> "Pack":
    """Refuse what cannot be asked before the long reading begins, then work the figures out."""
    from homeward.evidence.authorities import authority as find_authority
    from homeward.reports.datapack import prepare
    from homeward.sources.day import day_of

    whose = find_authority(authority) if authority else None
    as_of_day = day_of(as_of.date()) if as_of else None
    rows = _read_rows(source, None)
    with _progress("Counting"):
        return prepare(rows, as_of_day=as_of_day, authority=whose, **choices)


@main.command(epilog="Example: homeward invent --in-care 400 --years 5 --last-year 2025 --seed 1 --out invented/")
@click.option("--in-care", required=True, type=click.IntRange(1, 100_000), help="Children in care on a usual day.")
@click.option("--years", required=True, type=click.IntRange(1, 30), help="How many yearly returns to write.")
@click.option("--last-year", required=True, type=click.IntRange(2017, 2100), help="Year of the last return.")
@click.option("--seed", required=True, type=int, help="The same seed gives the same bytes.")
@click.option("--dirt", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Share of rows to spoil.")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the returns.")
def invent(out: Path, **choices: Any) -> None:
    """Write the yearly returns of a council that never was."""
    from homeward.invented import write_invented

    with _progress("Inventing"):
        write_invented(**choices, out=out)
    click.echo(out)


@main.command(epilog="Example: HOMEWARD_PORT=8080 homeward demo")
def demo() -> None:
    """Start the demo with an invented council, and say where it is and who signs in.

    HOMEWARD_HOME is the data folder (./var), HOMEWARD_PORT the port (8000). Ctrl-C ends it.
    """
    for name, value in DEMO_DEFAULTS.items():
        os.environ.setdefault(name, value)
    port = os.environ["HOMEWARD_PORT"]
    if not port.isdecimal():
        raise FailedError(f"HOMEWARD_PORT must be a number, such as 8000, not {port!r}.")
    sys.exit(run_demo([sys.executable, "-m", "homeward.web"], int(port)))


DEMO_DEFAULTS = {
    "HOMEWARD_HOME": "./var",
    "HOMEWARD_PORT": "8000",
    "DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo",
}


def run_demo(web: Sequence[str], port: int) -> int:
    """Run the demo with the command `web` until it is stopped; returns the exit code.

    `web` gets one more word: migrate and demo-data, which must end well, then serve and worker, which run on. Returns 0
    after Ctrl-C or SIGTERM and 1 when serve or worker ends by itself. Raises FailedError when the port is taken or a
    step fails.
    """
    _check_port_is_free(port)
    home = Path(os.environ["HOMEWARD_HOME"])
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for stopped_by in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopped_by, signal.default_int_handler)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for step in ("migrate", "demo-data"):
            if subprocess.run([*web, step], check=False).returncode:  # noqa: S603 - our own module, no shell
                raise FailedError(f"the step {step!r} of the demo failed; what it said stands above.")
        for name in ("serve", "worker"):
            # A group of its own: Ctrl-C reaches this process alone, and each child is ended once.
            children[name] = subprocess.Popen([*web, name], start_new_session=True)  # noqa: S603 - as above
        _wait_until_healthy(port, children)
        _print_accounts(port, home / "demo.json")
        return _wait_for_an_end(children)
    except KeyboardInterrupt:
        click.echo("\nThe demo has ended.")
        return 0
    finally:
        _end_all(children)


def _check_port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("localhost", port))
        except OSError:
            raise FailedError(f"port {port} is already in use; set HOMEWARD_PORT to another one.") from None


def _wait_until_healthy(port: int, children: Mapping[str, "subprocess.Popen[bytes]"]) -> None:
    """Wait until the server answers; what is wrong with a child is told by the wait that follows."""
    until = time.monotonic() + START_SECONDS
    while not _ended(children) and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    if not _ended(children):
        raise FailedError(f"the demo did not answer within {START_SECONDS} seconds.")


def _print_accounts(port: int, described: Path) -> None:
    """Print where the demo is and who signs in, as far as the demo's own description says."""
    click.echo(f"\nHomeward is at http://localhost:{port}\n")
    if not described.exists():
        return
    demo_facts = json.loads(described.read_text(encoding="utf-8"))
    click.echo("Sign in as one of these, each with the same password:")
    for user in demo_facts["accounts"].values():
        click.echo(f"  {user}")
    click.echo(f"\nPassword: {demo_facts['password']}\nCtrl-C ends the demo.")


def _ended(children: Mapping[str, "subprocess.Popen[bytes]"]) -> list[str]:
    return [name for name, child in children.items() if child.poll() is not None]


def _wait_for_an_end(children: Mapping[str, "subprocess.Popen[bytes]"]) -> int:
    while not (ended := _ended(children)):
        time.sleep(0.2)
    click.echo(f"homeward: {' and '.join(ended)} ended by itself, so the demo ends.", err=True)
    return 1


def _end_all(children: Mapping[str, "subprocess.Popen[bytes]"]) -> None:
    """Ask each child still running to end, and end those that do not within ten seconds; a second Ctrl-C waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    for child in children.values():
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
