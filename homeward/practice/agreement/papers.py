"""Freezes what a version of an agreement holds: one text, the same for everybody, and the digest that names it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from homeward.practice.agreement.agreed import Party
from homeward.practice.agreement.goals import Goal, Promise


def frozen(child_name: str, parties: Sequence[Party], goals: Sequence[Goal], promises: Sequence[Promise]) -> str:
    """Return what a version holds as canonical JSON: keys in order, days as ISO text, nothing of when it was made."""
    told = {
        "child": child_name,
        "parties": [{"id": one.id, "name": one.name} for one in parties],
        "goals": [_row(one) for one in goals],
        "promises": [_row(one) for one in promises],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(content: str) -> str:
    """Return the SHA-256 of what a version holds, in hexadecimal."""
    return sha256(content.encode()).hexdigest()


def thawed(content: str) -> tuple[str, tuple[Party, ...], tuple[Goal, ...], tuple[Promise, ...]]:
    """Return what a version holds: the child's name, the parents, goals and promises, as they were frozen."""
    told = json.loads(content)
    parties = tuple(Party(one["id"], one["name"]) for one in told["parties"])
    goals = tuple(Goal(**_values(one)) for one in told["goals"])
    return told["child"], parties, goals, tuple(Promise(**_values(one)) for one in told["promises"])


def _row(one: Goal | Promise) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in vars(one).items()}


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "by_on": date.fromisoformat(row["by_on"]) if row["by_on"] else None}


def differences(before: Sequence[Goal | Promise], after: Sequence[Goal | Promise]) -> Iterator[tuple[str, str, str]]:
    """Yield what differs between the goals, or the promises, of two versions: what was done, what stood, what stands.

    The three are in words; what stood is empty for what is new, what stands for what was taken out.
    """
    was, will = {one.line: one for one in before}, {one.line: one for one in after}
    for line, one in was.items():
        if line not in will:
            yield "Taken out", in_words(one), ""
        elif in_words(one) != in_words(will[line]):
            yield "Changed", in_words(one), in_words(will[line])
    yield from (("New", "", in_words(one)) for line, one in will.items() if line not in was)


def in_words(one: Goal | Promise) -> str:
    """Return a goal or a promise in a few sentences, with all that is agreed of it."""
    said: tuple[str, ...]
    by_on = f"By {one.by_on.day} {one.by_on:%B %Y}." if one.by_on else ""
    if isinstance(one, Goal):
        whose = "The child" if one.is_of_child else one.whose
        helped = f"Help: {_end(one.helped_by)}" if one.helped_by else ""
        said = (
            f"{whose}: {_end(one.change)}",
            f"Seen by: {_end(one.seen_by)}",
            by_on,
            helped,
            f"Why: {_end(one.concern)}",
        )
    else:
        said = (f"{one.service}: {_end(one.what)}", f"{_end(one.by_whom)}" if one.by_whom else "", by_on)
    return " ".join(filter(None, said))


def _end(words: str) -> str:
    """Return words that end as a sentence does."""
    text = words.strip()
    return text if text[-1:] in ".!?" else f"{text}."
