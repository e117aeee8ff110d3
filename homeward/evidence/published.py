"""Looks up published figures: for England or an authority, a year and a group, always from one named release."""

from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from homeward.evidence.authorities import authorities, authority
from homeward.evidence.release import NotANumberError, PublishedFigure, PublishedTable, Release
from homeward.evidence.releases import release as release_by_id
from homeward.evidence.releases import releases

ENGLAND = "england"
_Key = tuple[str, frozenset[tuple[str, str]]]


class NotPublishedError(LookupError):
    """No release on the shelf has a cell for what was asked: other than a cell that is there and hidden."""


def england(measure: str, year: int, release: str = "", **group: str) -> PublishedFigure:
    """Return England's figure for a return year and a group (`sex="female"`; none for the total).

    The latest release that has the cell answers, or the one whose id is given; the figure says which. Figures of
    different releases must not be divided by each other: back years are revised. Raises NotPublishedError.
    """
    return _figure(measure, ENGLAND, year, group, release)


def for_authority(code: str, measure: str, year: int, release: str = "", **group: str) -> PublishedFigure:
    """Return an authority's figure as `england` does; `code` as in `authority`.

    Raises UnknownAuthorityError and NotPublishedError. A hidden cell is a figure whose value is a symbol.
    """
    return _figure(measure, authority(code).code, year, group, release)


def every_authority(measure: str, year: int, release: str = "", **group: str) -> tuple[PublishedFigure, ...]:
    """Return the figure of each of the authorities, as a funnel needs them, in the order of department numbers.

    Hidden cells are among them, as symbols. Raises NotPublishedError where the figure is published for none.
    """
    return tuple(_figure(measure, each.code, year, group, release) for each in authorities())


def over_the_years(measure: str, area: str = ENGLAND, release: str = "", **group: str) -> tuple[PublishedFigure, ...]:
    """Return the figures of a measure for every year published, oldest first; for each year the latest release.

    Where `release_id` changes from one year to the next the series is broken: draw the break.
    Raises NotPublishedError where there is none.
    """
    latest = {each.year: each for each in reversed(_held(measure, area, group, release))}
    return tuple(latest[year] for year in sorted(latest))


def share_of_total(figure: PublishedFigure) -> float:
    """Return a group's share, from 0 to 1, of the total of the same measure, area, year and release.

    Worked out here from rounded counts, so say so where it is shown. Raises NotANumberError where either cell is
    hidden or the total is zero, and NotPublishedError where the release does not give the total.
    """
    total = _figure(figure.measure, figure.area, figure.year, {}, figure.release_id)
    if total.number == 0:
        raise NotANumberError("There is no share: the published total is zero.")
    return figure.number / total.number


def published_tables(measure: str) -> tuple[tuple[Release, PublishedTable], ...]:
    """Return the tables that hold a measure, with their releases, the latest first; empty where none is held.

    A table says how it counts and what it may be compared with.
    """
    return tuple((each, table) for each in releases() for table in each.tables if table.measure == measure)


def _figure(measure: str, area: str, year: int, group: dict[str, str], release: str) -> PublishedFigure:
    for each in _held(measure, area, group, release):
        if each.year == year:
            return each
    raise NotPublishedError(f"No published figure “{measure}” is held for {area} and {year} in the group asked for.")


def _held(measure: str, area: str, group: dict[str, str], release: str) -> list[PublishedFigure]:
    """Return the figures held, of the latest release first; NotPublishedError where there is none."""
    if release:
        release_by_id(release)
    held = _index(measure, area == ENGLAND).get((area, frozenset(group.items())), [])
    held = [each for each in held if release in ("", each.release_id)]
    if not held:
        raise NotPublishedError(f"No published figure “{measure}” is held for {area} in the group asked for.")
    return held


@cache
def _index(measure: str, is_national: bool) -> dict[_Key, list[PublishedFigure]]:
    """Return a measure's figures for England, or for authorities: of the latter there are a hundred times as many."""
    index: dict[_Key, list[PublishedFigure]] = {}
    for each, table in published_tables(measure):
        if ("authority" not in table.keys) != is_national:
            continue
        for figure in _figures_of(each, table):
            index.setdefault((figure.area, frozenset(figure.group.items())), []).append(figure)
    return index


def _figures_of(release: Release, table: PublishedTable) -> Iterator[PublishedFigure]:
    """Give every cell of a table as a figure of its own."""
    for row in table.rows:
        group = dict(zip(table.keys, row.names, strict=True))
        area = group.pop("authority", ENGLAND)
        shown = MappingProxyType(group)
        for year, value in zip(table.years, row.cells, strict=True):
            yield PublishedFigure(
                measure=table.measure,
                area=area,
                year=year,
                group=shown,
                value=value,
                unit=table.unit,
                rounded_to=table.rounded_to,
                counting=table.counting,
                release_id=release.id,
            )
