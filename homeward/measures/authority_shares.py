"""What every authority published about children who left care to go home, from one release, in one shape."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from homeward.evidence.authorities import authorities
from homeward.evidence.published import ENGLAND, NotPublishedError, england, for_authority, published_tables
from homeward.evidence.release import PublishedFigure, Symbol
from homeward.stats.funnel import Standing

Ask = Callable[..., PublishedFigure]
NOT_LISTED = "not in this release"
NOBODY = "nobody left care in the year"

_EXITS = "exits"


@dataclass(frozen=True)
class Compared:
    """What is compared: ways of leaving care, in words too, and the result and way of counting that has ours."""

    id: str
    title: str
    counts: str
    kinds: tuple[str, ...]
    result: str = ""
    beside: str = ""


OUT_OF = "children who left care in the year, each by the last time"
COMPARED = {
    each.id: each
    for each in (
        Compared(
            "returns_home",
            "Left care to go home",
            "went home to a parent or another person with parental responsibility, planned or not",
            ("return_home_planned", "return_home_unplanned"),
            "returns_home",
            "as_dfe",
        ),
        Compared(
            "returns_home_planned",
            "Left care to go home as planned",
            "went home to a parent or another person with parental responsibility, as the care plan foresaw",
            ("return_home_planned",),
        ),
    )
}
"""By id. Of planned returns many more authorities have a number than of both kinds together."""


@dataclass(frozen=True, kw_only=True)
class AuthorityShare:
    """One authority's count, out of how many, and where that stands; `england` is the code of all together.

    Without a share `why_not` says why. `standing` is beside the limits drawn, which allow for how much authorities
    differ anyway; `by_chance` beside those of chance alone. `rank` is that of a statistical neighbour of ours, 1 the
    nearest, or None.
    """

    code: str
    name: str
    numerator: int | None
    denominator: int | None
    why_not: str = ""
    standing: Standing | None = None
    by_chance: Standing | None = None
    rank: int | None = None
    is_chosen: bool = False
    is_ours: bool = False

    @property
    def share(self) -> float | None:
        """Return the share, from 0 to 1, or None."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


def years_published(compared: Compared) -> tuple[int, ...]:
    """Return the return years for which some release gives the measure by authority, in their order."""
    wanted = {"authority", "exit_kind"}
    tables = [
        table
        for _, table in published_tables(_EXITS)
        if set(table.keys) == wanted and any(compared.kinds[0] in row.names for row in table.rows)
    ]
    return tuple(sorted({year for table in tables for year in table.years}))


def release_of(compared: Compared, year: int) -> str:
    """Return the id of the latest release that gives the measure by authority for a return year.

    Raises NotPublishedError where none does.
    """
    for each in authorities():
        try:
            return for_authority(each.code, _EXITS, year, exit_kind=compared.kinds[0]).release_id
        except NotPublishedError:
            continue
    raise NotPublishedError(f"How children left care is not published by authority for {year}.")


def share_of_england(compared: Compared, year: int, release: str) -> AuthorityShare:
    """Return England's published share; raises NotPublishedError."""
    return _share(ENGLAND, "England", _cells(england, compared, year, release))


def share_of_every_authority(compared: Compared, year: int, release: str) -> tuple[AuthorityShare, ...]:
    """Return each authority's published share, in the order of department numbers; hidden ones say why they are."""
    found = []
    for each in authorities():
        try:
            cells = _cells(partial(for_authority, each.code), compared, year, release)
        except NotPublishedError:
            cells = ()
        found.append(_share(each.code, each.name, cells))
    return tuple(found)


def _cells(ask: Ask, compared: Compared, year: int, release: str) -> tuple[PublishedFigure, ...]:
    """Return the cell of all who left, and those of the ways compared."""
    parts = [ask(_EXITS, year, release=release, exit_kind=kind) for kind in compared.kinds]
    return (ask(_EXITS, year, release=release), *parts)


def _share(code: str, name: str, cells: Sequence[PublishedFigure]) -> AuthorityShare:
    if not cells:
        return AuthorityShare(code=code, name=name, numerator=None, denominator=None, why_not=NOT_LISTED)
    total, parts = cells[0], cells[1:]
    among = round(total.number) if total.is_number else None
    symbols = dict.fromkeys(cell.value.meaning for cell in cells if isinstance(cell.value, Symbol))
    if symbols:
        return AuthorityShare(code=code, name=name, numerator=None, denominator=among, why_not="; ".join(symbols))
    counted = round(sum(part.number for part in parts))
    return AuthorityShare(code=code, name=name, numerator=counted, denominator=among, why_not="" if among else NOBODY)
