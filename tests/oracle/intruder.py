"""An intruder who knows how the tables are linked, and works out by linear programming what each hidden count can be.

Knows nothing of the rules by which rows were hidden, but that a row of nobody is shown.
"""

import numpy as np
from scipy.optimize import linprog

from homeward.measures.result import Result

TOTAL = frozenset()
EPSILON = 1e-6


class Intruder:
    """Collects what a shared pack says about unknown counts, each at least 0; a count is named by anything hashable."""

    def __init__(self) -> None:
        self.places: dict[object, int] = {}
        self.equal: list[tuple[dict[object, float], float]] = []
        self.at_most: list[tuple[dict[object, float], float]] = []

    def knows(self, sum_of: dict[object, float], is_: float) -> None:
        self.equal.append((sum_of, is_))

    def knows_at_least(self, sum_of: dict[object, float], is_: float) -> None:
        self.at_most.append(({name: -weight for name, weight in sum_of.items()}, -is_))

    def range_of(self, sum_of: dict[object, float]) -> tuple[float, float]:
        """Return the least and the most that a sum of counts can be, for all that is known."""
        for weights, _ in [*self.equal, *self.at_most]:
            for name in weights:
                self.places.setdefault(name, len(self.places))
        (equal, is_), (at_most, limit) = self._matrix(self.equal), self._matrix(self.at_most)
        found = []
        for sign in (1, -1):
            aim = sign * self._row(sum_of)
            solved = linprog(aim, A_ub=at_most, b_ub=limit, A_eq=equal, b_eq=is_, bounds=(0, None), method="highs")
            # Status 3 says that nothing holds the sum back.
            assert solved.status in (0, 3), solved.message
            found.append(sign * solved.fun if solved.status == 0 else np.inf)
        return found[0], found[1]

    def _row(self, weights: dict[object, float]) -> np.ndarray:
        row = np.zeros(len(self.places))
        for name, weight in weights.items():
            row[self.places[name]] += weight
        return row

    def _matrix(self, known: list[tuple[dict[object, float], float]]) -> tuple[np.ndarray | None, list[float] | None]:
        if not known:
            return None, None
        return np.array([self._row(weights) for weights, _ in known]), [is_ for _, is_ in known]


def read_pack(shared: tuple[Result, ...]) -> Intruder:
    """Tell the intruder all that shared results say. Counts are named (table, group, "with" or "without")."""
    intruder = Intruder()
    tables = _tables(shared)
    for name, rows in tables.items():
        for group, row in rows.items():
            if not row.suppressed:
                intruder.knows({(name, group, "with"): 1}, row.numerator)
                intruder.knows({(name, group, "without"): 1}, row.denominator - row.numerator)
        for key in {key for group in rows for key, _ in group}:
            parts = [group for group in rows if {each for each, _ in group} == {key}]
            for side in ("with", "without"):
                intruder.knows({(name, TOTAL, side): -1} | {(name, part, side): 1 for part in parts}, 0)
        if not rows[TOTAL].suppressed:
            _tell_that_nobody_is_shown(intruder, name, rows, tables)
    for result in shared:
        _tell_links(intruder, result, tables)
    return intruder


def _tables(shared):
    tables = {}
    for result in shared:
        if result.kind == "share":
            tables[result.id, ""] = {frozenset(row.group.items()): row for row in result.rows}
            for beside in result.beside:
                tables[result.id, beside.id] = {frozenset(row.group.items()): row for row in beside.rows}
    return tables


def _tell_that_nobody_is_shown(intruder, name, rows, tables):
    """A row is hidden though nobody is in it only where the table that this one is drawn from hides it as well."""
    above = {"re_entry_within_12_months": "returns_home"}.get(name[0])
    for group, row in rows.items():
        is_hidden_above = above is not None and tables[above, ""][group].suppressed
        if name[1] == "" and row.suppressed and not is_hidden_above:
            intruder.knows_at_least(size(name, group), 1)


def size(name, group):
    return {(name, group, "with"): 1, (name, group, "without"): 1}


def _tell_links(intruder, result, tables):
    for group in tables.get((result.id, ""), ()):
        for beside in result.beside:
            if group in tables[result.id, beside.id]:
                _tell_beside(intruder, result.id, beside.id, group)
        if result.id == "returns_home" and group in tables["returns_home", "planned"]:
            plans = [(("returns_home", plan), group, "with") for plan in ("planned", "unplanned", "plan_unknown")]
            intruder.knows({(("returns_home", ""), group, "with"): -1} | dict.fromkeys(plans, 1), 0)
        if result.drawn_from:
            source = {((result.drawn_from, ""), group, "with"): 1}
            intruder.knows_at_least(source | dict.fromkeys(size((result.id, ""), group), -1), 0)


def _tell_beside(intruder, identity, way, group):
    """Counted another way: among the same children a part of the numerator, or among fewer children."""
    main, other = (identity, ""), (identity, way)
    intruder.knows_at_least({(main, group, "with"): 1, (other, group, "with"): -1}, 0)
    if not way.startswith("without"):
        intruder.knows(size(main, group) | dict.fromkeys(size(other, group), -1), 0)
        return
    intruder.knows_at_least({(main, group, "without"): 1, (other, group, "without"): -1}, 0)
    if way == "without_imputed_exits":
        intruder.knows({(main, group, "with"): 1, (other, group, "with"): -1}, 0)
