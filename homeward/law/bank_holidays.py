"""Which days are bank holidays in each nation: the regular ones by rule, and known changes, each with its source."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import holidays

from homeward.law.entry import checked_entry
from homeward.law.nation import Nation

# Without its subdivision the library leaves out Easter Monday and the August holiday: never ask for "GB" alone.
_SUBDIVISIONS = {Nation.ENGLAND: "ENG", Nation.WALES: "WLS", Nation.SCOTLAND: "SCT", Nation.NORTHERN_IRELAND: "NIR"}
_FILE = "working_days.toml"


@dataclass(frozen=True, kw_only=True)
class HolidayChange:
    """One day that became a bank holiday, or stopped being one, by a decision that the library does not know."""

    nation: Nation
    on: date
    is_holiday: bool
    title: str
    reference: str
    checked_on: date

    def __post_init__(self) -> None:
        if not self.reference.startswith("https://"):
            raise ValueError("a change needs a reference: the address that announces it, beginning with https://.")


@cache
def bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """Return the bank holidays of a nation in a calendar year, Good Friday and Christmas Day among them.

    Days at weekends may be in the set; no caller needs them. Source: the `holidays` library, and then the changes in
    `working_days.toml`. The library knows past one-off holidays (2 and 3 June and 19 September 2022, 8 May 2023) but no
    future ones: until a newly announced holiday is added to the table, days after it are counted without it.

    Raises ValueError for a year that the library cannot answer for.
    """
    known = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year)
    if not known.start_year <= year <= known.end_year:
        span = f"the years {known.start_year} to {known.end_year}"
        raise ValueError(f"Bank holidays are known for {span} only: check the year of the date.")
    return changed(known, (change for change in _changes() if change.nation is nation and change.on.year == year))


def changed(days: Iterable[date], changes: Iterable[HolidayChange]) -> frozenset[date]:
    """Return the holidays `days` with the changes applied in their order."""
    result = set(days)
    for change in changes:
        (result.add if change.is_holiday else result.discard)(change.on)
    return frozenset(result)


def read_changes(text: str) -> tuple[HolidayChange, ...]:
    """Read changes to bank holidays from TOML text: one `[[change]]` table a nation and day, as `HolidayChange` has it.

    Raises ValueError, naming the entry by its number, where a key is missing, unknown or not of its type.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{_FILE}: {error}") from error
    entries = table.pop("change", [])
    if table or not isinstance(entries, list):
        raise ValueError(f"{_FILE}: only [[change]] tables belong here.")
    return tuple(_read_change(number, entry) for number, entry in enumerate(entries, start=1))


@cache
def _changes() -> tuple[HolidayChange, ...]:
    return read_changes((files("homeward.law") / _FILE).read_text(encoding="utf-8"))


def _read_change(number: int, entry: object) -> HolidayChange:
    try:
        given = checked_entry(HolidayChange, entry)
        return HolidayChange(nation=Nation(given.pop("nation")), **given)
    except ValueError as error:
        raise ValueError(f"{_FILE}, change {number}: {error}") from error
