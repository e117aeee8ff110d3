"""Says of each file of a return which year and tables it is of, so that findings can be looked for by them."""

from collections.abc import Mapping
from dataclasses import dataclass

from homeward.sources.ssda903.layout import EPISODES, HEADER
from homeward.sources.ssda903.reading import Reading
from homeward.sources.table import Table

Kept = dict[str, dict[str, object]]


@dataclass(frozen=True)
class Place:
    """A file or folder of a return: its return year, and the tables of which it holds rows; unknown where empty."""

    year: int | None = None
    tables: tuple[str, ...] = ()


def places_in(reading: Reading) -> Kept:
    """Return, as JSON may hold it, the place of each file that has a usable row, and of each folder by its name."""
    found: Kept = {name: {"year": year, "tables": []} for name, year in reading.returns.items() if name}
    for table, rows in {HEADER: reading.header, EPISODES: reading.episodes, **reading.others}.items():
        for file, year in _files(rows):
            found.setdefault(file, {"year": year, "tables": []})["tables"].append(table)
    return found


def place_of(file: str, kept: Mapping[str, Mapping[str, object]]) -> Place:
    """Return the place of a file or folder that a finding names."""
    known = kept.get(file)
    return Place(known["year"], tuple(known["tables"])) if known else Place()


def _files(rows: Table) -> list[tuple[str, int]]:
    """Return file and return year of a table's rows, each file once."""
    frame = rows.lazy().collect("polars").to_native()
    return frame.select("file", "return_year").unique(subset="file").sort("file").rows()
