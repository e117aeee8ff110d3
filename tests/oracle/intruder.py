"""An intruder who knows how the tables are linked, and works out by linear programming what each hidden count can be.

Written apart from the package: it reads a shared pack of `tests.random_packs`, knows from the calendar and from the
words of the definitions what its tables have to do with one another, and knows nothing of how rows were chosen to be
hidden, but that a row of nobody is shown.
"""

from itertools import combinations, pairwise

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from tests.random_packs import KEYS, LAST_DAY, PLANS, WINDOWS, YEARS

TOTAL = frozenset()
EPSILON = 1e-6
HOME, HOME_TABLE = "returns_home", ("returns_home", "")


class Intruder:
    """Collects what is known about unknown counts, each at least 0; a count is named by anything hashable."""

    def __init__(self):
        self.places = {}
        self.equal = []
        self.at_least = []
        self.worlds = []
        self._matrices = None

    def knows(self, sum_of, is_):
        self.equal.append((sum_of, is_))

    def knows_at_least(self, sum_of, is_):
        self.at_least.append((sum_of, is_))

    def works_out(self, sum_of, count, *, exactly=False):
        """Say whether a sum of counts is certain to lie between 1 and 5, or if `exactly` to be what it truly is.

        Each world found on the way is remembered, as it may differ in other counts as well.
        """
        aim = self._aim(sum_of)
        if any(_escapes(aim @ world, count, exactly) for world in self.worlds):
            return False
        for sign in (-1, 1):
            (equal, is_), (at_least, limit) = self._matrices
            bounds = (0, 10_000 + 10 * max((0, *is_, *limit)))
            solved = linprog(sign * aim, A_ub=-at_least, b_ub=-limit, A_eq=equal, b_eq=is_, bounds=bounds)
            assert solved.status == 0, solved.message
            self.worlds.append(solved.x)
            if _escapes(aim @ solved.x, count, exactly):
                return False
        return True

    def _aim(self, sum_of):
        if self._matrices is None:
            for weights, _ in [*self.equal, *self.at_least]:
                for name in weights:
                    self.places.setdefault(name, len(self.places))
            self._matrices = self._matrix(self.equal), self._matrix(self.at_least)
        aim = np.zeros(len(self.places))
        for name, weight in sum_of.items():
            aim[self.places[name]] += weight
        return aim

    def _matrix(self, known):
        cells = [
            (line, self.places[name], weight) for line, (sums, _) in enumerate(known) for name, weight in sums.items()
        ]
        lines, columns, weights = zip(*cells, strict=True) if cells else ((), (), ())
        limits = np.array([is_ for _, is_ in known], dtype=float)
        return csr_array((weights, (lines, columns)), shape=(len(known), len(self.places))), limits


def _escapes(found, count, exactly):
    """Say whether a count found in some world is far enough from what it truly is; only whole numbers can be meant."""
    if exactly and not is_small(count):
        return abs(found - count) >= 1 - EPSILON
    return found <= EPSILON or found >= 6 - EPSILON


def is_small(count):
    return 1 <= count <= 5


def place_of(row):
    extra = {"at_days": row.at_days, "period": row.period}
    return frozenset(row.group.items()) | {(key, str(value)) for key, value in extra.items() if value is not None}


def tables_of(results):
    for result in results:
        yield (result.id, ""), {place_of(row): row for row in result.rows}
        for beside in result.beside:
            yield (result.id, beside.id), {place_of(row): row for row in beside.rows}


def counts_of(results):
    """Return by name the true counts of a pack that nothing is hidden in."""
    found = {}
    for table, rows in tables_of(results):
        for place, row in rows.items():
            found[table, place, "having"] = row.numerator
            if row.denominator is not None and table[0] != "re_entry_cumulative":
                found[table, place, "asked"] = row.denominator
                found[table, place, "lacking"] = row.denominator - row.numerator
    return found


def sums_known(results):
    """Yield what holds in every pack: a list of names that add up to a name, and whether they do so exactly.

    What is left where they do not is a count of children as well.
    """
    counts = counts_of(results)
    tables = {table: {place for each, place, _ in counts if each == table} for table, _, _ in counts}
    for table, place, side in counts:
        if side == "asked":
            yield (table, place, "asked"), [(table, place, "having"), (table, place, "lacking")], True
    for table, places in tables.items():
        for key in {key for place in places if len(place) == 1 for key, _ in place} & KEYS.keys():
            parts = [place for place in places if {each for each, _ in place} == {key}]
            for side in ("having", "lacking", "asked"):
                if (table, TOTAL, side) in counts:
                    yield (table, TOTAL, side), [(table, part, side) for part in parts], True
    found = [*_same_groups(tables), *_windows(tables), *_months(tables), *_curve(results, tables)]
    yield from (each for each in found if all(name in counts for name in (each[0], *each[1])))


def _same_groups(tables):
    for place in tables[HOME_TABLE]:
        home = {side: (HOME_TABLE, place, side) for side in ("having", "lacking", "asked")}
        yield home["asked"], [(("exits", ""), place, "having")], True
        yield home["having"], [((HOME, plan), place, "having") for plan in PLANS], True
        for plan in PLANS:
            yield home["asked"], [((HOME, plan), place, "asked")], True
        for side in ("having", "lacking"):
            yield home[side], [((HOME, "without_imputed_exits"), place, side)], side == "having"
            yield home[side], [((HOME, "as_dfe"), place, side)], False
            yield (
                (("returns_home_unplanned", ""), place, side),
                [((HOME, "unplanned"), place, side)],
                True,
            )
        yield home["asked"], [(("returns_home_unplanned", ""), place, "asked")], True
        yield home["having"], [(("returns_home_unplanned", ""), place, "having")], False
        yield home["asked"], [((HOME, "as_dfe"), place, "asked")], False
        yield home["asked"], [((HOME, "without_imputed_exits"), place, "asked")], False
        yield home["having"], [(("time_in_care_before_return", ""), place, "asked")], True


