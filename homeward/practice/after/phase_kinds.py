"""The phases of a move home, in their order: family time, days, nights, a trial, and home."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class PhaseKind(StrEnum):
    """One phase; the order here is the order of a move."""

    FAMILY_TIME = "family_time"
    DAY = "day"
    OVERNIGHT = "overnight"
    TRIAL = "trial"
    HOME = "home"


PHASE_WORDS: Mapping[PhaseKind, str] = MappingProxyType(
    {
        PhaseKind.FAMILY_TIME: "Family time",
        PhaseKind.DAY: "Days at home",
        PhaseKind.OVERNIGHT: "Nights at home",
        PhaseKind.TRIAL: "A trial at home",
        PhaseKind.HOME: "Home",
    }
)
