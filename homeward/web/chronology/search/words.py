"""Makes words alike that are written unlike, for the search: accents, capitals, apostrophes, hyphens do not count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from homeward.web.people.sounds import plain

APART = "|"
"""Stands between what belongs to different answers, so that no phrase reaches from one into the next."""
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_HYPHENATED = re.compile(r"\w+(?:[-‐‑]\w+)+")
_ASKED = re.compile(r'["“”]([^"“”]*)["“”]?(\*?)|([^\s"“”]+)')


@dataclass(frozen=True)
class Term:
    """A word or phrase that is looked for: found where one of `ways` stands in the kept words."""

    ways: tuple[str, ...]

    def is_in(self, kept: str) -> bool:
        """Tell whether kept words hold the term."""
        return any(way in kept for way in self.ways)


def folded(text: str) -> str:
    """Return a text in small letters without accents, with single blanks for all that is no letter or digit.

    A closing "'s" is left out, other apostrophes are closed up: "O'Neill's car" is "oneill car".
    """
    return plain(_POSSESSIVE.sub("", text))


def kept_words(texts: Iterable[str]) -> str:
    """Return what the index keeps of some texts: each folded, and hyphenated words once more in one word."""
    given = [text for text in texts if text]
    parts = [folded(text) for text in given]
    parts += [_closed_up(word) for text in given for word in _HYPHENATED.findall(text)]
    return f" {f' {APART} '.join(part for part in parts if part)} "


def terms_of(words: str) -> tuple[Term, ...]:
    """Return what is looked for: each word; each phrase in quotes; with a star at the end, whatever begins so."""
    found = (_term(*match.groups()) for match in _ASKED.finditer(words))
    return tuple(dict.fromkeys(term for term in found if term))


def _term(phrase: str | None, phrase_star: str | None, word: str | None) -> Term | None:
    asked = phrase if word is None else word
    whole = folded(asked)
    if not whole:
        return None
    is_begun = bool(phrase_star) or asked.rstrip().endswith("*")
    ways = [whole] if word is None else [whole, _closed_up(word)]
    return Term(tuple(dict.fromkeys(f" {way}" if is_begun else f" {way} " for way in ways)))


def _closed_up(word: str) -> str:
    return folded(word).replace(" ", "")
