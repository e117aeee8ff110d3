"""What the first page may list as to do: apps say here what they have for somebody."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class TodayItem:
    """One thing to do: words, where it is done (empty where nowhere yet), more about it, and by which day, if any.

    The words may name a child only to somebody who may open the record.
    """

    words: str
    href: str = ""
    more: str = ""
    by_on: date | None = None


MOST_OF_A_KIND = 5
"""So many lines of one kind are listed; of more there is one line that says how many more."""

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


def shortened(items: list[TodayItem], says: str) -> Iterator[TodayItem]:
    """Yield the first lines of one kind, and one that says how many more there are."""
    yield from items[:MOST_OF_A_KIND]
    if len(items) > MOST_OF_A_KIND:
        yield TodayItem(f"{len(items) - MOST_OF_A_KIND} {says}", reverse("children_list"))
