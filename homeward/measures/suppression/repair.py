"""Where hidden rows could still be worked out: hide the rows whose loss costs least until they cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from homeward.measures.suppression.audit import Secret, knowledge_of
from homeward.measures.suppression.choice import Choice
from homeward.measures.suppression.programme import Reals

_NEARLY = 1e-6
_ROOM = 1000


@dataclass(frozen=True)
class _Room:
    """How far each count moves freely, how much further where the rows that tell it are hidden, and at what cost."""

    down: Reals
    up: Reals
    paid_down: Reals
    paid_up: Reals
    costs: Reals


@dataclass(frozen=True)
class _World:
    """How far every count moves in a world, what rows it costs to make it possible, and which counts these tell."""

    moves: Reals
    cost: float
    told: tuple[int, ...]


def protect_all(choice: Choice, secrets: Sequence[Secret]) -> None:
    """Hide rows so that for each secret there is a world in which it has moved far enough.

    Of all such worlds the one is taken in which the shown counts that have to move, each times the cost of its rows,
    cost least: these rows are hidden. What one world does for other secrets is counted in.
    """
    waiting = list(secrets)
    while waiting:
        world = _cheapest_world(choice, waiting[0])
        for count in world.told if world else ():
            choice.hide_count(count)
        waiting = [each for each in waiting[1:] if not (world and _has_moved(each, world.moves))]


def _has_moved(secret: Secret, moves: Reals) -> bool:
    moved = float(moves[list(secret.counts)].sum())
    down, up = secret.moves
    return moved <= down + _NEARLY or moved >= up - _NEARLY


def _cheapest_world(choice: Choice, secret: Secret) -> _World | None:
    """Return the cheaper world of two, in which the secret has gone down or up; None where both are impossible."""
    room = _room(choice)
    found = []
    for move in reversed(secret.moves):
        world = _world(choice, room, secret, move)
        if world and world.cost < _NEARLY:
            return world
        found += [world] if world else []
    return min(found, key=lambda world: world.cost, default=None)


def _world(choice: Choice, room: _Room, secret: Secret, move: int) -> _World | None:
    """Return the cheapest world in which a secret has moved so far; none where it cannot."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, hstack

    equal, number = choice.system.matrix, len(choice.system.values)
    aim = np.zeros((1, number))
    aim[0, list(secret.counts)] = -np.sign(move)
    paying = np.flatnonzero(room.costs)
    # What moves are three kinds of numbers: free moves of every count, and paid ones up and down of those with a cost.
    below, above = np.zeros(2 * len(paying)), np.concatenate((room.paid_up[paying], room.paid_down[paying]))
    solved = linprog(
        np.concatenate((np.zeros(number), room.costs[paying], room.costs[paying])),
        A_eq=hstack((equal, equal[:, paying], -equal[:, paying])),
        b_eq=np.zeros(equal.shape[0]),
        A_ub=csr_array(np.hstack((aim, aim[:, paying], -aim[:, paying]))),
        b_ub=[-abs(move)],
        bounds=np.column_stack((np.concatenate((room.down, below)), np.concatenate((room.up, above)))),
        method="highs",
    )
    if solved.status != 0:
        return None
    moves, up, down = np.split(solved.x, (number, number + len(paying)))
    moves[paying] += up - down
    return _World(moves, float(solved.fun), tuple(int(count) for count in paying[up + down > _NEARLY]))


def _room(choice: Choice) -> _Room:
    system, knowledge = choice.system, knowledge_of(choice)
    down, up = np.where(knowledge.known, 0, knowledge.down), np.where(knowledge.known, 0, knowledge.up)
    costs = np.array([choice.cost_of(count) for count in range(len(system.values))])
    can_be_hidden = np.isfinite(costs)
    least = np.zeros(len(system.values))
    # A row that is hidden must not come out as one of nobody.
    for row in system.rows:
        if row.window is None and system.values[row.size]:
            least[row.size] = 1
    paid_down = np.where(can_be_hidden, np.maximum(system.values + down - least, 0), 0)
    paid_up = np.where(can_be_hidden, 5 * system.values + _ROOM - up, 0)
    return _Room(
        down=down.astype(float),
        up=up.astype(float),
        paid_down=paid_down.astype(float),
        paid_up=paid_up.astype(float),
        costs=np.where(can_be_hidden, costs, 0),
    )
