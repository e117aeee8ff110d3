"""Finds how far across each member of a genogram stands: never too near the next, and near parents and children."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from homeward.charts.family_lines import FamilyLines

_ROUNDS = 40
Apart = Callable[[str, str], float]


def places_across(lines: FamilyLines, rows: Mapping[int, tuple[str, ...]], apart: Apart) -> dict[str, float]:
    """Return the middle of each member, from 0 at the left.

    `rows` are in order from left to right; `apart` says how far the middles of two neighbours are apart at least.
    """
    at = {each: place for row in rows.values() for each, place in zip(row, side_by_side(row, apart), strict=True)}
    levels = sorted(rows)
    for number in range(_ROUNDS):
        for level in levels if number % 2 else reversed(levels):
            wished = _wished(rows[level], lines, at, from_above=number % 2 == 1)
            at |= zip(rows[level], _kept_apart(rows[level], wished, apart), strict=True)
    left = min(at.values(), default=0.0)
    return {each: place - left for each, place in at.items()}


def side_by_side(row: Sequence[str], apart: Apart) -> list[float]:
    """Return places as near to each other as they may be, from 0 at the left."""
    places = [0.0] if row else []
    for one, other in pairwise(row):
        places.append(places[-1] + apart(one, other))
    return places


def _wished(row: Sequence[str], lines: FamilyLines, at: Mapping[str, float], *, from_above: bool) -> list[float]:
    """Return where each of a row would stand best: a whole sibship under its adults, adults over their children."""
    wishes: dict[str, list[float]] = {each: [] for each in row}
    for sibship in lines.sibships:
        own = [child for child, _ in sibship.children if lines.own_sibships[child] == sibship]
        if not sibship.adults or not own:
            continue
        move = fmean(at[each] for each in sibship.adults) - _middle([at[each] for each in own])
        movers, by = (own, move) if from_above else (sibship.adults, -move)
        for each in movers:
            if each in wishes:
                wishes[each].append(at[each] + by)
    return [fmean(wishes[each]) if wishes[each] else at[each] for each in row]


def _middle(places: Sequence[float]) -> float:
    return (min(places) + max(places)) / 2


def _kept_apart(row: Sequence[str], wished: Sequence[float], apart: Apart) -> list[float]:
    """Return the places nearest to the wished ones that keep the order and the distances.

    What is wished too near is pooled and placed at its mean (isotonic regression by pooling of neighbours).
    """
    offsets = side_by_side(row, apart)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            earlier, many = pools.pop()
            mean, count = (earlier * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    bases = [mean for mean, count in pools for _ in range(count)]
    return [base + offset for base, offset in zip(bases, offsets, strict=True)]
