"""Beside others: the share who left care to go home in every authority, ours among them, and what chance explains.

Nobody is ranked here. Shares of authorities differ by chance, by who their children are, and by what people do; a
funnel tells the first from the rest and no more, so `mix_of_children` always stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from homeward.evidence.authorities import authority, neighbours
from homeward.evidence.release import Release
from homeward.evidence.releases import release as release_by_id
from homeward.measures.authority_shares import (
    COMPARED,
    NOBODY,
    OUT_OF,
    AuthorityShare,
    Compared,
    release_of,
    share_of_england,
    share_of_every_authority,
    years_published,
)
from homeward.measures.comparison import row_of
from homeward.measures.mix_of_children import MixFigure, mix_of_children
from homeward.measures.reading_a_funnel import Reading, notes_of, read_ours
from homeward.measures.result import Result, ResultRow
from homeward.stats.funnel import INNER_LEVEL, OUTER_LEVEL, funnel, funnel_limits

MEASURES = tuple(COMPARED)
"""What can be compared."""

_POINTS_ON_A_LIMIT = 80
_HIDDEN_HERE = "hidden: small numbers"
_NOT_COMPLETE = "the year is not complete in our returns yet"


@dataclass(frozen=True)
class LimitsAt:
    """The limits of the funnel, as shares from 0 to 1, for an authority that so many children left."""

    size: int
    low_998: float
    low_95: float
    high_95: float
    high_998: float


@dataclass(frozen=True, kw_only=True)
class BesideOthers:
    """A measure of ours beside the same of every authority, for one return year and from one release.

    `authorities` are all, in the order of department numbers, ours among them as published. `counted` is ours as
    counted from our own returns in the same way, or None where that is not done. `limits` ascend in size; they allow
    for a standard deviation of `between` (a share) that authorities differ by beyond chance. `reading` and `verdict`
    are about `counted`, or about ours as published where that cannot be judged. `notes` belong on the page.
    """

    measure: str
    title: str
    counts: str
    out_of: str
    year: int
    release: Release
    authorities: tuple[AuthorityShare, ...]
    england: AuthorityShare
    counted: AuthorityShare | None
    limits: tuple[LimitsAt, ...]
    between: float
    mix: tuple[MixFigure, ...]
    reading: Reading
    verdict: str
    notes: tuple[str, ...]

    @property
    def published(self) -> AuthorityShare:
        """Return ours as published."""
        return next(each for each in self.authorities if each.is_ours)

    @property
    def chosen(self) -> tuple[AuthorityShare, ...]:
        """Return those chosen to stand out, statistical neighbours first and in their order."""
        last = len(self.authorities)
        return tuple(sorted((each for each in self.authorities if each.is_chosen), key=lambda each: each.rank or last))

    @property
    def is_beside_neighbours(self) -> bool:
        """Return whether those chosen are exactly the statistical neighbours."""
        return all(each.is_chosen == (each.rank is not None) for each in self.authorities)


def beside_others(
    results: Sequence[Result],
    code: str,
    *,
    year: int | None = None,
    chosen: Sequence[str] = (),
    measure: str = "returns_home",
) -> BesideOthers:
    """Put a measure (one of `MEASURES`) of the authority `code` beside that of every other, for a return year.

    Without `year`: the latest published one for which `results` have a complete figure, else the latest published.
    `chosen` are codes of the authorities to stand out, the ten statistical neighbours unless given. Results of which
    small numbers are hidden are welcome: a hidden figure of ours is told apart and not judged. Results narrowed to the
    year give ages and legal statuses of that year; never give results narrowed to some children, as others' are of all.
    Raises UnknownAuthorityError, NotPublishedError where the year is not published, and KeyError for no such measure.
    """
    compared, own = COMPARED[measure], authority(code).code
    result = next((each for each in results if each.id == compared.result), None)
    year = year or _latest_year(result, compared)
    source = release_by_id(release_of(compared, year))
    england = share_of_england(compared, year, source.id)
    marked = _marked(share_of_every_authority(compared, year, source.id), own, chosen)
    judged, between = _judge(marked, england)
    counted = _judge_ours(_ours(result, compared, year, judged), marked, england)
    mix = mix_of_children(results, own, year, [each.code for each in judged if each.is_chosen])
    reading, verdict = read_ours(counted, judged)
    return BesideOthers(
        measure=compared.id,
        title=compared.title,
        counts=compared.counts,
        out_of=OUT_OF,
        year=year,
        release=source,
        authorities=judged,
        england=england,
        counted=counted,
        limits=_limits([*judged, *([counted] if counted else [])], england, between),
        between=between,
        mix=mix,
        reading=reading,
        verdict=verdict,
        notes=notes_of(judged, mix, between, source),
    )


def _latest_year(result: Result | None, compared: Compared) -> int:
    """Return the latest published year that our own returns cover whole, else the latest published."""
    years = years_published(compared)
    rows = {year: row_of(result, {"year": str(year)}, compared.beside) for year in years}
    return max((year for year, row in rows.items() if row and row.complete), default=years[-1])


def _marked(shares: Sequence[AuthorityShare], own: str, chosen: Sequence[str]) -> tuple[AuthorityShare, ...]:
    """Mark ours, the statistical neighbours, and those to stand out."""
    rank = {each.authority.code: each.rank for each in neighbours(own)}
    stand_out = {authority(each).code for each in chosen} - {own} or set(rank)
    return tuple(
        replace(each, rank=rank.get(each.code), is_chosen=each.code in stand_out, is_ours=each.code == own)
        for each in shares
    )


def _judge(shares: Sequence[AuthorityShare], england: AuthorityShare) -> tuple[tuple[AuthorityShare, ...], float]:
    """Say where each authority with a number stands beside England, and by how much they differ beyond chance."""
    told = [each for each in shares if each.share is not None]
    counts = [each.numerator for each in told], [each.denominator for each in told]
    usual = funnel(*counts, england.share)
    chance = funnel(*counts, england.share, allow_for_spread=False)
    if usual is None or chance is None:
        return tuple(shares), 0.0
    standing = {
        each.code: (at, by_chance) for each, at, by_chance in zip(told, usual.standing, chance.standing, strict=True)
    }
    judged = (
        replace(each, standing=standing[each.code][0], by_chance=standing[each.code][1])
        if each.code in standing
        else each
        for each in shares
    )
    return tuple(judged), usual.spread.between if usual.spread else 0.0


def _ours(
    result: Result | None, compared: Compared, year: int, judged: Sequence[AuthorityShare]
) -> AuthorityShare | None:
    """Return ours as counted from our own returns, not judged yet; None where it is not counted in the same way."""
    row = row_of(result, {"year": str(year)}, compared.beside) if compared.result else None
    if row is None:
        return None
    published = next(each for each in judged if each.is_ours)
    why_not = _why_not(row)
    return replace(
        published,
        numerator=None if why_not else row.numerator,
        denominator=None if why_not else row.denominator,
        why_not=why_not,
        standing=None,
        by_chance=None,
    )


def _why_not(row: ResultRow) -> str:
    if row.suppressed:
        return _HIDDEN_HERE
    if not row.complete:
        return _NOT_COMPLETE
    return "" if row.denominator else NOBODY


def _judge_ours(
    counted: AuthorityShare | None, shares: Sequence[AuthorityShare], england: AuthorityShare
) -> AuthorityShare | None:
    """Judge ours as counted here in the place of what is published of us, beside all the others."""
    if counted is None or counted.share is None:
        return counted
    return _judge([*(each for each in shares if not each.is_ours), counted], england)[0][-1]


def _limits(shares: Sequence[AuthorityShare], england: AuthorityShare, between: float) -> tuple[LimitsAt, ...]:
    """Return the limits for sizes from the smallest to the largest authority shown, evenly spaced in their ratio."""
    sizes = [each.denominator for each in shares if each.share is not None and each.denominator]
    if not sizes or england.share is None:
        return ()
    spaced = np.unique(np.rint(np.geomspace(min(sizes), max(sizes), _POINTS_ON_A_LIMIT)).astype(int))
    inner, outer = (
        funnel_limits(england.share, spaced, level, between=between) for level in (INNER_LEVEL, OUTER_LEVEL)
    )
    columns = (spaced, outer.low, inner.low, inner.high, outer.high)
    return tuple(LimitsAt(int(size), *map(float, ends)) for size, *ends in zip(*columns, strict=True))
