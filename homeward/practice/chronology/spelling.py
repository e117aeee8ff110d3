"""Says in which ways a name, an address, a phone number or an e-mail address can be written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from homeward.practice.chronology.folded import squeezed, words_in
from homeward.practice.chronology.ordinary_words import ORDINARY_WORDS
from homeward.practice.chronology.withholding import Name

_ANYTHING = r"[\W_]*"
_WITHIN_A_NAME = r"[\s.'’\-]{0,3}"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?=(?:['’]?s)?(?![^\W_]))"
_LONG = 8
"""So many letters, in several words, are found even where they run into other letters."""
_TITLES = {"male": ("mr", "sir"), "female": ("mrs", "ms", "miss")}
_ANY_TITLES = ("dr", "prof", "professor", "rev")
STREETS = {
    "road": "rd",
    "street": "st",
    "avenue": "ave",
    "lane": "ln",
    "close": "cl",
    "drive": "dr",
    "court": "ct",
    "gardens": "gdns",
    "crescent": "cres",
    "place": "pl",
    "terrace": "terr",
    "square": "sq",
    "grove": "gr",
    "way": "",
    "walk": "",
    "mews": "",
    "hill": "",
    "park": "",
    "rise": "",
    "view": "",
    "green": "",
    "row": "",
}
"""What streets are called, and how that is shortened."""
_LONG_OF = {short: long for long, short in STREETS.items() if short}
_DOOR = re.compile(r"(?:flat|unit|apartment|apt|room|floor|number|no)?(?:\d+[a-z]?)?")
_COUNTRIES = frozenset({"england", "scotland", "wales", "uk", "gb"})
_POSTCODE = re.compile(r"([a-z]{1,2}\d[a-z\d]?)[\s.\-]*(\d[a-z]{2})", re.IGNORECASE)
_DIGITS_OF_AREA = (2, 3, 4)
"""How many digits a British landline has before the local number, without the first nought."""


@dataclass(frozen=True)
class Spelling:
    """One way of writing something: its words in order, with anything or nothing between them.

    `is_apart` asks that no other letters run into it. `is_capital` asks for a capital, because it is an ordinary word
    too. `is_close` lets only what stands within a name be between the words. `pattern` replaces all that where given.
    """

    words: tuple[str, ...]
    is_apart: bool = True
    is_capital: bool = False
    is_close: bool = False
    pattern: str = ""

    @cached_property
    def squeezed(self) -> str:
        """Its letters and digits alone."""
        return squeezed("".join(self.words))

    @cached_property
    def finds(self) -> re.Pattern[str]:
        """What finds it in folded writing."""
        if self.pattern:
            return re.compile(self.pattern)
        between = _WITHIN_A_NAME if self.is_close else _ANYTHING
        body = between.join(re.escape(word) for word in self.words)
        return re.compile(f"{_BEFORE}{body}{_AFTER}" if self.is_apart else body)


def spelled(words: Iterable[str], *, is_close: bool = False) -> Spelling:
    """Return how some words are written one after the other."""
    parts = tuple(words)
    is_long = len(parts) > 1 and sum(map(len, parts)) >= _LONG
    is_capital = len(parts) == 1 and parts[0] in ORDINARY_WORDS
    return Spelling(parts, is_apart=not is_long or is_close, is_capital=is_capital, is_close=is_close)


def in_full(name: Name) -> tuple[tuple[str, ...], ...]:
    """Return a name in both orders; nothing where it has one half only."""
    given, family = words_in(name.given), words_in(name.family)
    return ((*given, *family), (*family, *given)) if given and family else ()


def alone(name: Name) -> tuple[tuple[str, ...], ...]:
    """Return what stands for somebody by itself: each first name, the family name, and the halves of a double one."""
    given, family = words_in(name.given), words_in(name.family)
    halves = [(word,) for word in family if len(family) > 1 and len(word) >= 4]  # not "de", "van"
    singles = [*((word,) for word in given), (family), *halves]
    return tuple(words for words in singles if sum(map(len, words)) > 1)


def shortened(name: Name, sex: str) -> Iterator[tuple[str, ...]]:
    """Yield a name with initials, with a title, and with one of several first names."""
    given, family = words_in(name.given), words_in(name.family)
    if not family:
        return
    for title in (*_TITLES.get(sex, (*_TITLES["male"], *_TITLES["female"])), *_ANY_TITLES):
        yield title, *family
    if given:
        initials = tuple(word[0] for word in given)
        for first in {initials, initials[:1], ("".join(initials),), given[:1]}:
            yield (*first, *family)
            yield (*family, *first)
        yield given[0], family[0][0]


def address_spellings(address: str) -> Iterator[Spelling]:
    """Yield how an address is written: whole, by street with or without its number, by the name of house or town."""
    parts = [part for line in re.split(r"[\n,;]", _POSTCODE.sub("\n", address)) for part in _cut(words_in(line))]
    whole = tuple(word for part in parts for word in part)
    if len(whole) > 1:
        yield spelled(whole)
    for part in parts:
        street = _without_door(part)
        if not street or squeezed("".join(street)) in _COUNTRIES:
            continue
        if len(street) == 1:
            yield Spelling(street, is_capital=True)
            continue
        if street != part:
            yield from (spelled(words) for words in _both_lengths(part))
        yield from (_numbered(words) for words in _both_lengths(street))


def postcodes_in(text: str) -> set[str]:
    """Return the postcodes of a text, in small letters without blanks."""
    return {(found[1] + found[2]).lower() for found in _POSTCODE.finditer(text)}


def postcode_spelling(postcode: str) -> Spelling:
    """Return how a postcode is written."""
    letters = squeezed("".join(words_in(postcode)))
    return Spelling((letters[:-3], letters[-3:]))


def digits_of(phone: str) -> str:
    """Return a British phone number's digits without the country's and without the first nought."""
    digits = re.sub(r"\D", "", "".join(words_in(phone)))
    if phone.strip().startswith("+44") or digits.startswith("0044"):
        digits = digits.removeprefix("0044").removeprefix("44")
    return digits.removeprefix("0")


def phone_spellings(phone: str) -> Iterator[Spelling]:
    """Yield how a phone number is written: with and without its country, and a landline's without its area too."""
    digits = digits_of(phone)
    if len(digits) < 6:
        return
    body = _ANYTHING.join(digits)
    yield Spelling((digits,), pattern=rf"(?:\+?(?:00)?44{_ANYTHING})?(?:0{_ANYTHING})?{body}")
    if len(digits) == 10 and not digits.startswith("7"):
        for area in _DIGITS_OF_AREA:
            yield Spelling((digits[area:],), pattern=rf"(?<!\d){_ANYTHING.join(digits[area:])}(?!\d)")


def email_spelling(email: str) -> Spelling:
    """Return how an e-mail address is written."""
    return Spelling(words_in(email), is_apart=False)


def _cut(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words of a line up to the kind of street, and those after it, which are a place."""
    end = next((n for n, word in enumerate(words) if n and (word in STREETS or word in _LONG_OF)), None)
    if end is None:
        yield words
        return
    yield words[: end + 1]
    if words[end + 1 :]:
        yield words[end + 1 :]


def _without_door(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a line without the numbers of door, flat or floor before them."""
    for n, word in enumerate(words):
        if not _DOOR.fullmatch(word):
            return words[n:]
    return ()


def _both_lengths(street: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a street with its kind in full and, where it can be, shortened."""
    kind = _LONG_OF.get(street[-1], street[-1])
    if len(street) < 2 or kind not in STREETS:
        return [street]
    return [(*street[:-1], word) for word in (kind, STREETS[kind]) if word]


def _numbered(street: tuple[str, ...]) -> Spelling:
    """Return a street, with the number before it where one stands there."""
    body = _ANYTHING.join(re.escape(word) for word in street)
    return Spelling(street, pattern=rf"(?:{_BEFORE}\d+[a-z]?{_ANYTHING})?{_BEFORE}{body}{_AFTER}")
