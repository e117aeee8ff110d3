"""Finds phone numbers, e-mail addresses, postcodes and street addresses in writing, whoever's they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from homeward.practice.chronology.folded import Folded, squeezed
from homeward.practice.chronology.spelling import STREETS, digits_of
from homeward.practice.chronology.withholding import Reason

_EMAIL = re.compile(r"[\w.+'-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+")
_POSTCODE = re.compile(r"(?<![^\W_])[a-z]{1,2}\d[a-z\d]?[\s.\-]*(?!\d(?:st|nd|rd|th)\b)\d[a-z]{2}(?![^\W_])")
_PHONE = re.compile(r"(?<![\d/])(?:\+|00|\(?0|44)[\d\s().\-]{7,}\d(?![\d/])")
_DATES = re.compile(r"\d{1,2}\s*[./\-]\s*\d{1,2}\s*[./\-]\s*\d{2,4}")
_KINDS = "|".join(sorted({*STREETS, *filter(None, STREETS.values())}, key=len, reverse=True))
_STREET = re.compile(rf"(?<![^\W_])\d+[a-z]?,?[ \t]+(?:[^\W\d_][\w'’\-]*[ \t]+){{1,3}}(?:{_KINDS})(?![^\W_])")
_FEWEST_DIGITS = 9


@dataclass(frozen=True)
class Allowed:
    """What the recipient may read of numbers and addresses: their own, squeezed to letters and digits."""

    phones: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


def numbers_in(read: Folded, allowed: Allowed) -> Iterator[tuple[int, int, Reason]]:
    """Yield where in folded writing a number or an address stands that is not allowed, and what it is."""
    emails = (match for match in _EMAIL.finditer(read.letters) if squeezed(match[0]) not in allowed.emails)
    codes = (match for match in _POSTCODE.finditer(read.letters) if squeezed(match[0]) not in allowed.postcodes)
    phones = (match for match in _PHONE.finditer(read.letters) if _is_phone(match[0], allowed))
    streets = (match for match in _STREET.finditer(read.letters) if _is_named(read, match))
    for match in chain(emails, phones):
        yield *match.span(), Reason.REACHED
    for match in chain(codes, (one for one in streets if not _is_own(one[0], allowed))):
        yield *match.span(), Reason.ADDRESS


def streets_written_small(read: Folded, allowed: Allowed) -> Iterator[str]:
    """Yield what looks like an address that is not allowed, but for its capitals."""
    for match in _STREET.finditer(read.letters):
        if not _is_named(read, match) and not _is_own(match[0], allowed):
            yield match[0]


def _is_phone(written: str, allowed: Allowed) -> bool:
    """Tell whether digits are a phone number that is not allowed, rather than days one after the other."""
    is_long = len(re.sub(r"\D", "", written)) >= _FEWEST_DIGITS
    return is_long and not _DATES.match(written) and digits_of(written) not in allowed.phones


def _is_own(written: str, allowed: Allowed) -> bool:
    return any(squeezed(written) in own for own in allowed.addresses)


def _is_named(read: Folded, match: re.Match[str]) -> bool:
    """Tell whether the words of a street are written with capitals, as its name is."""
    start, end = read.original(*match.span())
    words = re.findall(r"[^\W\d_][\w'’\-]*", read.text[start:end])
    return all(word[0].isupper() for word in words)
