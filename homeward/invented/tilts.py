"""The calibration of invented careers: how much more or less often each kind is drawn, as `calibrate` worked it out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from homeward.invented.contributions import groups
from homeward.invented.margins import Numbers


@dataclass(frozen=True)
class Calibration:
    """The tilt of each group, and what a calibrated career comes to: days in care, and days from first to last.

    `normaliser` is the logarithm of the mean weight before it is taken out.
    """

    tilts: Numbers
    normaliser: float
    days_in_care: float
    days_spanned: float


@cache
def calibration() -> Calibration:
    """Return what was worked out by `calibrate`; groups that have no tilt yet are taken as they come."""
    text = files(__package__).joinpath("tilts.toml").read_text(encoding="utf-8")
    given: Mapping[str, Any] = tomllib.loads(text)
    tilts = np.array([given["tilts"].get(" ".join(group), 0.0) for group in groups()])
    return Calibration(tilts, given["normaliser"], given["days_in_care"], given["days_spanned"])
