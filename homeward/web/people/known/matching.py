"""Compares somebody who is asked for with one who is known, and says in words what fits. No score decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.web.people.known.near_dates import how_near
from homeward.web.people.sounds import is_one_slip_apart, plain, sound_of


@dataclass(frozen=True)
class Sought:
    """Somebody who is asked for; whatever is not known is left empty. `address` is any words of it, or a postcode.

    `also` is another name they bear. `born_year` is about when they were born, where the day is not known.
    """

    given: str = ""
    family: str = ""
    born_on: date | None = None
    address: str = ""
    also: str = ""
    born_year: int | None = None

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The name as heard, then what the other name makes of it: one word may stand for either half."""
        heard, words = (self.given, self.family), self.also.split()
        if not words:
            return (heard,)
        if len(words) == 1:
            return (heard, (words[0], self.family), (self.given, words[0]))
        return (heard, (" ".join(words[:-1]), words[-1]))


@dataclass(frozen=True)
class Held:
    """Somebody who is known: names as (given, family, what kind of name), date of birth, and where they lived.

    Homes are (address, whether it was left).
    """

    names: tuple[tuple[str, str, str], ...]
    born_on: date | None
    homes: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Fit:
    """What fits, in words, and how strongly the name, the date and the address do: 0 not, 1 nearly, 2 the same."""

    reasons: tuple[str, ...]
    name: int
    date: int
    address: int

    @property
    def order(self) -> tuple[int, ...]:
        """Sorts the best fit first: by how many of the three fit, then the date, the name, the address."""
        how_many = sum(bool(one) for one in (self.name, self.date, self.address))
        return (-how_many, -self.date, -self.name, -self.address)


def fit_of(sought: Sought, held: Held) -> Fit | None:
    """Return what fits between somebody asked for and somebody known, or None where too little does.

    Enough is: the whole name; or half of it with the date of birth or the address; or date and address both.
    """
    whole, half, name_words = _best_name(sought, held)
    date_words = _dated(sought, held)
    dated = 0 if not date_words else 2 if date_words.startswith("same date") else 1
    lived, home_words = _home(sought.address, held.homes)
    if not (whole or (half and (dated or lived)) or (dated and lived)):
        return None
    reasons = tuple(words for words in (name_words, date_words, home_words) if words)
    return Fit(reasons, whole or half, dated, lived)


def _best_name(sought: Sought, held: Held) -> tuple[int, int, str]:
    """Return how well the best of the names fits as a whole, and by halves, and that in words."""
    best = (0, 0, "")
    for asked in sought.names:
        for given, family, kind in held.names:
            whole, half, words = _name(asked, given, family, kind)
            if (whole, half) > best[:2]:
                best = (whole, half, words if asked == sought.names[0] else f"by the other name: {words}")
    return best


def _dated(sought: Sought, held: Held) -> str:
    """Return in words how what is known of the birth fits."""
    if held.born_on is None:
        return ""
    if sought.born_on:
        return how_near(sought.born_on, held.born_on)
    is_about = sought.born_year is not None and abs(held.born_on.year - sought.born_year) <= 1
    return "born about that year" if is_about else ""


def _name(sought: tuple[str, str], given: str, family: str, kind: str) -> tuple[int, int, str]:
    straight = (_alike(sought[0], given), _alike(sought[1], family))
    crossed = (_alike(sought[0], family), _alike(sought[1], given))
    halves, swapped = (crossed, True) if min(crossed) > 0 and not min(straight) else (straight, False)
    if not any(halves):
        return 0, 0, ""
    whole = min(halves) if all(half.strip() for half in sought) else 0
    return whole, max(halves), _name_words(halves, kind, swapped)


def _name_words(halves: tuple[int, int], kind: str, swapped: bool) -> str:
    how = {2: "the same", 1: "alike"}
    if swapped:
        words = "given and family name swapped"
    elif halves == (2, 2):
        words = "same name"
    else:
        parts = zip(("given name", "family name"), halves, strict=True)
        words = " and ".join(f"{part} {how[half]}" for part, half in parts if half)
    return f"{words} ({kind})" if kind else words


def _alike(one: str, other: str) -> int:
    """Return 2 for the same name, 1 for one that sounds alike, differs by one slip or is a part; else 0."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return 0
    if a == b:
        return 2
    if set(a.split()) & set(b.split()) or is_one_slip_apart(a, b):
        return 1
    return int(bool(_sounds(a) & _sounds(b)))


def _sounds(name: str) -> set[str]:
    """Return how a name sounds, written as it is and, if it has several words, as one."""
    return {sound_of(written) for written in {name, name.replace(" ", "")}} - {""}


def _home(asked: str, homes: Iterable[tuple[str, bool]]) -> tuple[int, str]:
    """Return whether somebody lived at an address asked for, and that in words.

    A postcode must be the same; without one, all words asked for stand in the address, of which one is not a number.
    """
    wanted = plain(asked)
    if len(wanted) < 4:
        return 0, ""
    for address, was_left in sorted(homes, key=lambda home: home[1]):
        known = plain(address)
        together = wanted.replace(" ", "")
        has_words = set(wanted.split()) <= set(known.split()) and any(len(word) > 2 for word in wanted.split())
        if has_words or (len(together) >= 5 and together in known.replace(" ", "")):
            return 2, "lived at this address before" if was_left else "lives at this address"
    return 0, ""
