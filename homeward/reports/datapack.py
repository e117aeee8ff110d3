"""From the rows of a return to everything a data pack says, worked out once for every format, page and command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from homeward import journeys, measures
from homeward.evidence.release import Authority
from homeward.journeys import DefinitionName, EngineName
from homeward.measures.already_public import already_public
from homeward.measures.beside_others import BesideOthers, beside_others
from homeward.measures.beside_published import compare_with_england, compare_with_own
from homeward.measures.beside_research import compare
from homeward.measures.comparison import Comparison
from homeward.measures.early_warning import EarlyWarning, read_early_warning
from homeward.measures.flow import NEEDED, Flow, flow
from homeward.measures.result import Result, ResultRow
from homeward.measures.suppress import SuppressionAudit, suppress_and_audit
from homeward.reports.reading_order import reading_place
from homeward.sources.day import date_of, day_of, year_end
from homeward.sources.findings import Fate, Finding
from homeward.sources.rows import Rows

Audience = Literal["shareable", "internal"]

DEFINITIONS: Mapping[str, str] = {
    "dfe": (
        "leaving care to live with parents, or another person with parental responsibility, as the Department for "
        "Education counts it (codes E4A and E4B, and E4 in older returns)"
    ),
    "bristol": (
        "leaving care to live with parents, or another person with parental responsibility, or being placed with "
        "parents while in care (the wider definition, after Farmer and Patsios 2016)"
    ),
}
"""What counts as a return home under each definition, in words."""


class OutsideDataError(ValueError):
    """The day asked for is not in the data. The message is one sentence, fit for the screen."""


class NotAvailableError(ValueError):
    """Something was asked for that this version cannot do. The message is one sentence, fit for the screen."""


@dataclass(frozen=True)
class Pack:
    """All that a data pack says: figures, what was noticed, and the fate of every row.

    `definition` says what counts as a return home (a key of `DEFINITIONS`). `years` are return years, ascending;
    `fates` is keyed by the return's table. In the shareable audience `results` already lack the small numbers, as
    `suppression` records; nothing else may be read from them later. `comparisons` hold what research found and what is
    published beside these very results, under `research`, `england` and `authority`; they are empty where the figures
    are not counted by the Department for Education's definition. `early_warning`, `flow` and `beside_others` are read
    from these very results too, and are None where these do not have what they need, or no authority is known.
    """

    as_of: date
    source: str
    authority: Authority | None
    definition: DefinitionName
    audience: Audience
    years: tuple[int, ...]
    results: tuple[Result, ...]
    findings: tuple[Finding, ...]
    fates: Mapping[str, Fate]
    suppression: SuppressionAudit | None = None
    comparisons: Mapping[str, tuple[Comparison, ...]] = field(default_factory=dict)
    early_warning: EarlyWarning | None = None
    flow: Flow | None = None
    beside_others: BesideOthers | None = None

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
    def definition_in_words(self) -> str:
        """What counts as a return home."""
        return DEFINITIONS[self.definition]


def all_rows(result: Result) -> tuple[ResultRow, ...]:
    """Return a result's rows with those of every other way of counting given beside it."""
    return result.rows + tuple(row for other in result.beside for row in other.rows)


def prepare(  # noqa: PLR0913 - each is a choice of the reader's own, and the command line offers the same ones
    rows: Rows,
    *,
    as_of_day: int | None = None,
    definition: DefinitionName = "dfe",
    audience: Audience = "shareable",
    engine: EngineName = "polars",
    authority: Authority | None = None,
    published_before: Sequence[Result] = (),
) -> Pack:
    """Work out every measure as on the end of `as_of_day` (a day number; by default the last return's 31 March).

    For the shareable audience small numbers are withheld, and what would give one away beside `published_before`, the
    results of packs shared earlier. Raises OutsideDataError.
    """
    day = check_day(rows, rows.data_to_day if as_of_day is None else as_of_day)
    results = measures.calculate(journeys.derive(rows, as_of_day=day, engine=engine, definition=definition))
    suppression = None
    if audience == "shareable":
        public = already_public(results, authority.code) if authority else ()
        results, suppression = suppress_and_audit(results, published_before=(*published_before, *public))
    pack = Pack(
        as_of=date_of(day),
        source=rows.source,
        authority=authority,
        definition=definition,
        audience=audience,
        years=rows.years,
        results=(),
        findings=rows.findings,
        fates=rows.fates,
        suppression=suppression,
    )
    return with_results(pack, results)


def with_results(pack: Pack, results: Sequence[Result], *, is_of_all: bool = True) -> Pack:
    """Return the pack with these results, put in reading order, and with all that is read from them.

    Of results narrowed to some children nothing is compared with others' figures, which are of all: say so by
    `is_of_all`.
    """
    by_id = {result.id: result for result in results}
    watched = by_id.get("early_re_entry_by_month")
    return replace(
        pack,
        results=tuple(sorted(results, key=reading_place)),
        comparisons=_comparisons(pack, results) if is_of_all and pack.definition == "dfe" else {},
        early_warning=read_early_warning(watched) if watched else None,
        flow=flow(results) if by_id.keys() >= set(NEEDED) else None,
        beside_others=beside_others(results, pack.authority.code) if is_of_all and pack.authority else None,
    )


def _comparisons(pack: Pack, results: Sequence[Result]) -> Mapping[str, tuple[Comparison, ...]]:
    """Compare by the Department for Education's definition, the published figures with the last year that is over."""
    found = {"research": compare(results)}
    over = [year for year in pack.years if year_end(year) <= day_of(pack.as_of)]
    if over:
        found["england"] = compare_with_england(results, over[-1])
    if over and pack.authority:
        found["authority"] = compare_with_own(results, over[-1], pack.authority.code)
    return found


def check_day(rows: Rows, day: int) -> int:
    """Return the day if the data cover it, else raise OutsideDataError."""
    if rows.data_from_day <= day <= rows.data_to_day:
        return day
    first, last = date_of(rows.data_from_day), date_of(rows.data_to_day)
    raise OutsideDataError(
        f"The figures cannot be for {date_of(day)}: the returns cover {first} to {last}; choose a day in between."
    )
