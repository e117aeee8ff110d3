"""How often things happen in an invented council, read from one table of shares with their source."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
"""Day numbers, or counts of days, one for each child, period or episode."""

Texts = NDArray[np.str_]
"""Codes, one for each child, period or episode."""

Flags = NDArray[np.bool_]
"""Yes or no, one for each child, period or episode."""

MARGINS: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("margins.toml").read_text(encoding="utf-8"))
"""The shares, by section of margins.toml."""


def choose(
    generator: np.random.Generator, choices: Mapping[str, float], number: int, allowed: Sequence[str] | None = None
) -> Texts:
    """Draw so that each choice comes as near its share as the number lets it, in random order.

    `allowed` leaves out the other choices. Raises ValueError when none is left.
    """
    open_to = [name for name in choices if allowed is None or name in allowed]
    if not open_to:
        raise ValueError("nothing to choose from")
    return np.array(open_to)[spread_out(generator, [choices[name] for name in open_to], number)]


def spread_out(generator: np.random.Generator, shares: Sequence[float], number: int) -> Days:
    """Return that many positions among the shares, each as often as its share asks, in random order."""
    steps = np.cumsum(np.asarray(shares, dtype=float) / sum(shares))
    points = (np.arange(number) + generator.random()) / max(number, 1)
    places = np.minimum(np.searchsorted(steps, points, side="right"), len(shares) - 1)
    return generator.permutation(places).astype(np.int64)


def band_of(years: Days, section: str) -> Texts:
    """Return the band of a section ("exits", "places") that each age in whole years falls in, named by its start."""
    starts = sorted(int(name) for name in MARGINS[section])
    return np.array([str(start) for start in starts])[np.searchsorted(starts, years, side="right") - 1]
