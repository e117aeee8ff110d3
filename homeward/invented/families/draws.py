"""Draws one thing or another from a seed, so that the same seed always invents the same families."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

Thing = TypeVar("Thing")


class Draws:
    """Draws from one stream of random numbers."""

    def __init__(self, *seed: int) -> None:
        """Begin the stream of a seed (whole numbers, none below 0)."""
        self._generator = np.random.Generator(np.random.PCG64(list(seed)))

    def chance(self, share: float) -> bool:
        """Return True in that share of draws, from 0 to 1."""
        return bool(self._generator.random() < share)

    def between(self, first: int, last: int) -> int:
        """Return a whole number from `first` to `last`, both included; `first` where that is the later."""
        return int(self._generator.integers(first, max(first, last) + 1))

    def day(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`, both included; `first` where that is the later."""
        return first + timedelta(days=self.between(0, (last - first).days))

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things, each as likely."""
        return things[self.between(0, len(things) - 1)]

    def weighted(self, shares: Mapping[str, float]) -> str:
        """Return one of the names, each as likely as its share among all shares says."""
        at = self._generator.random() * sum(shares.values())
        for name, share in shares.items():
            at -= share
            if at < 0:
                return name
        return list(shares)[-1]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return the things in another order."""
        return [things[place] for place in self._generator.permutation(len(things))]
