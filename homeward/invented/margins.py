"""What an invented council assumes where nothing is published, read from one table, and how shares are drawn."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
"""Day numbers, counts of days, or places in another array; one for each child, period or episode."""

Texts = NDArray[np.str_]
"""Codes, one for each child, period or episode."""

Flags = NDArray[np.bool_]
"""Yes or no, one for each child, period or episode."""

Numbers = NDArray[np.float64]
"""Amounts, one for each child, period or episode."""

YEAR_DAYS = 365.25

MARGINS: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("margins.toml").read_text(encoding="utf-8"))
"""The assumptions, by section of margins.toml."""


def pick(generator: np.random.Generator, table: Mapping[str, float], codes: Sequence[str], number: int) -> Days:
    """Draw that many places in `codes`, each as likely as its share in the table asks."""
    return pick_by(generator, {"": table}, codes, np.zeros(number, dtype=np.int64))


def pick_by(
    generator: np.random.Generator, tables: Mapping[str, Mapping[str, float]], codes: Sequence[str], which: Days
) -> Days:
    """Draw places in `codes`, one for each element of `which`, the place of its table among the tables.

    Raises ValueError where a table names a code that is not among the codes.
    """
    names = list(dict.fromkeys(name for table in tables.values() for name in table))
    places = np.array([list(codes).index(name) for name in names])
    shares = np.array([[table.get(name, 0.0) for name in names] for table in tables.values()])
    steps = np.cumsum(shares / shares.sum(axis=1, keepdims=True), axis=1)
    drawn = generator.random(len(which))
    taken = np.zeros(len(which), dtype=np.int64)
    for step in range(len(names) - 1):
        taken += drawn >= steps[:, step][which]
    # Rounding may leave the last step a hair under 1 where the table's last codes have no share.
    last = np.array([np.flatnonzero(row)[-1] for row in shares])
    drawn_places: Days = places[np.minimum(taken, last[which])]
    return drawn_places


def band_of(age_days: Days, names: Sequence[str]) -> Days:
    """Return for each age in days the place of its band among bands named by the year of age at which they start."""
    return np.searchsorted([int(name) * YEAR_DAYS for name in names], age_days, side="right") - 1


def lognormal(generator: np.random.Generator, medians: Numbers, spreads: Numbers) -> Days:
    """Draw whole days, at least 1, from log-normal times given by median (days) and spread of the logarithm."""
    drawn = medians * np.exp(spreads * generator.standard_normal(len(medians)))
    return np.maximum(1, np.minimum(drawn, 20 * YEAR_DAYS)).astype(np.int64)
