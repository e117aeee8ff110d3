"""Reads requests for one's own record: by when they are due, what was withheld, and by which words it is explained."""

from dataclasses import dataclass
from datetime import date

from homeward.law.access_clock import AccessClock, Pause, due_on, extend_by_on, is_paused
from homeward.web.accounts.models import User
from homeward.web.keeping.models import AccessItem, AccessRequest, Redaction
from homeward.web.keeping.requests.withholding import Piece, Withheld, told
from homeward.web.keeping.retention import nation_served
from homeward.web.people.policy import visible


@dataclass(frozen=True)
class Due:
    """By when a request must be answered; `due_on` is None while nobody has shown who they are."""

    due_on: date | None
    is_paused: bool
    is_late: bool
    extend_by_on: date | None


@dataclass(frozen=True)
class ToldItem:
    """An entry with its text as it would be given, and the redactions in force."""

    item: AccessItem
    pieces: tuple[Piece, ...]
    redactions: tuple[Redaction, ...]


def due_of(request: AccessRequest, today: date) -> Due:
    """Return by when a request must be answered. `pauses` are prefetched in lists."""
    began_on = request.clock_began_on
    if began_on is None:
        return Due(None, False, False, None)
    pauses = tuple(Pause(pause.asked_on, pause.answered_on) for pause in request.pauses.all())
    clock = AccessClock(began_on, pauses, request.extended_on is not None)
    last = due_on(clock, nation_served(), today)
    return Due(last, is_paused(clock), request.is_open and today > last, extend_by_on(clock, today))


def requests_of(user: User, today: date) -> list[tuple[AccessRequest, Due]]:
    """Return the open requests that somebody may see, the first due first; those not begun last."""
    found = visible(user, AccessRequest).filter(closed_on=None).select_related("child__person", "handler")
    dated = [(request, due_of(request, today)) for request in found.prefetch_related("pauses", "child__person__names")]
    return sorted(dated, key=lambda pair: (pair[1].due_on is None, pair[1].due_on or today, pair[0].received_on))


def told_items(request: AccessRequest) -> list[ToldItem]:
    """Return every entry of a request as it would be given; two queries."""
    return [told_item(item) for item in request.items.prefetch_related("redactions")]


def told_item(item: AccessItem) -> ToldItem:
    """Return one entry as it would be given."""
    redactions = tuple(one for one in item.redactions.all() if one.taken_back_at is None)
    withheld = [Withheld(one.words, f"[Withheld: {_small(one.get_reason_display())}]") for one in redactions]
    return ToldItem(item, tuple(told(item.text, withheld)), redactions)


def withheld_of(request: AccessRequest) -> list[Redaction]:
    """Return the redactions in force, in the order of their entries."""
    found = Redaction.objects.filter(item__request=request, taken_back_at=None)
    return list(found.select_related("item", "withheld_by").order_by("item__position", "withheld_at"))


def _small(words: str) -> str:
    return words[0].lower() + words[1:]
