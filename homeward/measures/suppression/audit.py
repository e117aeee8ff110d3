"""What a reader who knows all links could work out about hidden counts, by taking away and by linear programming.

The reader is taken to know: every figure shown; every sum of `links`; that counts are whole and not below 0; that rows
of nobody are shown, so that a hidden row is about 1 at least (in a table beside its measure only where the measure's
own row is shown). Not taken to be known: in which order this program hid rows, or which of several were small.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from homeward.measures.suppression.choice import Choice
from homeward.measures.suppression.programme import Search, Worlds
from homeward.measures.suppression.system import Flags, Numbers, System
from homeward.measures.suppression.tables import SMALLEST_SHOWN, is_small

_ROOM = 100
"""A hidden count may be up to so much, and up to six times, as large: more makes no difference to what is safe."""


@dataclass(frozen=True)
class Secret:
    """Some hidden counts whose sum a reader must not learn.

    `total` is what they truly sum to. A small one is safe if as far as a reader can tell it may also be 0, or 6 and
    more; another (`is_small` false) if it may be anything else.
    """

    counts: tuple[int, ...]
    total: int

    @property
    def moves(self) -> tuple[int, int]:
        """How far the sum must be able to move, down or up, for the secret to be safe."""
        return (-self.total, SMALLEST_SHOWN - self.total) if is_small(self.total) else (-1, 1)


@dataclass(frozen=True)
class Knowledge:
    """What a reader knows: which counts exactly, and how far the others can move from what they truly are."""

    known: Flags
    down: Numbers
    up: Numbers


def find_recoverable(choice: Choice) -> list[Secret]:
    """Return secrets that a reader of the rows in sight could work out: none only if there are none.

    Where plain taking away finds some, no others are looked for.
    """
    system, knowledge, secrets = choice.system, knowledge_of(choice), _secrets(choice)
    known = _deduce(system, knowledge.known)
    found = [secret for secret in secrets if all(known[count] for count in secret.counts)]
    return found or _without_other_world(system, replace(knowledge, known=known), secrets)


def knowledge_of(choice: Choice) -> Knowledge:
    """Return what the rows in sight tell directly."""
    system = choice.system
    down, up = -system.values, 5 * system.values + _ROOM
    for number in choice.hidden:
        row = system.rows[number]
        if not system.is_of_nobody(row) and row.window is None and (row.main is None or row.main not in choice.hidden):
            down[row.size] = 1 - system.values[row.size]
    for row in choice.shown_rows():
        if row.window:
            count = row.size
            down[count] = max(down[count], row.window.least - system.values[count])
            up[count] = min(up[count], row.window.most - system.values[count])
    return Knowledge(choice.told(), down, up)


def _secrets(choice: Choice) -> list[Secret]:
    """Return all that must not be learnt: hidden small counts, small sums of them, and other counts of hidden rows."""
    system, told = choice.system, choice.told()
    small = system.small()
    counts = np.flatnonzero((small & ~told) | choice.withheld())
    alone = [Secret((int(count),), int(system.values[count])) for count in counts]
    return alone + list(dict.fromkeys(_small_sums(system, told)))


def _small_sums(system: System, told: Flags) -> Iterator[Secret]:
    for _, parts in system.sums:
        hidden = tuple(part for part in parts if not told[part])
        if len(hidden) > 1 and is_small(total := int(system.values[list(hidden)].sum())):
            yield Secret(hidden, total)


def _deduce(system: System, told: Flags) -> Flags:
    """Return what is known once every sum with a single unknown count, or with nothing left for it, is worked out."""
    known = told.copy()
    waiting = list(system.sums)
    while waiting:
        left = [each for each in waiting if not _work_out(each, known, system.values)]
        if len(left) == len(waiting):
            break
        waiting = left
    return known


def _work_out(a_sum: tuple[int, tuple[int, ...]], known: Flags, values: Numbers) -> bool:
    whole, parts = a_sum
    unknown = [count for count in (whole, *parts) if not known[count]]
    nothing_left = known[whole] and not values[unknown].any()
    if len(unknown) > 1 and not nothing_left:
        return False
    known[unknown] = True
    return True


def _without_other_world(system: System, knowledge: Knowledge, secrets: Sequence[Secret]) -> list[Secret]:
    """Return the secrets that are the same, or small, in every world a reader could think of."""
    if not secrets:
        return []
    worlds = Worlds.of(system.matrix, knowledge.known, knowledge.down, knowledge.up)
    search = Search.of(
        worlds,
        aims=worlds.aims([secret.counts for secret in secrets]),
        moves=np.array([secret.moves for secret in secrets], dtype=float),
    )
    return [secrets[number] for number in search.without_other_world()]
