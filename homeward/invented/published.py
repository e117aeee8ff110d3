"""Which published margins an invented council is to meet, read from the shelf of published figures."""

from dataclasses import dataclass
from functools import cache

from homeward.evidence.published import over_the_years, published_tables
from homeward.evidence.release import NotANumberError, PublishedFigure
from homeward.evidence.shelf import research_finding

_GROUPINGS = (
    ("looked_after", ("age_band", "legal_status", "need", "placement", "unaccompanied")),
    ("started", ("age_band", "legal_status", "need", "placement")),
    ("exits", ("age_band", "exit_kind", "time_in_care", "legal_status")),
)
"""The measures and groupings that careers are drawn to meet. Sex and ethnicity are given to children afterwards."""

_RE_ENTRY = "re_entry_england_2014_2020"

TOTAL = ("total", "all")
"""The grouping and group of a measure's total."""


@dataclass(frozen=True)
class Target:
    """A published share that careers are to meet: `of` is the measure it is a share of, `share` is from 0 to 1."""

    measure: str
    grouping: str
    group: str
    share: float
    of: str
    year: int | None = None

    @property
    def name(self) -> str:
        """Return the target's name, as `tilts.toml` writes it."""
        return f"{self.measure} {self.grouping} {self.group}"


def latest(measure: str, **group: str) -> PublishedFigure:
    """Return England's figure for the latest year published. Raises NotPublishedError where there is none."""
    return over_the_years(measure, **group)[-1]


def share_of(figure: PublishedFigure) -> float:
    """Return a figure's share, from 0 to 1, of the sum of its own table's groups, so that shares add up to one."""
    others = [
        latest(figure.measure, **{key: group}) for key in figure.group for group in groups_of(figure.measure, key)
    ]
    return figure.number / sum(other.number for other in others if other.is_number)


@cache
def groups_of(measure: str, grouping: str) -> tuple[str, ...]:
    """Return the groups of a measure whose latest figure is published as a number, in the order of the table."""
    tables = [table for _, table in published_tables(measure) if table.keys == (grouping,)]
    names = dict.fromkeys(row.names[0] for table in tables[:1] for row in table.rows)
    return tuple(name for name in names if latest(measure, **{grouping: name}).is_number)


@cache
def targets() -> tuple[Target, ...]:
    """Return every share that careers are to meet. Raises NotANumberError where a needed figure is hidden."""
    found: list[Target] = []
    for measure, groupings in _GROUPINGS:
        for grouping in groupings:
            for group in groups_of(measure, grouping):
                figure = latest(measure, **{grouping: group})
                if figure.number > 0:
                    found.append(Target(measure, grouping, group, share_of(figure), measure, figure.year))
    return (*found, _flow(*TOTAL), _flow("unaccompanied", "yes"), _three_or_more(), *_re_entry())


def _flow(grouping: str, group: str) -> Target:
    """Return how many come and go in a year for each child in care.

    It is the mean of starts and exits: they differ in England, and cannot where every year is like the last.
    """
    by = {} if grouping == TOTAL[0] else {grouping: group}
    share = (latest("started", **by).number + latest("exits", **by).number) / 2 / latest("looked_after").number
    return Target("flow", grouping, group, share, "looked_after", latest("looked_after").year)


def _three_or_more() -> Target:
    figure, stock = latest("with_three_or_more_placements"), latest("looked_after")
    return Target("with_three_or_more_placements", *TOTAL, figure.number / stock.number, "looked_after", figure.year)


def _re_entry() -> list[Target]:
    """Return the shares of returns home that ended in care again, from the finding about England."""
    figures = research_finding(_RE_ENTRY).figures
    shares = {figure.after_months: figure.value / 100 for figure in figures if figure.unit == "percent"}
    if set(shares) != {3, 12, 72}:
        raise NotANumberError(f"The finding {_RE_ENTRY} no longer has its figures for 3, 12 and 72 months.")
    return [Target("re_entry", "months", str(months), share, "returns_home") for months, share in shares.items()]
