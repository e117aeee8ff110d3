"""Remembers what was looked up about somebody while one page is made for them, so that it is looked up only once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

from django.db.models import Model

from homeward.web.accounts.models import User

Found = TypeVar("Found")
_found: ContextVar[dict[tuple[str, int], object] | None] = ContextVar("looked_up", default=None)


@contextmanager
def looked_up_once() -> Iterator[None]:
    """Remember what is looked up inside, and forget it afterwards: for making one page, by which nothing changes."""
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def is_remembered() -> bool:
    """Tell whether what is looked up now is remembered."""
    return _found.get() is not None


def remember(what: str, user: User, found: object) -> None:
    """Take what was found out about somebody for the answer that `once` would look up while this page is made."""
    remembered = _found.get()
    if remembered is not None:
        remembered[what, user.pk] = found


def once(what: str, user: Model, look: Callable[[], Found]) -> Found:
    """Return what `look` finds about somebody, or about a stored row: of one page its first answer, else always anew.

    `what` says apart what is looked up of different things, whose keys may be alike.
    """
    found = _found.get()
    if found is None:
        return look()
    if (what, user.pk) not in found:
        found[what, user.pk] = look()
    return cast("Found", found[what, user.pk])
