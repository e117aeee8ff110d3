"""Who the children are: ages, agreements, unaccompanied children and more, ours beside neighbours and England.

Authorities look after different children, so that shares of those who went home differ without anybody having done
anything differently. These figures stand beside every comparison for that reason. What a release on the shelf of
published figures gives by authority is found here as soon as its file lies there: children looked after by `authority`
and `age_band`, or by `authority` and `legal_status`, in the words of England's tables, with the totals by `authority`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Literal

from homeward.evidence.published import NotPublishedError, england, for_authority
from homeward.evidence.release import PublishedFigure
from homeward.measures.comparison import row_of
from homeward.measures.result import Result, ResultRow

YEARS_BACK = 2
"""Where others' figures of the year asked for are not published, those of up to so many years before it stand in."""

Ask = Callable[..., PublishedFigure]
_Groups = tuple[Mapping[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class MixFigure:
    """One figure about who the children are: a share from 0 to 1, or children for every 10,000 as `unit` says.

    `ours` is None where there is none, and `is_hidden` says that it is withheld. `ours_from` says in words how and over
    which days it was counted, or that it is as published. `is_published` says whether any release held here gives the
    figure by authority. `others` is the median of the `told` of the `out_of` chosen authorities that have a number;
    None where half of them or more have none, as small numbers are hidden and the rest would mislead. `england` is None
    where nothing is published. `year` is the return year of both, `release_id` the release of England's figure, or of
    the others' where there is none of England.
    """

    id: str
    counts: str
    unit: Literal["share", "per 10,000"]
    year: int
    ours: float | None
    ours_from: str
    is_hidden: bool
    others: float | None
    is_published: bool
    told: int
    out_of: int
    england: float | None
    release_id: str


@dataclass(frozen=True)
class _Mix:
    """What to look up: groups of a published figure out of its total (or all but them), and where ours is counted.

    `result` and `beside` name our result and the way of counting; `beside_year` a way of counting whose row of the
    year is taken out of the result's own. Without groups the figure itself is the value.
    """

    id: str
    counts: str
    measure: str
    groups: _Groups = ()
    is_rest: bool = False
    result: str = ""
    beside: str = ""
    beside_year: str = ""


def _aged(identity: str, words: str, *bands: str) -> _Mix:
    groups = tuple({"age_band": band} for band in bands)
    return _Mix(identity, f"Looked after on 31 March: aged {words}", "looked_after", groups, result="looked_after")


def _kinds(*kinds: str) -> _Groups:
    return tuple({"exit_kind": kind} for kind in kinds)


_GROWN_UP = ("independent_living_with_support", "independent_living_without_support", "stayed_with_carers")
_MIXES = (
    _aged("aged_under_5", "under 5", "0", "1-4"),
    _aged("aged_5_to_9", "5 to 9", "5-9"),
    _aged("aged_10_to_15", "10 to 15", "10-15"),
    _aged("aged_16_and_over", "16 and over", "16+"),
    _Mix(
        "section_20",
        "Looked after on 31 March: by agreement (section 20)",
        "looked_after",
        ({"legal_status": "section_20"},),
        result="looked_after",
    ),
    _Mix(
        "left_unaccompanied",
        "Left care in the year: had come to the country unaccompanied",
        "exits",
        ({"unaccompanied": "no"},),
        is_rest=True,
        result="exits",
        beside="as_dfe",
    ),
    _Mix(
        "left_grown_up",
        "Left care in the year: grew up (independent living, stayed with the carers, or adult services)",
        "exits",
        _kinds(*_GROWN_UP, "adult_services"),
        result="exits",
        beside_year="grown_up",
    ),
    _Mix(
        "left_to_other_authority",
        "Left care in the year: another authority took over",
        "exits",
        _kinds("other_authority"),
    ),
    _Mix("per_10000", "Looked after on 31 March, for every 10,000 children under 18", "looked_after_per_10000"),
)


def mix_of_children(results: Sequence[Result], code: str, year: int, others: Sequence[str]) -> tuple[MixFigure, ...]:
    """Return who our children are, and those of the other authorities (codes) and England, for a return year.

    Ours is counted from `results` where they have it, else it is what is published of the authority `code`. Our ages
    and legal statuses are those of all 31 Marches read, as they are not counted by year. Raises UnknownAuthorityError.
    """
    by_id = {result.id: result for result in results}
    return tuple(_figure(by_id, mix, code, year, others) for mix in _MIXES)


def _figure(by_id: Mapping[str, Result], mix: _Mix, code: str, year: int, others: Sequence[str]) -> MixFigure:
    found_in, found = _of_others(mix, year, others)
    of_england = _published(england, mix, found_in)
    counted, counted_from, is_hidden = _counted(by_id, mix, year)
    published = _published(partial(for_authority, code), mix, found_in) if counted is None else None
    values = [value for value, _ in found if value is not None]
    sources = ([of_england] if of_england else []) + found
    return MixFigure(
        id=mix.id,
        counts=mix.counts,
        unit="share" if mix.groups else "per 10,000",
        year=found_in,
        ours=published[0] if published else counted,
        ours_from=f"as published, {found_in}" if published and published[0] is not None else counted_from,
        is_hidden=is_hidden and not (published and published[0] is not None),
        others=median(values) if 2 * len(values) > len(others) else None,
        is_published=bool(found),
        told=len(values),
        out_of=len(others),
        england=of_england[0] if of_england else None,
        release_id=sources[0][1] if sources else "",
    )


def _of_others(mix: _Mix, year: int, others: Sequence[str]) -> tuple[int, list[tuple[float | None, str]]]:
    """Return the latest year that is near enough and published by authority, and its figures; else the year itself."""
    for earlier in range(YEARS_BACK + 1):
        found = [_published(partial(for_authority, each), mix, year - earlier) for each in others]
        if any(found):
            return year - earlier, [each for each in found if each]
    return year, []


def _published(ask: Ask, mix: _Mix, year: int) -> tuple[float | None, str] | None:
    """Return a published figure and its release; its value is None where a cell is hidden, and all where none is."""
    try:
        if not mix.groups:
            figure = ask(mix.measure, year)
            return (figure.number if figure.is_number else None), figure.release_id
        first = ask(mix.measure, year, **mix.groups[0])
        rest = [ask(mix.measure, year, release=first.release_id, **group) for group in mix.groups[1:]]
        total = ask(mix.measure, year, release=first.release_id)
    except NotPublishedError:
        return None
    cells = (total, first, *rest)
    if not all(cell.is_number for cell in cells) or not total.number:
        return None, first.release_id
    share = sum(cell.number for cell in cells[1:]) / total.number
    return (1 - share if mix.is_rest else share), first.release_id


def _counted(by_id: Mapping[str, Result], mix: _Mix, year: int) -> tuple[float | None, str, bool]:
    """Return our own share, how it was counted, and whether it is hidden."""
    result = by_id.get(mix.result)
    if mix.beside_year:
        of_year = {"year": str(year)}
        parts = [row_of(result, of_year, mix.beside_year)]
        total, words = row_of(result, of_year), f"counted here, {year}"
    else:
        parts = [row_of(result, dict(group), mix.beside) for group in mix.groups]
        total, words = row_of(result, {}, mix.beside), f"counted here, {_years(result)}"
    rows = [row for row in (total, *parts) if row is not None]
    if any(row.suppressed for row in rows):
        return None, words, True
    if len(rows) < 1 + len(parts) or not parts or total is None or not total.numerator:
        return None, "", False
    share = sum(row.numerator or 0 for row in rows[1:]) / total.numerator
    return (1 - share if mix.is_rest else share), words, False


def _years(result: Result | None) -> str:
    years = sorted(_year(row) for row in (result.rows if result else ()) if set(row.group) == {"year"})
    if not years:
        return "all years together"
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]} together"


def _year(row: ResultRow) -> int:
    return int(row.group["year"])
