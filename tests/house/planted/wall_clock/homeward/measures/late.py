"""A measure that looks at the clock."""

from datetime import date, datetime


def age() -> int:
    """Return an age that changes overnight."""
    return date.today().year - 2000


def stamp() -> str:
    """Return an instant."""
    return datetime.now().isoformat()
