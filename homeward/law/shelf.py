"""The shelf of duties: every duty we know, read once from its own file under the name of its nation."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from homeward.law.duty import Duty, Limit, Status, Unit
from homeward.law.entry import checked_entry
from homeward.law.nation import Nation

_ID = re.compile(r"[a-z][a-z0-9_]*")


@cache
def duties(nation: Nation) -> tuple[Duty, ...]:
    """Return every duty of a nation in the order of their ids; none where we know of none yet."""
    folder = files("homeward.law") / "duties" / nation.value
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    return tuple(read_duty(nation, name, (folder / name).read_text(encoding="utf-8")) for name in names)


def every_duty() -> tuple[Duty, ...]:
    """Return every duty of every nation, nation by nation. Two nations may have duties with the same id."""
    return tuple(each for nation in Nation for each in duties(nation))


def duty(duty_id: str, nation: Nation) -> Duty:
    """Return one duty by its id. Raises LookupError where the nation's shelf does not hold it."""
    found = [each for each in duties(nation) if each.id == duty_id]
    if not found:
        raise LookupError(
            f"There is no duty “{duty_id}” for {nation.full_name}: its id is the name of a file in duties/{nation}."
        )
    return found[0]


def read_duty(nation: Nation, file_name: str, text: str) -> Duty:
    """Read a duty from the TOML text of its file. The file's name is the duty's id, and its folder the nation.

    Raises ValueError, one sentence that names the file, where the name, a key or a value is not as `Duty` wants it.
    """
    try:
        duty_id = file_name.removesuffix(".toml")
        if duty_id == file_name or not _ID.fullmatch(duty_id):
            raise ValueError("a duty's file is named in small letters, digits and underscores, and ends in .toml.")
        given = checked_entry(Duty, tomllib.loads(text), left_out=("id", "nation"))
        limits = tuple(_read_limit(entry) for entry in given.pop("limits"))
        return Duty(id=duty_id, nation=nation, limits=limits, status=Status(given.pop("status")), **given)
    except ValueError as error:
        raise ValueError(f"duties/{nation}/{file_name}: {error}") from error


def _read_limit(entry: object) -> Limit:
    given = checked_entry(Limit, entry)
    return Limit(unit=Unit(given.pop("unit")), **given)
