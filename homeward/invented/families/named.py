"""Whom and what an invented record speaks of: persons, households and agencies that never were."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class InventedPerson:
    """Somebody who never was. `sex` is female, male or unknown; `ethnicity` the return's code or empty.

    `born_exactly` says how exactly the birth is known: day, month, year, estimated or unknown.
    """

    key: str
    given: str
    family: str
    sex: str
    born_on: date | None = None
    born_exactly: str = "unknown"
    died_on: date | None = None
    ethnicity: str = ""
    first_language: str = ""
    needs_interpreter: bool = False
    communication: str = ""

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True)
class InventedHousehold:
    """Where people live. The address may be a name only, and empty where it must not be written down."""

    key: str
    address: str
    postcode: str = ""
    phone: str = ""


@dataclass(frozen=True)
class InventedAgency:
    """A service that works with families; `kind` is council, health, education, police, charity or fostering."""

    key: str
    name: str
    kind: str
    phone: str = ""
