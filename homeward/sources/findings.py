"""What was noticed while reading, in sentences that say what, where and what to do."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One thing noticed. `line` counts from 1 with the header as line 1; `value` is shown only inside the service.

    An error is a row or file that could not be used, a warning something that was repaired or set aside, a note
    something the reader should know.
    """

    severity: Severity
    rule: str
    file: str
    line: int | None
    column: str | None
    value: str | None
    sentence: str


@dataclass(frozen=True)
class Fate:
    """What became of the rows of one table; raises ValueError unless `read` is `used + repaired + set_aside`."""

    read: int
    used: int
    repaired: int
    set_aside: int

    def __post_init__(self) -> None:
        """Refuse a fate that does not add up."""
        if self.read != self.used + self.repaired + self.set_aside:
            raise ValueError(f"fates do not add up: {self}")


class SourceUnreadableError(Exception):
    """Nothing could be read. The message is one sentence, fit for the screen, that says what, where and what to do."""
