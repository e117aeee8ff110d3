"""Reads a council's own schedule of visits after a return from a short text, and writes one."""

import tomllib

from homeward.practice.after.monitoring import Band, Schedule

_KEYS = frozenset({"until_day", "every_days"})


def read_schedule(text: str, name: str = "the council’s own") -> Schedule:
    """Read a schedule from TOML: tables `[[visits]]`, each with `until_day` and `every_days`.

    Raises ValueError, one sentence fit for the screen.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"This is no valid TOML: {error}.") from None
    tables = given.get("visits")
    if set(given) != {"visits"} or not isinstance(tables, list):
        raise ValueError("Write tables [[visits]], each with until_day and every_days, and nothing else.")
    return Schedule(tuple(map(_band, tables)), name)


def print_schedule(schedule: Schedule) -> str:
    """Return a schedule as the text that `read_schedule` reads."""
    parts = (f"[[visits]]\nuntil_day = {one.until_day}\nevery_days = {one.every_days}\n" for one in schedule.bands)
    return "\n".join(parts)


def _band(table: object) -> Band:
    if not isinstance(table, dict) or set(table) != _KEYS or not all(type(one) is int for one in table.values()):
        raise ValueError("Each part of the schedule needs until_day and every_days, both whole numbers.")
    return Band(table["until_day"], table["every_days"])
