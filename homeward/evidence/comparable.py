"""Whether a figure from elsewhere may stand beside one of ours, and why or why not."""

from dataclasses import dataclass
from enum import StrEnum


class Agreement(StrEnum):
    """How far two definitions count the same thing."""

    YES = "yes"
    ROUGHLY = "roughly"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Comparable:
    """One of our measures, how far its definition agrees with a figure from elsewhere, and the reason in a sentence.

    `measure` is the id of a measure, or empty where none of ours counts anything like it; then `agreement` is no.
    Raises ValueError where the reason is blank, or agreement is claimed with no measure.
    """

    measure: str = ""
    agreement: Agreement
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("whether figures can be compared needs its reason.")
        if not self.measure and self.agreement is not Agreement.NO:
            raise ValueError("a figure that can be compared names the measure it can be compared with.")
