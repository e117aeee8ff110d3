"""Advises on the wording of goals and promises: whether it can be measured, is dated, and is easy to read.

It is advice, and holds nobody up: people know what they mean. Only words are looked at, never a person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homeward.practice.agreement.blaming import ASKS, WHY, answers_for_another
from homeward.practice.agreement.goals import Goal, Promise
from homeward.practice.agreement.reading_age import reading_age

OLDEST_READER = 12
"""Advice is given above this reading age: our own limit, a little over what plain public English aims at."""
_FEWEST_WORDS = 8
_VAGUE = (
    "appropriate", "appropriately", "adequate", "adequately", "acceptable", "better", "improve", "improves",
    "improvement", "engage", "engages", "engagement", "cooperate", "co-operate", "cooperates", "work with", "regularly",
    "often", "sometimes", "as needed", "as required", "when necessary", "reduce", "reduces", "less", "more", "try",
    "tries", "good enough", "positive", "positively", "stable", "support", "supports", "address", "addresses",
    "suitable", "reasonable", "sufficient", "aware", "insight", "understand", "understands",
    "prioritise", "prioritises",
)  # fmt: skip
"""Words in which everybody reads something else."""
_VAGUE_AT = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_VAGUE, key=len, reverse=True)))})\b", re.I)
_COUNTED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twice|once|thrice|every|each|daily|weekly|monthly|never|"
    r"always|all|no|none|not|without|nobody|nothing|before|after|until|by|on time|in time|half|"
    r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|day|days|night|nights|week|weeks)\b",
    re.I,
)


class Asks(StrEnum):
    """What a piece of advice is about."""

    MEASURABLE = "measurable"
    DATED = "dated"
    HELP = "help"
    READING = "reading"
    BLAMING = "blaming"
    OTHER = "other"


@dataclass(frozen=True)
class Advice:
    """One piece of advice on wording: what it is about, a question in one sentence, and why it is asked."""

    asks: Asks
    says: str
    why: str = ""


def advise_on_goal(goal: Goal, today: date, *, abuse_may_be: bool, names: Sequence[str] = ()) -> tuple[Advice, ...]:
    """Return what to think about in the wording of a goal; empty where nothing was noticed.

    `abuse_may_be` says that domestic abuse is recorded, or that nobody knows; `names` are those of other adults, of
    whom nothing is to be told then.
    """
    found: list[Advice] = []
    if abuse_may_be:
        found += [] if goal.is_of_child else _blaming(goal, names)
        found += _others(f"{goal.concern} {goal.change} {goal.seen_by} {goal.helped_by}", names)
    found += [*_measurable(goal), *_dated(goal.by_on, today), *_helped(goal)]
    return (*found, *_readable(f"{goal.concern}\n{goal.change}\n{goal.seen_by}"))


def advise_on_promise(promise: Promise, today: date, *, names: Sequence[str] = ()) -> tuple[Advice, ...]:
    """Return what to think about in the wording of a promise; empty where nothing was noticed.

    `names` are those of other adults where nothing is to be told of them.
    """
    found = [*_others(f"{promise.what} {promise.by_whom}", names), *_vague(promise.what)]
    if not promise.by_whom.strip():
        found.append(
            Advice(Asks.HELP, "Who in the service gives it? Name one person, or a role, whom parents can ring.")
        )
    return (*found, *_dated(promise.by_on, today), *_readable(promise.what))


def _others(words: str, names: Iterable[str]) -> Iterator[Advice]:
    """Yield that somebody else is named, of whom this agreement is to tell nothing."""
    for name in names:
        parts = (name, *name.split()[:1])
        if any(re.search(rf"\b{re.escape(part)}\b", words) for part in parts if part):
            yield Advice(
                Asks.OTHER,
                f"It names {name}. Say nothing here of that person’s goals, services or address, nor whether they have "
                "an agreement.",
            )


def _blaming(goal: Goal, names: Iterable[str]) -> Iterator[Advice]:
    for place in answers_for_another(f"{goal.change}. {goal.seen_by}", names):
        yield Advice(Asks.BLAMING, f"“{place}”: {ASKS[0].lower()}{ASKS[1:]}", WHY)


def _measurable(goal: Goal) -> Iterator[Advice]:
    yield from _vague(goal.change)
    if goal.seen_by.strip().casefold() == goal.change.strip().casefold():
        yield Advice(Asks.MEASURABLE, "How would anyone see it? This says the same as the change itself.")
    elif not _COUNTED.search(f"{goal.change} {goal.seen_by}"):
        yield Advice(
            Asks.MEASURABLE, "How often, how much, or on which days? Then everybody can tell whether it is so."
        )


def _vague(words: str) -> Iterator[Advice]:
    found = list(dict.fromkeys(match.group(0).lower() for match in _VAGUE_AT.finditer(words)))
    if found:
        told = ", ".join(f"“{one}”" for one in found)
        yield Advice(Asks.MEASURABLE, f"{told}: everybody reads something else in this. What would anyone see or hear?")


def _dated(by_on: date | None, today: date) -> Iterator[Advice]:
    if by_on is None:
        yield Advice(Asks.DATED, "By when? Without a day nobody can say that it is late.")
    elif by_on < today:
        yield Advice(Asks.DATED, "The day has passed. By when is it to be so?")


def _helped(goal: Goal) -> Iterator[Advice]:
    if not goal.helped_by.strip():
        yield Advice(Asks.HELP, "Who helps with it? Nobody changes alone.")


def _readable(text: str) -> Iterator[Advice]:
    age = reading_age(text)
    if age is not None and age > OLDEST_READER and len(text.split()) >= _FEWEST_WORDS:
        says = f"A reader of about {age:.0f} reads this with ease. Use shorter sentences and shorter words."
        yield Advice(Asks.READING, says, "Counted by the Flesch-Kincaid formula, which guesses.")
