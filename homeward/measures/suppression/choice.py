"""Which rows are hidden so far: the small ones, and those that plain taking away would use to find them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from homeward.measures.suppression.system import Flags, Row, System
from homeward.measures.suppression.tables import is_small


@dataclass(frozen=True)
class Choice:
    """The rows of a system hidden so far, by their numbers; rows of nobody stay in sight."""

    system: System
    hidden: set[int] = field(default_factory=set)

    def hide(self, number: int) -> None:
        """Hide a row, with all that cannot stay in sight without it."""
        self.hidden.update(self.system.hidden_with[number])

    def hide_count(self, count: int) -> None:
        """Hide every row that tells a count."""
        for number in self.shown_tellers(count):
            self.hide(number)

    def hide_everything(self) -> None:
        """Hide every row but those of nobody: then nothing bounds a hidden count from above."""
        for number, row in enumerate(self.system.rows):
            if not self.system.is_of_nobody(row):
                self.hide(number)

    def shown_tellers(self, count: int) -> list[int]:
        """Return the rows in sight that tell a count, other than rows of nobody."""
        system = self.system
        return [
            number
            for number in system.tellers.get(count, ())
            if number not in self.hidden and not system.is_of_nobody(system.rows[number])
        ]

    def cost_of(self, count: int) -> float:
        """Return what hiding a count costs: infinite where no row that could be hidden tells it."""
        hidden = {other for number in self.shown_tellers(count) for other in self.system.hidden_with[number]}
        return sum(self.system.rows[number].cost for number in hidden - self.hidden) if hidden else float("inf")

    def told(self) -> Flags:
        """Say of each count whether a row in sight tells it exactly."""
        told = np.zeros(len(self.system.values), dtype=bool)
        for row in self.shown_rows():
            if row.window is None:
                told[list(row.tells)] = True
        return told

    def shown_rows(self) -> Iterable[Row]:
        """Yield the rows in sight."""
        return (row for number, row in enumerate(self.system.rows) if number not in self.hidden)

    def withheld(self) -> Flags:
        """Say of each count whether it stands in a hidden row and, not being 0, in none that is shown."""
        found = np.zeros(len(self.system.values), dtype=bool)
        for number in self.hidden:
            found[list(self.system.rows[number].shows)] = True
        return found & ~self.told() & (self.system.values > 0)


def hide_small_rows(choice: Choice) -> set[int]:
    """Hide every row that tells a number from 1 to 5, and what cannot stay without it; return those that do."""
    small = choice.system.small()
    found = {number for number, row in enumerate(choice.system.rows) if small[list(row.tells)].any()}
    for number in found:
        choice.hide(number)
    return found


def hide_against_taking_away(choice: Choice) -> None:
    """Hide rows until no single sum gives a hidden number away, cheapest rows first.

    Taken from a whole that is shown, the parts shown must leave 0 or at least 6, and never one hidden count alone.
    """
    again = True
    while again:
        told, withheld, again = choice.told(), choice.withheld(), False
        for whole, parts in choice.system.sums:
            hidden = [part for part in parts if not told[part]]
            if hidden and told[whole] and _gives_away(choice, hidden, withheld):
                known = [each for each in (whole, *parts) if told[each] and choice.system.values[each]]
                again |= _hide_cheapest(choice, known)
            elif not hidden and not told[whole] and _gives_away(choice, [whole], withheld):
                again |= _hide_cheapest(choice, [part for part in parts if choice.system.values[part]])
            else:
                continue
            told, withheld = choice.told(), choice.withheld()


def _gives_away(choice: Choice, hidden: list[int], withheld: Flags) -> bool:
    left = int(choice.system.values[hidden].sum())
    return is_small(left) or (len(hidden) == 1 and bool(withheld[hidden[0]]))


def _hide_cheapest(choice: Choice, counts: list[int]) -> bool:
    """Hide the count whose rows cost least, if any can be hidden, and say so."""
    costs = {count: choice.cost_of(count) for count in counts}
    cheapest = min(costs, key=lambda count: costs[count], default=None)
    if cheapest is None or costs[cheapest] == float("inf"):
        return False
    choice.hide_count(cheapest)
    return True
