"""From the rows of a return to everything a data pack says, worked out once for every format, page and command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homeward import journeys, measures
from homeward.measures.result import Result, ResultRow
from homeward.reports.authorities import Authority
from homeward.sources.day import date_of, year_end
from homeward.sources.findings import Fate, Finding
from homeward.sources.rows import Rows

Audience = Literal["shareable", "internal"]
Engine = Literal["polars", "duckdb"]


READING_ORDER = ("returns_home", "re_entry_within_12_months", "re_entry_cumulative")
"""Measures that a reader meets first, in this order; the others follow by their ids."""


class OutsideDataError(ValueError):
    """The day asked for is not in the data. The message is one sentence, fit for the screen."""


class NotAvailableError(ValueError):
    """Something was asked for that this version cannot do. The message is one sentence, fit for the screen."""


@dataclass(frozen=True)
class Pack:
    """All that a data pack says: figures, what was noticed, and the fate of every row.

    `years` are return years, ascending; `fates` is keyed by the return's table. In the shareable audience `results`
    already lack the small numbers; nothing else may be read from them later.
    """

    as_of: date
    source: str
    authority: Authority | None
    definition: str
    audience: Audience
    years: tuple[int, ...]
    results: tuple[Result, ...]
    findings: tuple[Finding, ...]
    fates: Mapping[str, Fate]

    @property
    def is_invented(self) -> bool:
        """True where the source says that its children never were."""
        return "invented" in self.source.lower()

    @property
    def hidden_count(self) -> int:
        """How many figures are withheld because they are small or would give a small one away."""
        return sum(row.suppressed for result in self.results for row in all_rows(result))

    @property
    def years_in_words(self) -> str:
        """The returns read, as a reader would say it."""
        first, last = self.years[0], self.years[-1]
        if first == last:
            return f"one return, for the year ending 31 March {last}"
        return f"{len(self.years)} returns, for years ending 31 March {first} to {last}"

    @property
    def unfinished_years(self) -> tuple[str, ...]:
        """The return years that had not ended on the day the figures are for."""
        return tuple(str(year) for year in self.years if date_of(year_end(year)) > self.as_of)


def all_rows(result: Result) -> tuple[ResultRow, ...]:
    """Return a result's rows with those of every other way of counting given beside it."""
    return result.rows + tuple(row for other in result.beside for row in other.rows)


def prepare(  # noqa: PLR0913 - each is a choice of the reader's own, and the command line offers the same ones
    rows: Rows,
    *,
    as_of_day: int | None = None,
    definition: str = "dfe",
    audience: Audience = "shareable",
    engine: Engine = "polars",
    authority: Authority | None = None,
) -> Pack:
    """Work out every measure as on the end of `as_of_day` (a day number; by default the last return's 31 March).

    For the shareable audience small numbers are withheld. Raises OutsideDataError and NotAvailableError.
    """
    check_definition(definition)
    day = check_day(rows, rows.data_to_day if as_of_day is None else as_of_day)
    results = measures.calculate(journeys.derive(rows, as_of_day=day, engine=engine))
    if audience == "shareable":
        results = measures.suppress(results)
    return Pack(
        as_of=date_of(day),
        source=rows.source,
        authority=authority,
        definition=definition,
        audience=audience,
        years=rows.years,
        results=tuple(sorted(results, key=_reading_place)),
        findings=rows.findings,
        fates=rows.fates,
    )


def _reading_place(result: Result) -> tuple[int, str]:
    place = READING_ORDER.index(result.id) if result.id in READING_ORDER else len(READING_ORDER)
    return place, result.id


def check_definition(definition: str) -> None:
    """Raise NotAvailableError unless return home can be counted by this definition."""
    if definition != "dfe":
        raise NotAvailableError(
            f"The definition {definition!r} of return home is not built yet; use 'dfe', which counts exits coded E4A "
            "and E4B."
        )


def check_day(rows: Rows, day: int) -> int:
    """Return the day if the data cover it, else raise OutsideDataError."""
    if rows.data_from_day <= day <= rows.data_to_day:
        return day
    first, last = date_of(rows.data_from_day), date_of(rows.data_to_day)
    raise OutsideDataError(
        f"The figures cannot be for {date_of(day)}: the returns cover {first} to {last}; choose a day in between."
    )
