"""Shows the place of a text at which something looked for stands, with what was looked for marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from homeward.web.chronology.search.words import Term, folded, kept_words

_BEFORE, _IN_ALL = 10, 45
"""So many words are shown before the first that is marked, and in all."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Piece:
    """Some words in a row, of which all or none are what was looked for."""

    words: str
    is_marked: bool = False


def pieces_of(texts: Iterable[str], terms: Sequence[Term]) -> tuple[Piece, ...]:
    """Return the words round what is looked for, in the text that holds most of it; else how the first begins."""
    given = [text for text in texts if text] or [""]
    text = max(given, key=lambda one: sum(term.is_in(kept_words([one])) for term in terms))
    words = _WORD.findall(text)
    marked = [_is_marked(word, terms) for word in words]
    first = max(marked.index(True) - _BEFORE, 0) if True in marked else 0
    shown = list(zip(words, marked, strict=True))[first : first + _IN_ALL]
    pieces = list(_in_runs(shown))
    before = [Piece("…")] if first else []
    after = [Piece("…")] if first + _IN_ALL < len(words) else []
    return (*before, *pieces, *after)


def _is_marked(word: str, terms: Iterable[Term]) -> bool:
    """Tell whether a word is one of those looked for; of a phrase each word is."""
    own = {*folded(word).split(), folded(word).replace(" ", "")}
    for term in terms:
        for way in term.ways:
            *whole, last = way.split()
            is_begun = not way.endswith(" ")
            if own & set(whole) or last in own or (is_begun and any(one.startswith(last) for one in own)):
                return True
    return False


def _in_runs(words: Iterable[tuple[str, bool]]) -> Iterable[Piece]:
    run: list[str] = []
    is_marked = False
    for word, marks in words:
        if run and marks != is_marked:
            yield Piece(" ".join(run), is_marked)
            run = []
        run.append(word)
        is_marked = marks
    if run:
        yield Piece(" ".join(run), is_marked)