def _is_over(place, days):
    """Say whether all who went home in a year could be followed for so many days."""
    year = dict(place).get("year")
    return year is not None and LAST_DAY - (YEARS.index(year) + 1) * LAST_DAY // len(YEARS) >= days


def _windows(tables):
    names = {months: f"re_entry_within_{months}_months" for months in WINDOWS}
    for months, name in names.items():
        for place in tables.get((name, ""), ()):
            yield (HOME_TABLE, place, "having"), [((name, ""), place, "asked")], _is_over(place, WINDOWS[months])
            for side in ("having", "lacking", "asked"):
                yield ((name, ""), place, side), [((name, "without_turned_18"), place, side)], False
    for shorter, longer in combinations(sorted(names), 2):
        for way in ("", "without_turned_18"):
            for place in tables.get((names[longer], way), ()):
                for side in ("lacking", "asked"):
                    is_same = side == "asked" and way == "" and _is_over(place, WINDOWS[longer])
                    yield ((names[shorter], way), place, side), [((names[longer], way), place, side)], is_same


def _months(tables):
    series, whole = ("early_re_entry_by_month", ""), ("re_entry_within_3_months", "")
    for side in ("having", "lacking", "asked"):
        for year in YEARS:
            months = [
                (series, place, side) for place in tables[series] if dict(place)["period"][:4] == str(int(year) - 1)
            ]
            yield (whole, frozenset({("year", year)}), side), months, True


def _curve(results, tables):
    """Count between points shown; between points hidden nothing is told."""
    curve = ("re_entry_cumulative", "")
    for months, days in WINDOWS.items():
        point = frozenset({("at_days", str(days))})
        yield (curve, point, "having"), [((f"re_entry_within_{months}_months", ""), TOTAL, "having")], False
    points = sorted(tables.get(curve, ()), key=lambda place: int(dict(place)["at_days"]))
    for before, after in pairwise(points):
        yield (curve, after, "having"), [(curve, before, "having")], False
    if points:
        yield (HOME_TABLE, TOTAL, "having"), [(curve, points[-1], "having")], False


def read_pack(shared, results):
    """Tell an intruder all that a shared pack says; the true results only give the shape of what is known."""
    intruder = Intruder()
    true_rows = {(table, place): row for table, rows in tables_of(results) for place, row in rows.items()}
    shown_rows = {(table, place): row for table, rows in tables_of(shared) for place, row in rows.items()}
    for name, count in counts_of(results).items():
        intruder.knows_at_least({name: 1}, 0)
        table, place, side = name
        row = shown_rows[table, place]
        if not row.suppressed and table[0] == "re_entry_cumulative":
            least, most = _range_behind(true_rows[table, place], row.value)
            intruder.knows_at_least({name: 1}, least)
            intruder.knows_at_least({name: -1}, -most)
        elif not row.suppressed:
            intruder.knows({name: 1}, count)
        elif side == ("asked" if true_rows[table, place].denominator is not None else "having"):
            main = shown_rows[(table[0], ""), place]
            if table[0] != "re_entry_cumulative" and not (table[1] and main.suppressed):
                intruder.knows_at_least({name: 1}, 1)
    for whole, parts, is_exact in sums_known(results):
        weights = {whole: 1.0}
        for part in parts:
            weights[part] = weights.get(part, 0) - 1.0
        (intruder.knows if is_exact else intruder.knows_at_least)(weights, 0)
    return intruder


def _range_behind(row, shown):
    """Return the least and the most that a numerator can be if its share is shown rounded, and the rest is known."""
    if not row.numerator or not row.value:
        return row.numerator, row.numerator
    decimals = len(repr(shown).split(".")[1]) if shown else 2
    possible = [
        count
        for count in range(max(0, row.numerator - 200), row.numerator + 200)
        if abs(count * row.value / row.numerator - shown) <= 0.5 * 10 ** -max(2, decimals) + 1e-9
    ]
    return min(possible), max(possible)


def worked_out(shared, results):
    """Return what the intruder finds out: small numbers, and other numbers of rows that were to be hidden."""
    intruder, counts = read_pack(shared, results), counts_of(results)
    rows = {(table, place): row for table, each in tables_of(shared) for place, row in each.items()}
    shown = {
        (place, number)
        for (_, place), row in rows.items()
        if not row.suppressed
        for number in (row.numerator, row.denominator)
    }
    found = []
    for name, count in counts.items():
        table, place, side = name
        if table[0] == "re_entry_cumulative":
            continue
        # What stands elsewhere among the same children is no secret.
        is_withheld = rows[table, place].suppressed and side != "lacking" and count and (place, count) not in shown
        if (is_small(count) or is_withheld) and intruder.works_out({name: 1}, count, exactly=True):
            found.append((*name, count))
    return [*found, *_from_sums(results, intruder, counts, rows)]


def _from_sums(results, intruder, counts, rows):
    """Yield what is left of a whole when its parts shown are taken away."""
    for whole, parts, is_exact in sums_known(results):
        hidden = [part for part in parts if rows[part[:2]].suppressed]
        if is_exact:
            weights = dict.fromkeys(hidden, 1)
        elif any(rows[name[:2]].suppressed for name in (whole, *parts) if name[0][0] == "re_entry_cumulative"):
            continue
        else:
            weights = {whole: 1} | dict.fromkeys(parts, -1)
        count = sum(weight * counts[name] for name, weight in weights.items())
        if is_small(count) and len(weights) > 1 and intruder.works_out(weights, count):
            yield "sum", sorted(map(str, weights)), count
