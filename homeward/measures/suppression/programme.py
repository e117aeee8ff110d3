"""Worlds in which hidden counts are others and every shown figure is the same, found by linear programming."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from homeward.measures.suppression.system import Flags, Numbers

Reals = npt.NDArray[np.float64]
_NEARLY = 1e-6
_GUESSES = 10
_ENOUGH_FOUND = 6
"""So many are looked for before rows are hidden for them: that often helps the others."""
_MOST_NODES = 2000


@dataclass(frozen=True)
class Worlds:
    """All that unknown counts could be instead of what they are, given by how far each one moves.

    `matrix` takes the moves of the unknown counts to zeros; `columns` are the numbers of these counts, `down` and `up`
    how far each can move; `component` tells which of them have anything to do with one another.
    """

    matrix: Any
    columns: Numbers
    down: Reals
    up: Reals
    component: Numbers

    @classmethod
    def of(cls, matrix: Any, known: Flags, down: Numbers, up: Numbers) -> "Worlds":
        """Keep of a system of sums what is unknown."""
        from scipy.sparse import bmat
        from scipy.sparse.csgraph import connected_components

        columns = np.flatnonzero(~known)
        part = matrix[:, columns]
        part = part[np.flatnonzero(np.diff(part.indptr)), :]
        _, component = connected_components(bmat([[None, part.T], [part, None]]), directed=False)
        return cls(part, columns, down[columns].astype(float), up[columns].astype(float), component[: len(columns)])

    def aims(self, sums: Sequence[Sequence[int]]) -> Any:
        """Return a sparse matrix that takes moves to those of sums of counts; a count that is known does not move."""
        from scipy.sparse import csr_array

        place = {int(count): column for column, count in enumerate(self.columns)}
        cells = [(line, place[count]) for line, counts in enumerate(sums) for count in counts if count in place]
        lines, columns = zip(*cells, strict=True) if cells else ((), ())
        return csr_array((np.ones(len(cells)), (lines, columns)), shape=(len(sums), len(self.columns)))

    def furthest(self, towards: Reals) -> Reals:
        """Return the moves that go furthest in a direction; counts need not stay whole."""
        from scipy.optimize import linprog

        bounds = np.column_stack((self.down, self.up))
        solved = linprog(-towards, A_eq=self.matrix, b_eq=np.zeros(self.matrix.shape[0]), bounds=bounds, method="highs")
        # The true world is always possible, so only trouble with the numbers can leave this unsolved.
        moves: Reals = solved.x if solved.status == 0 else np.zeros(len(self.columns))
        return moves

    def furthest_whole(self, towards: Reals) -> Reals:
        """Return moves in whole numbers that go furthest, as far as they are found within reason."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        solved = milp(
            -towards,
            constraints=LinearConstraint(self.matrix, 0, 0),
            bounds=Bounds(self.down, self.up),
            integrality=np.ones(len(self.columns)),
            options={"node_limit": _MOST_NODES},
        )
        moves: Reals = np.zeros(len(self.columns)) if solved.x is None else np.round(solved.x)
        return moves

    def whole(self, moves: Reals) -> Reals:
        """Return the moves, with nothing moved among counts that hang together unless all of them stay whole."""
        rounded = np.round(moves)
        broken = np.unique(self.component[np.abs(moves - rounded) > _NEARLY])
        rounded[np.isin(self.component, broken)] = 0
        return rounded


@dataclass(frozen=True)
class Search:
    """Looks for each of several sums for a world in which it has moved far enough, one way or the other.

    `aims` takes moves to those of the sums; `moves` has a line for each sum: how far down, and how far up, is enough.
    `open` marks the sums for which no such world is found yet.
    """

    worlds: Worlds
    aims: Any
    moves: Reals
    open: Flags

    @classmethod
    def of(cls, worlds: Worlds, aims: Any, moves: Reals) -> "Search":
        """Begin with every sum open."""
        return cls(worlds, aims, moves, open=np.ones(len(moves), dtype=bool))

    def without_other_world(self) -> list[int]:
        """Return the numbers of sums for which there is no such world: none, some of many, or all of few."""
        self._guess()
        found: list[int] = []
        while self.open.any() and len(found) < _ENOUGH_FOUND:
            chosen = self._one_of_each_component()
            for sign in (1.0, -1.0):
                towards = sign * self._towards(chosen)
                reached = self.worlds.furthest(towards)
                self._close(self.worlds.whole(reached))
                if self._is_enough(reached)[chosen].any() and self.open[chosen].any():
                    self._close(self.worlds.furthest_whole(towards))
            found += [int(number) for number in chosen if self.open[number]]
            self.open[chosen] = False
        return sorted(found)

    def _guess(self) -> None:
        """Close most sums at once, by going in directions that mix them all."""
        random = np.random.default_rng(1)
        for guess in range(_GUESSES):
            if not self.open.any():
                return
            ways = (np.ones(len(self.open)), -np.ones(len(self.open)))
            weights = ways[guess] if guess < len(ways) else random.choice((-1.0, 1.0), len(self.open))
            self._close(self.worlds.whole(self.worlds.furthest((weights * self.open) @ self.aims)))

    def _one_of_each_component(self) -> Numbers:
        """Return one open sum of each component: they can be looked for in one world."""
        numbers = np.flatnonzero(self.open)
        components = self.worlds.component[self.aims.indices[self.aims.indptr[numbers]]]
        _, first = np.unique(components, return_index=True)
        chosen: Numbers = numbers[first]
        return chosen

    def _towards(self, chosen: Numbers) -> Reals:
        weights = np.zeros(len(self.open))
        weights[chosen] = 1
        towards: Reals = weights @ self.aims
        return towards

    def _is_enough(self, world: Reals) -> Flags:
        moved = self.aims @ world
        enough: Flags = (moved <= self.moves[:, 0] + _NEARLY) | (moved >= self.moves[:, 1] - _NEARLY)
        return enough

    def _close(self, world: Reals) -> None:
        self.open[self._is_enough(world)] = False
