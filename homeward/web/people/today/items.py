"""What the first page may list as to do: apps say here what they have for somebody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest


@dataclass(frozen=True)
class TodayItem:
    """One thing to do: words, where it is done (empty where nowhere yet), more about it, and by which day, if any.

    The words may name a child only to somebody who may open the record.
    """

    words: str
    href: str = ""
    more: str = ""
    by_on: date | None = None


Source = Callable[[HttpRequest], Iterable[TodayItem]]
_sources: list[Source] = []


def list_on_today(source: Source) -> None:
    """State, once, when the service starts, what an app lists as to do; it is asked at each opening of the first page.

    Raises ValueError the second time.
    """
    if source in _sources:
        raise ValueError(f"{source.__qualname__} is listed on the first page already")
    _sources.append(source)


def items_for(request: HttpRequest) -> list[TodayItem]:
    """Return what somebody must do, what has a day first and the earliest day first."""
    found = [item for source in _sources for item in source(request)]
    return sorted(found, key=lambda item: (item.by_on is None, item.by_on or date.max))
