"""What the Department for Education has published of an authority, as results that were shared before ours."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from homeward.evidence.published import NotPublishedError, for_authority
from homeward.measures.result import Beside, Result, ResultRow

_RETURNS_HOME, _AS_DFE, _EXITS = "returns_home", "as_dfe", "exits"
_KINDS = ("return_home_planned", "return_home_unplanned")


def already_public(results: Sequence[Result], code: str) -> tuple[Result, ...]:
    """Return what anybody may lay beside our returns home counted as the Department counts them.

    It publishes planned and unplanned returns of an authority apart, and hides the small one of the two; we count both
    together. Where one published taken from ours would leave 1 to 5, ours gives the hidden one away: given to
    `suppress` as published before, that year is hidden. `code` as in `authority`; raises UnknownAuthorityError.
    """
    ours = next((each for each in results if each.id == _RETURNS_HOME), None)
    way = next((each for each in ours.beside if each.id == _AS_DFE), None) if ours else None
    if ours is None or way is None:
        return ()
    years = [row.group["year"] for row in way.rows if set(row.group) == {"year"}]
    tables = [tuple(_rows(code, kind, years)) for kind in _KINDS]
    return tuple(replace(ours, rows=(), beside=(Beside(way.id, way.label, rows),)) for rows in tables if rows)


def _rows(code: str, kind: str, years: Sequence[str]) -> Iterator[ResultRow]:
    for year in years:
        try:
            figure = for_authority(code, _EXITS, int(year), exit_kind=kind)
        except NotPublishedError:
            continue
        if figure.is_number:
            yield ResultRow({"year": year}, int(figure.number), None, float(figure.number))
