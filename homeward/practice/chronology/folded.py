"""Reads writing without regard to capitals, accents and invisible signs, and knows where each letter stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\W_]+")
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Accents that stand after their letter, and signs that are not seen, such as a soft hyphen."""


@dataclass(frozen=True)
class Folded:
    """A text in small letters without accents; `places[n]` is where the n-th of its signs stood in `text`."""

    text: str
    letters: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where signs `start` to `end` stood in the text, with the accents and unseen signs that follow."""
        last = self.places[end - 1] + 1
        while last < len(self.text) and unicodedata.category(self.text[last]) in _UNSEEN:
            last += 1
        return self.places[start], last

    @cached_property
    def squeezed(self) -> str:
        """Letters and digits alone."""
        return squeezed(self.letters)


def folded(text: str) -> Folded:
    """Return a text folded; a letter may fold into several (ß into ss), and an accent into nothing."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold()):
            if unicodedata.category(letter) not in _UNSEEN:
                letters.append(letter)
                places.append(place)
    return Folded(text, "".join(letters), tuple(places))


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded: runs of letters and digits."""
    return tuple(_WORD.findall(folded(text).letters))


def squeezed(letters: str) -> str:
    """Return folded writing without anything between its letters and digits."""
    return _BETWEEN.sub("", letters)
