"""Measures CPU seconds and peak memory of whole processes, as ratios of one run, and writes them down.

Writes out/bench.json and docs/bench/README.md. A figure of one machine on one day means little; the ratios to bare
reading on the same machine in the same run mean more.
"""

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IN_CARE, YEARS, LAST_YEAR, SEED = 5_000, 5, 2026, 1

INVENT = """
from pathlib import Path
from homeward.invented import write_invented
write_invented(in_care={n}, years={years}, last_year={last}, seed={seed}, out=Path({source!r}))
"""
START_UP = "import homeward.cli, homeward.reports.datapack, homeward.sources.ssda903, homeward.reports.document"
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
PACK = """
from homeward.cli import main
main(["datapack", {source!r}, "--out", {out!r}, "--formats", "html,json"], standalone_mode=False)
"""


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system) and peak memory in megabytes of one whole process."""

    cpu_seconds: float
    megabytes: float


def cost_of(code: str) -> Cost:
    """Run Python code in a process of its own and return what it cost; raises SystemExit if it failed."""
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", code], {**os.environ, "PYTHONPATH": str(ROOT)})
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"this failed and so was not measured: {code}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def lowest(code: str, times: int = 3) -> Cost:
    """Return the lowest of a few runs: other work on the machine only ever adds."""
    costs = [cost_of(code) for _ in range(times)]
    return Cost(min(c.cpu_seconds for c in costs), min(c.megabytes for c in costs))


@dataclass(frozen=True)
class Line:
    """One line of out/bench.json; `bar` is the most that passes, where there is one."""

    id: str
    value: float
    unit: str
    ratio_to: dict[str, float]
    bar: float | None = None

    def as_json(self) -> dict[str, object]:
        """Return the line as CONTRACTS describes it."""
        return {**asdict(self), "pass": self.bar is None or self.value <= self.bar}


def measure(folder: Path) -> list[Line]:
    """Run each step on the same invented council and return the lines."""
    source, out = str(folder / "council"), str(folder / "pack")
    words = {"n": IN_CARE, "years": YEARS, "last": LAST_YEAR, "seed": SEED, "source": source, "out": out}
    invented = cost_of(INVENT.format(**words))
    start = lowest(START_UP)
    steps = {"read_bare": BARE, "read": READ, "read_and_join": JOIN, "datapack_html_json": PACK}
    costs = {name: lowest(code.format(**words)) for name, code in steps.items()}
    bare = costs["read_bare"].cpu_seconds
    lines = [
        Line("invent", round(invented.cpu_seconds, 2), "CPU s", {}),
        Line("start_up", round(start.cpu_seconds, 2), "CPU s", {"read_bare": round(start.cpu_seconds / bare, 2)}),
    ]
    for name, cost in costs.items():
        ratio = {"read_bare": round(cost.cpu_seconds / bare, 2)}
        lines.append(Line(name, round(cost.cpu_seconds, 2), "CPU s", ratio))
        lines.append(Line(f"{name}_memory", round(cost.megabytes), "MB", {}))
    return lines


def table(lines: list[Line]) -> str:
    """Return the lines as the Markdown page docs/bench/README.md."""
    head = (
        "# Benchmarks\n\nPrinted by `make bench`. CPU seconds and peak memory of a whole Python process, start-up "
        "included; the lowest of three runs.\n"
        f"The council is invented: {IN_CARE:,} children in care, {YEARS} yearly returns.\n\n"
        "| what | value | unit | ratio | bar | passes |\n| --- | ---: | --- | --- | --- | --- |\n"
    )
    rows = []
    for line in lines:
        ratio = ", ".join(f"{value} × {name}" for name, value in line.ratio_to.items())
        passes = "yes" if line.as_json()["pass"] else "no"
        rows.append(f"| {line.id} | {line.value} | {line.unit} | {ratio} | {line.bar or ''} | {passes} |")
    return head + "\n".join(rows) + "\n"


def main() -> int:
    """Measure, print and write."""
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(Path(folder))
    text = table(lines)
    (ROOT / "out").mkdir(exist_ok=True)
    (ROOT / "out" / "bench.json").write_text(json.dumps([line.as_json() for line in lines], indent=2) + "\n")
    (ROOT / "docs" / "bench").mkdir(parents=True, exist_ok=True)
    (ROOT / "docs" / "bench" / "README.md").write_text(text)
    print(text)
    return 0 if all(line.as_json()["pass"] for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
