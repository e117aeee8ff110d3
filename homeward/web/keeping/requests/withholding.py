"""Takes withheld words out of a text and puts the reason in their place; plain text in, pieces out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Withheld:
    """Words to be withheld, or the whole text where `words` is empty; `reason` is what stands in their place."""

    words: str
    reason: str


@dataclass(frozen=True)
class Piece:
    """A part of a text as it is given: its words or, where `is_withheld`, the reason why they are not."""

    text: str
    is_withheld: bool = False


def told(text: str, withheld: Iterable[Withheld]) -> list[Piece]:
    """Return a text with what is withheld taken out, wherever it stands; what overlaps is taken out as one.

    Words are found in capitals or small letters, over line ends, and as whole words.
    """
    every = list(withheld)
    whole = next((one for one in every if not one.words.strip()), None)
    if whole:
        return [Piece(whole.reason, is_withheld=True)] if text else []
    pieces: list[Piece] = []
    at = 0
    for first, last, reason in _merged(sorted(_found(text, every))):
        if first > at:
            pieces.append(Piece(text[at:first]))
        pieces.append(Piece(reason, is_withheld=True))
        at = last
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def stands_in(text: str, words: str) -> bool:
    """Tell whether words stand in a text, as `told` would find them."""
    return bool(words.strip()) and _pattern(words).search(text) is not None


def _found(text: str, withheld: Iterable[Withheld]) -> list[tuple[int, int, str]]:
    return [
        (match.start(), match.end(), one.reason) for one in withheld for match in _pattern(one.words).finditer(text)
    ]


def _merged(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join spans that overlap; the reasons of all of them are said, each once."""
    joined: list[tuple[int, int, list[str]]] = []
    for first, last, reason in spans:
        if joined and first < joined[-1][1]:
            begun, until, reasons = joined[-1]
            joined[-1] = (begun, max(until, last), [*reasons, *([] if reason in reasons else [reason])])
        else:
            joined.append((first, last, [reason]))
    return [(first, last, "; ".join(reasons)) for first, last, reasons in joined]


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds words whatever the blanks between them, but not inside longer words."""
    parts = words.split()
    begins = r"(?<!\w)" if parts[0][0].isalnum() else ""
    ends = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return re.compile(begins + r"\s+".join(map(re.escape, parts)) + ends, re.IGNORECASE)
