"""Finds in writing whatever tells of somebody of whom a recipient may not be told, however it is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from homeward.practice.chronology.folded import Folded, folded
from homeward.practice.chronology.numbers import Allowed, numbers_in, streets_written_small
from homeward.practice.chronology.spelling import Spelling
from homeward.practice.chronology.withholding import Reason

MARK = "[withheld]"
_CERTAIN = 10
"""So many letters in a row are no chance, whatever stands between them."""


@dataclass(frozen=True)
class Passage:
    """A passage of a text, by its first sign and the one after its last, and why it is withheld."""

    start: int
    end: int
    reason: Reason


@dataclass(frozen=True)
class Forbidden:
    """What may not be read: each spelling with the reason, and the spellings that are free though they hold some.

    `ambiguous` are names of others that cannot be withheld, because somebody bears them who may be named. `allowed` are
    the recipient's own numbers and addresses; with None, numbers and addresses that nobody of the record has are free.
    """

    spellings: tuple[tuple[Spelling, Reason], ...]
    free: tuple[Spelling, ...] = ()
    ambiguous: tuple[Spelling, ...] = ()
    allowed: Allowed | None = None

    def passages_in(self, text: str) -> tuple[Passage, ...]:
        """Return what must be withheld of a text, in order and without overlap."""
        read = folded(text)
        free = [span for spelling in self.free for span in _found(spelling, read)]
        found = [
            Passage(*span, reason)
            for spelling, reason in self.spellings
            for span in _found(spelling, read)
            if not any(_is_within(span, other) for other in free)
        ]
        if self.allowed is not None:
            found += [Passage(*read.original(*span), reason) for *span, reason in numbers_in(read, self.allowed)]
        return tuple(_merged(found))

    def written_small(self, text: str) -> tuple[str, ...]:
        """Return the ordinary words of a text, in small letters, that are somebody's name or town too."""
        read = folded(text)
        found = {
            text[start:end]
            for spelling, _ in self.spellings
            if spelling.is_capital
            for start, end in _found(spelling, read, in_any_letters=True)
        }
        return tuple(sorted(word for word in found if word[:1].islower()))

    def ambiguous_in(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that may be somebody's name who may be named, or somebody else's."""
        read = folded(text)
        free = [span for spelling in self.free for span in _found(spelling, read)]
        spans = {span for spelling in self.ambiguous for span in _found(spelling, read)}
        doubtful = (one for one in spans if not any(_is_within(one, other) and one != other for other in free))
        return tuple(sorted({text[start:end] for start, end in doubtful}))

    def small_streets_in(self, text: str) -> tuple[str, ...]:
        """Return what looks in a text like somebody's address but for its capitals."""
        return () if self.allowed is None else tuple(streets_written_small(folded(text), self.allowed))

    def stands_in(self, text: str, furniture: Iterable[str] = ()) -> bool:
        """Tell whether a finished document holds anything forbidden, even torn apart at the end of a line.

        `furniture` are single words, in small letters, that the document says of itself, such as the names of months.
        """
        spared = frozenset(furniture)
        strict = tuple(pair for pair in self.spellings if pair[0].squeezed not in spared)
        read = folded(text)
        if replace(self, spellings=strict).passages_in(text):
            return True
        certain = (one for one, _ in strict if len(one.words) > 1 and len(one.squeezed) >= _CERTAIN)
        without_free = read.squeezed
        for spelling in self.free:
            without_free = without_free.replace(spelling.squeezed, "|")
        return any(one.squeezed in without_free for one in certain)


def marked(text: str, passages: Iterable[Passage]) -> str:
    """Return a text with a visible mark in place of each passage."""
    for passage in sorted(passages, key=lambda one: one.start, reverse=True):
        text = text[: passage.start] + MARK + text[passage.end :]
    return text


def _found(spelling: Spelling, read: Folded, *, in_any_letters: bool = False) -> Iterator[tuple[int, int]]:
    """Yield where something is written in a text."""
    # Most of what is sought is in no text; this asks it quickly.
    if spelling.squeezed not in read.squeezed:
        return
    for match in spelling.finds.finditer(read.letters):
        start, end = read.original(*match.span())
        if not spelling.is_capital or in_any_letters or read.text[start].isupper():
            yield start, end


def _is_within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _merged(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages in order; of those that overlap one, with the reason of the longest."""
    open_one: list[Passage] = []
    for passage in sorted(passages, key=lambda one: (one.start, -one.end)):
        if open_one and passage.start >= max(one.end for one in open_one):
            yield _as_one(open_one)
            open_one = []
        open_one.append(passage)
    if open_one:
        yield _as_one(open_one)


def _as_one(passages: list[Passage]) -> Passage:
    longest = max(passages, key=lambda one: one.end - one.start)
    return Passage(min(one.start for one in passages), max(one.end for one in passages), longest.reason)
