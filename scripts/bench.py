"""Measures CPU seconds and peak memory of whole processes, as ratios of one run, and writes them down.

Then it measures the pages that a server of its own gives (bench_pages) and what many people at once do to it
(bench_load). Writes out/bench.json, docs/bench/README.md and every single page's time to out/bench_pages.json. A figure
of one machine on one day means little; the ratios to bare reading, or to the lightest page, on the same machine in the
same run mean more. `--small` leaves out the council of England's size, and PostgreSQL.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.bench_line import Line
from scripts.bench_load import REQUESTS, THREADS, load_lines
from scripts.bench_pages import AUDIT_ROWS, CHILDREN, IN_CARE, Page, figures_lines, filled, people_lines
from scripts.with_postgres import find_programs, server

ROOT = Path(__file__).resolve().parents[1]
YEARS, LAST_YEAR, SEED = 5, 2026, 1
COUNCIL, ENGLAND = 5_000, 83_000
REST = "datapack_beyond_start_up_and_suppression"

INVENT = """
from pathlib import Path
from homeward.invented import write_invented
write_invented(in_care={in_care}, years={years}, last_year={last_year}, seed={seed}, out=Path({source!r}))
"""
START_UP = """
import homeward.cli
import homeward.sources.ssda903, homeward.reports.document, homeward.measures.shelf
import holidays, jinja2, xlsxwriter, scipy.optimize, scipy.sparse, scipy.special
"""
BARE = """
from pathlib import Path
import polars
for file in Path({source!r}).rglob("*.csv"):
    polars.read_csv(file, infer_schema=False)
"""
READ = """
from pathlib import Path
from homeward.sources.ssda903 import read
read(Path({source!r}))
"""
JOIN = """
from pathlib import Path
from homeward.sources.ssda903 import read, stitch
stitch(read(Path({source!r})))
"""
CHECK = """
from homeward.cli import main
try:
    main(["check", {last_return!r}, "--json"], standalone_mode=False)
except SystemExit:
    pass
"""
# Suppression is timed apart within the same run: its cost depends on how many small numbers there are to protect.
PACK = (
    START_UP
    + """
import time
from pathlib import Path
from homeward.cli import main
from homeward.reports import datapack

suppress = datapack.suppress_and_audit
def timed(*arguments, **choices):
    began = time.process_time()
    try:
        return suppress(*arguments, **choices)
    finally:
        Path({spent!r}).write_text(str(time.process_time() - began))
datapack.suppress_and_audit = timed
main(["datapack", {source!r}, "--out", {out!r}, "--formats", "html,xlsx,json"], standalone_mode=False)
"""
)


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system) and peak memory in megabytes of one whole process."""

    cpu_seconds: float
    megabytes: float


