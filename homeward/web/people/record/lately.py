"""What a child's page says of late: apps above this one say here when the child was last seen, heard, and the like."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Lately:
    """What stands beside the name on a child's page: what, when in a few words, and where there is more (or empty)."""

    label: str
    words: str
    href: str = ""


Source = Callable[[HttpRequest], Iterable[Lately]]
_sources: list[Source] = []


def tell_lately(source: Source) -> None:
    """State, once, when the service starts, what an app says of late; it is asked at each opening of a child's page.

    A source is asked with the request, whose `child` the page is about, and may take one query. Raises ValueError the
    second time.
    """
    if source in _sources:
        raise ValueError(f"{source.__qualname__} is told on a child’s page already")
    _sources.append(source)


def lately_of(request: HttpRequest) -> list[Lately]:
    """Return what is said of late of the child of a page, for its reader."""
    return [line for source in _sources for line in source(request)]
