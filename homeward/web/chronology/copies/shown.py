"""Shows a copy as it is prepared: each event as it stands beside what the recipient gets of it, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from homeward.practice.chronology.event import ChronologyEvent
from homeward.practice.chronology.recipients import NEVER_REWRITTEN
from homeward.practice.chronology.withholding import (
    REASON_WORDS,
    Choices,
    KeptEvent,
    Look,
    Reason,
    Withheld,
)
from homeward.web.chronology.copies.preparing import Readied

_PARTS = {
    "what": "what happened",
    "meant": "what it meant",
    "private": "what concerns this child alone",
    "place": "where the child lived",
    "source": "whence it is known",
}


@dataclass(frozen=True)
class Beside:
    """One event as it stands, what the recipient gets (None: nothing), why, and what the preparer said or ticked.

    `may_say_instead` is false for what no other words can stand in for.
    """

    event: ChronologyEvent
    kept: KeptEvent | None
    why: tuple[str, ...]
    look: Look | None
    instead: str
    is_left_out: bool
    may_say_instead: bool


def side_by_side(readied: Readied, choices: Choices) -> Iterator[Beside]:
    """Yield each event of the child, the earliest first, beside what the recipient gets of it."""
    kept = {event.key: event for event in readied.prepared.kept}
    looks = {look.key: look for look in readied.prepared.looks}
    withheld: dict[str, list[Withheld]] = {}
    for one in readied.prepared.withheld:
        withheld.setdefault(one.key, []).append(one)
    for event in readied.events:
        reasons = withheld.get(event.key, [])
        yield Beside(
            event=event,
            kept=kept.get(event.key),
            why=tuple(map(_in_words, reasons)),
            look=looks.get(event.key),
            instead=choices.said_instead.get(event.key, ""),
            is_left_out=event.key in choices.left_out,
            may_say_instead=not {one.reason for one in reasons} & NEVER_REWRITTEN,
        )


def counted(counts: Mapping[Reason, int]) -> list[tuple[str, int]]:
    """Return how often each reason withheld something, in words, the most frequent first."""
    return sorted(((REASON_WORDS[reason], count) for reason, count in counts.items()), key=lambda pair: -pair[1])


def _in_words(one: Withheld) -> str:
    """Return why something is withheld: of the whole event, or of passages within it."""
    words = REASON_WORDS[one.reason]
    if one.is_whole:
        return words
    times = "once" if one.times == 1 else f"{one.times} times"
    return f"{words}: {times} in {_PARTS[one.part]}"
