"""Whole careers of children in care, from the first coming in to the last leaving, before they have dates."""

from dataclasses import dataclass, replace

import numpy as np

from homeward.invented.margins import Days
from homeward.invented.moves import Episodes, invent_episodes, settle_at_eighteen
from homeward.invented.stays import Stays, invent_stays


@dataclass(frozen=True)
class Careers:
    """Whole careers of many children: their periods of care and the episodes within; `kind` has ends at 18 named."""

    stays: Stays
    episodes: Episodes

    @property
    def children(self) -> int:
        """Return how many children there are."""
        return int(self.stays.child[-1]) + 1 if len(self.stays.child) else 0


def invent_careers(generator: np.random.Generator, children: int) -> Careers:
    """Invent whole careers of that many children from the assumptions alone."""
    stays = invent_stays(generator, children)
    episodes = invent_episodes(generator, stays)
    return Careers(replace(stays, kind=settle_at_eighteen(generator, stays, episodes)), episodes)


def spans(careers: Careers) -> Days:
    """Return the days from each child's first coming into care to its last leaving."""
    return careers.stays.ended[careers.stays.is_last]
