"""Chooses what is told of whom, so that no family's story is told in the words of another."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from homeward.invented.families.draws import Draws
from homeward.invented.families.story_words import Line, Named, fill, has_choices, with_choices

RUN = 56
"""Two families may not share so many signs in a row, capitals, accents and signs between words aside."""

_TRIES = 8
_BETWEEN = re.compile(r"[\W_]+")


class Teller:
    """Remembers which lines were told, and in which words."""

    def __init__(self, draws: Draws) -> None:
        """Begin with nothing told."""
        self.draws = draws
        self._told: Counter[Line] = Counter()
        self._runs: set[str] = set()
        self._said: set[tuple[str, str]] = set()

    def in_turn(self, lines: Iterable[Line], most: int | None = None) -> list[Line]:
        """Return lines in the order in which to try them, those told least first; none told more than `most` times."""
        ours = [line for line in lines if most is None or self._told[line] < most]
        return sorted(self.draws.shuffled(ours), key=lambda line: self._told[line])

    def tell(self, line: Line) -> None:
        """Note that a line is told."""
        self._told[line] += 1

    def say(self, text: str, names: Mapping[str, Named], family: str) -> str:
        """Return a text filled in, in words that were not said before; empty where there are none left.

        What is too short to be recognised may be said of another family, but not of this one, again.
        """
        for _ in range(_TRIES if has_choices(text) else 1):
            said = fill(with_choices(text, self.draws), names)
            runs = set(runs_in(said))
            if (family, said) not in self._said and runs.isdisjoint(self._runs):
                self._runs |= runs
                self._said.add((family, said))
                return said
        return ""


def runs_in(text: str) -> Iterator[str]:
    """Yield every run of signs of a text that is long enough to be recognised."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    plain = _BETWEEN.sub(" ", plain).strip()
    yield from (plain[at : at + RUN] for at in range(len(plain) - RUN + 1))
