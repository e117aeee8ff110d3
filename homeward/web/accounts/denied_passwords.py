"""Refuses passwords that are quickly guessed here: the season and year, a month, the name of this service."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

_OFTEN_TRIED = (
    *("spring", "summer", "autumn", "winter"),
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("password", "passphrase", "welcome", "changeme", "letmein", "qwerty", "admin", "temp", "login"),
    *("homeward", "council", "borough", "county", "children", "childrens", "services", "service", "social", "worker"),
)
_INSTEAD_OF_LETTERS = str.maketrans("013457@$!", "oieastasi")
_FEWEST_OTHER_LETTERS = 6
_FEWEST_DIFFERENT = 5


class DeniedPasswordValidator:
    """Refuse a password that is little more than words many people try here, whatever figures stand around them.

    The words are those above and the parts of the names under which people reach the service, which tell the council.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password on the list, or of fewer than five different characters."""
        if len(set(password.lower())) < _FEWEST_DIFFERENT:
            raise ValidationError("This password repeats too few characters. Use at least five different ones.")
        if any(_is_little_else(letters) for letters in _readings(password)):
            raise ValidationError(
                "This password is easily guessed: it is little more than a season, a month, a weekday, or a name "
                "that everybody here knows. Three words that have nothing to do with each other are better."
            )

    def get_help_text(self) -> str:
        """Return the rule as advice."""
        return "Do not build it from the season, the month, the name of the council or of this service."


def _readings(password: str) -> tuple[str, str]:
    """Return a password's letters, as they stand and with figures and signs read as the letters they stand for."""
    plain = password.lower()
    return re.sub(r"[\W\d_]", "", plain), re.sub(r"[\W\d_]", "", plain.translate(_INSTEAD_OF_LETTERS))


def _is_little_else(letters: str) -> bool:
    words = sorted({*_OFTEN_TRIED, *_names_of_the_service()}, key=len, reverse=True)
    others, found = re.subn("|".join(map(re.escape, words)), "", letters)
    return bool(found) and len(others) < _FEWEST_OTHER_LETTERS


def _names_of_the_service() -> set[str]:
    """Return the longer parts of the service's own addresses, such as the council's name."""
    parts = re.split(r"[^a-z]+", " ".join(settings.ALLOWED_HOSTS).lower())
    return {part for part in parts if len(part) > 3}
