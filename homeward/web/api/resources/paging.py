"""Gives records a page at a time, in the order of their ids, and has the ids of those given noted in the audit."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from homeward.web.api.asked import Paged

Kind = TypeVar("Kind", bound=Model)


def page_of(
    request: HttpRequest, found: QuerySet[Kind], asked: Paged, tell: Callable[[Sequence[Kind]], list[Any]]
) -> dict[str, object]:
    """Return the records after `asked.after`, told by `tell`, and after which id the next page begins (None: last)."""
    rows = found.order_by("pk")
    if asked.after is not None:
        rows = rows.filter(pk__gt=asked.after)
    rows = list(rows[: asked.limit + 1])
    shown = rows[: asked.limit]
    note_given(request, [str(row.pk) for row in shown])
    return {"items": tell(shown), "next_after": shown[-1].pk if len(rows) > len(shown) else None}


def note_given(request: HttpRequest, ids: list[str]) -> None:
    """Have the audit row of this answer tell the ids of what was given."""
    request.read_detail["given"] = ids
