"""Reads the audit chain and proves that nobody changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from homeward.web.audit.chain import COVERED, FIRST, digest_of_detail, digest_of_row
from homeward.web.audit.head import NO_ROWS, Head
from homeward.web.audit.models import AuditDetail, AuditEvent

_BATCH = 2000
_LOWEST = -(2**63)
Row = dict[str, Any]


@dataclass(frozen=True)
class Verified:
    """An intact chain: how many rows it has and the digest of the last."""

    count: int
    head_digest: str


@dataclass(frozen=True)
class BadRow:
    """The first row that does not fit the chain, and what is wrong with it in one sentence."""

    number: int
    problem: str


def chain_head(at: str) -> Head:
    """Return the chain's last row as a head to publish at an instant (ISO 8601)."""
    last = AuditEvent.objects.order_by("-number").values("number", "digest").first()
    return Head(last["number"], last["digest"], at) if last else Head(NO_ROWS.number, NO_ROWS.digest, at)


def holds(head: Head) -> bool:
    """Tell whether the chain still has the row that was once published as its head, with the same digest."""
    return head.number == 0 or AuditEvent.objects.filter(number=head.number, digest=head.digest).exists()


def verify(*, head: Head | None = None) -> Verified | BadRow:
    """Walk the whole chain in order and return its last row, or the first row that does not fit.

    Each row must follow the one before without a gap, name its digest, and carry the digest of its own fields; what was
    said must have the digest its row promises, unless retention has destroyed it. Rows are read in batches; nothing is
    locked, and rows added meanwhile are walked too. A chain alone cannot show that its end was cut off or that all of
    it was computed anew: `head`, published earlier and kept elsewhere, does.
    """
    count, previous = 0, FIRST
    for row, detail in _rows():
        problem = _problem(row, detail, count + 1, previous, head)
        if problem:
            return BadRow(row["number"], problem)
        count, previous = count + 1, row["digest"]
    if head and head.number > count:
        return BadRow(count + 1, f"The chain ends before row {head.number}, which was published as its head.")
    return Verified(count, previous)


def _problem(row: Row, detail: Row | None, expected: int, previous: str, head: Head | None) -> str:
    """Return what is wrong with one row, or nothing."""
    if row["number"] != expected:
        return f"Row {expected} should stand here: a row was removed, added or given another number."
    if row["previous"] != previous:
        return "It does not carry the digest of the row before: one of the two was changed."
    if row["digest"] != digest_of_row(row):
        return "Its own digest does not fit its fields: it was changed after it was written."
    if detail and row["detail_digest"] != digest_of_detail(detail["salt"], detail["body"]):
        return "What was said with it was changed after it was written."
    if head and head.number == expected and head.digest != row["digest"]:
        return "It is not the row that was published as the chain's head: the chain was computed anew."
    return ""


def _rows() -> Iterator[tuple[Row, Row | None]]:
    """Yield every row in order with what was said, where that still exists."""
    start = _LOWEST
    events = AuditEvent.objects.order_by("number").values(*COVERED, "digest")
    while batch := list(events.filter(number__gte=start)[:_BATCH]):
        first, last = batch[0]["number"], batch[-1]["number"]
        details = {
            detail["number"]: detail
            for detail in AuditDetail.objects.filter(number__range=(first, last)).values("number", "salt", "body")
        }
        for row in batch:
            yield row, details.get(row["number"])
        start = last + 1
