"""One line of the benchmarks, as `make bench` prints and writes it."""

from dataclasses import asdict, dataclass


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
