"""Values that change behind one's back."""

from dataclasses import dataclass


@dataclass
class Loose:
    """Can be changed."""

    number: int


@dataclass(frozen=True)
class Firm:
    """Cannot be changed."""

    number: int