def cost_of(code: str) -> Cost:
    """Run Python code in a process of its own and return what it cost; raises SystemExit if it failed."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", code], environment, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"this failed and so was not measured: {code}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def lowest(code: str, times: int) -> Cost:
    """Return the lowest of a few runs: other work on the machine only ever adds."""
    costs = [cost_of(code) for _ in range(times)]
    return Cost(min(c.cpu_seconds for c in costs), min(c.megabytes for c in costs))


class Council:
    """One invented council on disk, and what each step on it costs."""

    def __init__(self, name: str, in_care: int, folder: Path, times: int) -> None:
        self.name, self.times = name, times
        self.spent = folder / f"{name}-spent"
        source = folder / name
        self.words = {
            "in_care": in_care,
            "years": YEARS,
            "last_year": LAST_YEAR,
            "seed": SEED,
            "source": str(source),
            "out": str(folder / f"{name}-pack"),
            "spent": str(self.spent),
            "last_return": str(source / f"return-{LAST_YEAR}"),
        }
        self.inventing = self.cost(INVENT, times=1)
        self.bare = self.cost(BARE)

    def cost(self, code: str, times: int | None = None) -> Cost:
        """Return what a step costs on this council."""
        return lowest(code.format(**self.words), times or self.times)

    def pack(self, start: Cost) -> tuple[Cost, float, float]:
        """Return the cost of a whole shareable pack, of suppression in it, and of what is neither it nor start-up."""
        runs = [self._pack_once() for _ in range(self.times)]
        whole, suppression = min(runs, key=lambda run: run[0].cpu_seconds - run[1])
        return whole, suppression, whole.cpu_seconds - start.cpu_seconds - suppression

    def _pack_once(self) -> tuple[Cost, float]:
        """Return what a whole pack cost, and suppression in that very run."""
        return self.cost(PACK, times=1), float(self.spent.read_text())

    def line(self, step: str, seconds: float, bar: float | None = None) -> Line:
        """Return a line in CPU seconds with its ratio to bare reading of the same files."""
        ratio = {f"{self.name}_read_bare": round(seconds / self.bare.cpu_seconds, 2)}
        return Line(f"{self.name}_{step}", round(seconds, 2), "CPU s", ratio, bar)

    def memory(self, step: str, cost: Cost, bar: float | None = None) -> Line:
        """Return a line of peak memory."""
        return Line(f"{self.name}_{step}_memory", round(cost.megabytes), "MB", {}, bar)


def council_lines(council: Council, start: Cost, bars: dict[str, float]) -> Iterator[Line]:
    """Yield the lines of one council; `bars` are by step."""
    yield council.line("invent", council.inventing.cpu_seconds, bars.get("invent"))
    yield council.line("read_bare", council.bare.cpu_seconds)
    for step, code in (("read", READ), ("read_and_join", JOIN)):
        cost = council.cost(code)
        yield council.line(step, cost.cpu_seconds)
        yield council.memory(step, cost)
    check = council.cost(CHECK)
    yield council.line("check_one_return", check.cpu_seconds, bars.get("check_one_return"))
    yield council.memory("check_one_return", check, bars.get("check_one_return_memory"))
    whole, suppression, rest = council.pack(start)
    yield council.line("datapack", whole.cpu_seconds)
    yield council.memory("datapack", whole, bars.get("datapack_memory"))
    yield council.line("datapack_suppression", suppression)
    yield council.line(REST, rest, bars.get("rest"))


def measure(folder: Path, small: bool) -> list[Line]:
    """Run each step on the invented councils and return the lines."""
    start = lowest(START_UP, 3)
    lines = [Line("start_up", round(start.cpu_seconds, 2), "CPU s", {})]
    council = Council("council", COUNCIL, folder, times=5)
    bars = {"check_one_return": 1.5, "check_one_return_memory": 400, "rest": 1.5}
    lines += council_lines(council, start, bars)
    if small:
        return lines
    england = Council("england", ENGLAND, folder, times=2)
    bars = {"invent": 90, "datapack_memory": 1_200, "rest": 12 - start.cpu_seconds}
    lines += council_lines(england, start, bars)
    rest = {line.id: line.value for line in lines if line.id.endswith(REST)}
    growth = (rest[f"england_{REST}"] / rest[f"council_{REST}"]) / (ENGLAND / COUNCIL)
    lines.append(Line("datapack_growth_per_child", round(growth, 2), "times", {"linear": round(growth, 2)}, 1.0))
    return lines


def measure_pages(folder: Path, small: bool) -> tuple[list[Line], list[Page]]:
    """Serve figures and people's records as `homeward-web serve` does; return the lines, and what every page took."""
    lines, pages = figures_lines(folder / "figures")
    with databases(small) as urls:
        for name, url in urls.items():
            service = filled(folder / name, database_url=url)
            found, walked = people_lines(name, service)
            lines += [*found, *load_lines(name, service)]
            pages += walked
    return lines, pages


@contextmanager
def databases(small: bool) -> Iterator[dict[str, str]]:
    """Give the databases to measure on, by name: SQLite, and a PostgreSQL of our own where that is installed."""
    programs = None if small else find_programs()
    if programs is None:
        yield {"sqlite": ""}
        return
    with server(programs) as url:
        yield {"sqlite": "", "postgresql": url}


def table(lines: list[Line]) -> str:
    """Return the lines as the Markdown page docs/bench/README.md."""
    head = (
        "# Benchmarks\n\nPrinted by `make bench`. CPU seconds and peak memory of a whole Python process, start-up "
        "included unless the line says otherwise; the lowest of five runs (England: of two).\n"
        f"The councils are invented: {COUNCIL:,} children in care, and England's {ENGLAND:,}; {YEARS} yearly returns, "
        "every table. A datapack is shareable: html, xlsx, json.\n\n"
        f"Pages are asked for over HTTP, from a server as `homeward-web serve` starts it: of figures with {IN_CARE:,} "
        f"children in care, of people with {CHILDREN:,} open children and {AUDIT_ROWS:,} rows of audit. The line names "
        "the slowest page and who asked for it; `first` is the first time, the others are medians. Every page's time "
        f"stands in out/bench_pages.json. Under load {THREADS} people ask and write at once, {REQUESTS:,} times.\n\n"
        "| what | value | unit | ratio | bar | passes |\n| --- | ---: | --- | --- | --- | --- |\n"
    )
    rows = []
    for line in lines:
        ratio = ", ".join(f"{value} × {name}" for name, value in line.ratio_to.items())
        passes = "" if line.bar is None else ("yes" if line.as_json()["pass"] else "no")
        bar = "" if line.bar is None else f"{line.bar:g}"
        rows.append(f"| {line.id} | {line.value:,} | {line.unit} | {ratio} | {bar} | {passes} |")
    return head + "\n".join(rows) + "\n"


def main() -> int:
    """Measure, print and write; end with 1 where a bar is not met."""
    small = "--small" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(Path(folder), small)
        of_pages, pages = measure_pages(Path(folder), small)
    lines += of_pages
    text = table(lines)
    (ROOT / "out").mkdir(exist_ok=True)
    (ROOT / "out" / "bench.json").write_text(json.dumps([line.as_json() for line in lines], indent=2) + "\n")
    (ROOT / "out" / "bench_pages.json").write_text(json.dumps([asdict(page) for page in pages], indent=2) + "\n")
    (ROOT / "docs" / "bench").mkdir(parents=True, exist_ok=True)
    (ROOT / "docs" / "bench" / "README.md").write_text(text)
    print(text)
    return 0 if all(line.as_json()["pass"] for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
