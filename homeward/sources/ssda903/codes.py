"""The codes of the return in plain words, with the years in which each is good and what each end of care means."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Code:
    """One code of one column. Years are return years (the year of the 31 March), both included; empty means no limit.

    `exit_kind` is set for REC only: what kind of end of care the code records. `became` names the codes that took its
    place: from one return to the next, old and new tell the same fact. `meaning` is empty where no label is known.
    """

    code: str
    meaning: str = ""
    from_year: int | None = None
    to_year: int | None = None
    exit_kind: str | None = None
    became: tuple[str, ...] = ()

    def is_valid_in(self, year: int) -> bool:
        """Say whether a return of this year may hold the code."""
        return (self.from_year or year) <= year <= (self.to_year or year)


def _load() -> Mapping[str, Mapping[str, Code]]:
    document: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(
        files(__package__).joinpath("codes.toml").read_text(encoding="utf-8")
    )
    return MappingProxyType(
        {
            column: MappingProxyType({code: _code(code, entry) for code, entry in entries.items()})
            for column, entries in document.items()
        }
    )


def _code(code: str, entry: Mapping[str, Any]) -> Code:
    return Code(code, **{**entry, "became": tuple(entry.get("became", ()))})


CODES: Mapping[str, Mapping[str, Code]] = _load()
"""Every code set, by column name, then by code."""

RNE = CODES["RNE"]
LS = CODES["LS"]
CIN = CODES["CIN"]
PLACE = CODES["PLACE"]
PLACE_PROVIDER = CODES["PLACE_PROVIDER"]
REC = CODES["REC"]
SEX = CODES["SEX"]
ETHNIC = CODES["ETHNIC"]
REASON_PLACE_CHANGE = CODES["REASON_PLACE_CHANGE"]

CONTINUES = "X1"
"""The REC that says care goes on in another episode the same day."""

STARTED = "S"
"""The RNE that says care began."""

RESPITE = ("V3", "V4")
"""The legal statuses of short breaks, which are no period of care."""

exit_kind_of: Mapping[str, str] = MappingProxyType(
    {code.code: code.exit_kind for code in REC.values() if code.exit_kind is not None}
)
"""The kind of exit that each REC records. A code that no list knows is absent: ask with a default."""


def valid_codes(column: str, year: int) -> tuple[str, ...]:
    """Return the codes of a column that a return of this year may hold, in the order of the list.

    Raises KeyError for a column without a code set.
    """
    return tuple(code.code for code in CODES[column].values() if code.is_valid_in(year))
