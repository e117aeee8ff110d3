"""What a backup says of itself: which database, which version, how many rows in each table and what they add up to."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from homeward.web.keeping.backup.refusals import DamagedError

FORMAT = 1


@dataclass(frozen=True)
class TableCount:
    """How many rows a table has, and the SHA-256 (hex) of them all, whatever order they are read in."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    `engine` is `sqlite` or `postgresql`, `version` Homeward's, `made_at` an instant (ISO 8601). `migrations` lists each
    step that the tables had been through as "app.name". `head_number` and `head_digest` are the last row of the audit
    chain. `size` (bytes) and `digest` (SHA-256, hex) are those of the database's own dump.
    """

    format: int
    engine: str
    version: str
    made_at: str
    migrations: tuple[str, ...]
    tables: Mapping[str, TableCount]
    head_number: int
    head_digest: str
    size: int
    digest: str

    @property
    def rows(self) -> int:
        """How many rows all tables have together."""
        return sum(count.rows for count in self.tables.values())


def to_json(manifest: Manifest) -> bytes:
    """Write a manifest as indented JSON, so that a person can read it too."""
    return json.dumps(asdict(manifest), indent=1, sort_keys=True).encode() + b"\n"


def from_json(data: bytes) -> Manifest:
    """Read a manifest. Raises DamagedError for what is none, or for a format that this version does not know."""
    try:
        told: dict[str, Any] = json.loads(data)
        if told.get("format") != FORMAT:
            raise DamagedError("This backup is of a format that this version of Homeward does not know.")
        tables = {name: TableCount(**count) for name, count in told.pop("tables").items()}
        return Manifest(tables=tables, migrations=tuple(told.pop("migrations")), **told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError("The manifest of this backup cannot be read: it is no backup as it was written.") from error
