"""Tells in words what somebody said and, of a child too young to say it in words, what the child showed."""

from datetime import date

from homeward.web.people.models import Person
from homeward.web.people.persons.queries import age_on

SPEAKS_FROM_YEARS = 3
"""Of a child younger than this it is written down what they showed, as somebody noticed it: not in their words."""
OR_SHOWED = "Of a child under three, write what they showed."
"""What forms say of it, beside asking for somebody's words."""


def is_too_young_to_say(person: Person, on: date) -> bool:
    """Tell whether somebody was, on a day, a child so young that what is written down is what they showed."""
    years = age_on(person.born_on, on)
    return years is not None and years < SPEAKS_FROM_YEARS


def said_or_showed(who: str, words: str, *, is_shown: bool) -> str:
    """Return words with whose they are: in quotes where they are somebody's own."""
    return f"{who} showed: {words}" if is_shown else f"{who} said: “{words}”"
