"""On what a decision rests: each ground with a digest of every row ever written of it, and the seal over all of them.

A change that is undone is a change still: what was struck out counts with its mark. So the digest of a ground never
takes an earlier value again, and an approval that lapsed cannot come back to life by itself.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

UNSIGNED_KINDS = frozenset({"classification", "reviewer_view", "circumstances"})
"""Grounds whose writers may sign all the same.

Two people classify apart already, and the team manager may be one of them. The reviewing officer's view stands beside
the decision. Circumstances are facts of the care history and no view of anybody.
"""


@dataclass(frozen=True)
class Ground:
    """One thing on which a decision rests, as it stands: what it is in words fit for the screen, and its digest.

    `kind` is "assessment", "classification", "agreement", "home", "circumstances", "reviewer_view" or "siblings".
    `at` is the instant of its latest change. `written_by` are the ids of the users who wrote or struck out part of it;
    who only accepted it, or signed, is not among them.
    """

    kind: str
    id: str
    digest: str
    words: str
    at: datetime | None = None
    written_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Changed:
    """A ground that is no longer what a decision rested on, and since when, as far as that is known."""

    words: str
    at: datetime | None

    @property
    def in_words(self) -> str:
        """One clause fit for the screen: what changed and on which day."""
        return f"{self.words} ({self.at.day} {self.at:%B %Y})" if self.at else self.words


def digest(rows: Iterable[Mapping[str, object]]) -> str:
    """Return the SHA-256, in hexadecimal digits, over rows as canonical JSON, whatever their order.

    Values are text, numbers, booleans, None, dates, instants, UUIDs and lists of them. Raises TypeError for others.
    """
    return sha256("\n".join(sorted(_canonical(row) for row in rows)).encode()).hexdigest()


def seal(grounds: Iterable[Ground]) -> str:
    """Return the SHA-256 over the grounds on which a decision rests, whatever their order."""
    return digest({"kind": one.kind, "id": one.id, "digest": one.digest} for one in grounds)


def changed(sealed: Iterable[Ground], now: Iterable[Ground]) -> tuple[Changed, ...]:
    """Return which grounds are not what they were when something was sealed: other, new or gone."""
    before = {(one.kind, one.id): one for one in sealed}
    after = {(one.kind, one.id): one for one in now}
    keys = list(dict.fromkeys([*before, *after]))
    return tuple(
        _as_changed(before.get(key), after.get(key)) for key in keys if _digest(before, key) != _digest(after, key)
    )


def _digest(grounds: Mapping[tuple[str, str], Ground], key: tuple[str, str]) -> str:
    return grounds[key].digest if key in grounds else ""


def _as_changed(before: Ground | None, after: Ground | None) -> Changed:
    one = after or before
    if one is None:
        raise ValueError("A change has something before it or after it.")
    return Changed(one.words, after.at if after else None)


def _canonical(row: Mapping[str, object]) -> str:
    return json.dumps(row, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (UUID, StrEnum)):
        return str(value)
    raise TypeError(f"A digest cannot be made over a {type(value).__name__}.")
