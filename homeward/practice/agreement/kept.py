"""Tells what of an agreement was not kept, on either side, what nobody has looked at, and how each goal moved on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from homeward.practice.agreement.agreed import Agreement
from homeward.practice.agreement.goals import (
    BECAME_WORDS,
    IS_KEPT,
    IS_REFUSED,
    Became,
    Goal,
    GoalReview,
    Judged,
    Promise,
    PromiseReview,
)

Look = TypeVar("Look", GoalReview, PromiseReview)


class Side(StrEnum):
    """Who did not keep to an agreement."""

    PARENT = "parent"
    SERVICE = "service"


@dataclass(frozen=True)
class Breach:
    """Something that was not kept: on whose side, in words, and since when it has been so.

    `who` is the parent's name or the service's. `line` is the goal's or the promise's, `is_refused` that a service said
    no.
    """

    side: Side
    words: str
    since: date
    who: str = ""
    line: str = ""
    is_refused: bool = False


def breaches(agreement: Agreement, today: date) -> tuple[Breach, ...]:
    """Return what of an agreement is not kept on a day, on both sides, the longest first.

    A goal of the child's is nobody's breach. A promise whose day has passed is not kept until somebody writes down that
    it was: it is for the service to show.
    """
    found = [*_of_parents(agreement, today), *_of_services(agreement, today)]
    return tuple(sorted(found, key=lambda one: (one.since, one.side)))


def _of_parents(agreement: Agreement, today: date) -> Iterator[Breach]:
    for goal in agreement.goals:
        since = _not_met_since(reviews_of(agreement, goal, today))
        if since is not None and not goal.is_of_child:
            yield Breach(Side.PARENT, f"Not met: {goal.change}", since, goal.whose, goal.line)


def _not_met_since(reviews: Sequence[GoalReview]) -> date | None:
    """Return the first of the reviews that, without another in between, found the goal not met; None where none did."""
    since = None
    for review in reversed(reviews):
        if review.judged != Judged.NOT_MET:
            break
        since = review.on
    return since


def _of_services(agreement: Agreement, today: date) -> Iterator[Breach]:
    for promise in agreement.promises:
        last = last_look(agreement, promise, today)
        if last is not None and last.became not in IS_KEPT | {Became.UNDER_WAY}:
            words, since = BECAME_WORDS[last.became], last.on
        elif (last is None or last.became == Became.UNDER_WAY) and promise.by_on and promise.by_on < today:
            words, since = "The day has passed, and nobody has written that it was delivered", promise.by_on
        else:
            continue
        is_refused = last is not None and last.became in IS_REFUSED
        yield Breach(Side.SERVICE, f"{words}: {promise.what}", since, promise.service, promise.line, is_refused)


def reviews_of(agreement: Agreement, goal: Goal, today: date) -> tuple[GoalReview, ...]:
    """Return the reviews of a goal through all its corrections until a day, the first first."""
    return tuple(sorted(_until(agreement.reviews, goal.line, today), key=lambda one: one.on))


def last_look(agreement: Agreement, promise: Promise, today: date) -> PromiseReview | None:
    """Return what was last found of a promise until a day; None where nobody has looked."""
    found = sorted(_until(agreement.promise_reviews, promise.line, today), key=lambda one: one.on)
    return found[-1] if found else None


def _until(looks: Iterable[Look], line: str, today: date) -> list[Look]:
    return [one for one in looks if one.line == line and one.on <= today]


@dataclass(frozen=True)
class NotLooked:
    """What nobody has looked at since a day, as goals and promises."""

    goals: tuple[Goal, ...]
    promises: tuple[Promise, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether somebody has looked at all."""
        return not (self.goals or self.promises)


def not_looked_at(agreement: Agreement, since: date, today: date) -> NotLooked:
    """Return the goals and promises that nobody has looked at from one day to another, both counted."""
    goals = {one.line for one in agreement.reviews if since <= one.on <= today}
    promises = {one.line for one in agreement.promise_reviews if since <= one.on <= today}
    return NotLooked(
        tuple(one for one in agreement.goals if one.line not in goals),
        tuple(one for one in agreement.promises if one.line not in promises),
    )


def are_reviewed(agreements: Iterable[Agreement], since: date, today: date) -> bool:
    """Tell whether every goal and every promise of the agreements that stand was looked at since a day."""
    standing = [one for one in agreements if one.is_agreed]
    return bool(standing) and all(not_looked_at(one, since, today).is_nothing for one in standing)


@dataclass(frozen=True)
class Progress:
    """How one goal moved on: its reviews in order, and since when the change has lasted, if it does."""

    goal: Goal
    reviews: tuple[GoalReview, ...]

    @property
    def last(self) -> GoalReview | None:
        """The latest review; None where nobody has looked."""
        return self.reviews[-1] if self.reviews else None

    @property
    def lasting_since(self) -> date | None:
        """Since when the change has lasted by the latest review; None where it does not, or nobody said."""
        return self.last.lasting_since if self.last else None


def progress(agreement: Agreement, today: date) -> tuple[Progress, ...]:
    """Return how each goal of an agreement moved on until a day, in the agreement's order."""
    return tuple(Progress(goal, reviews_of(agreement, goal, today)) for goal in agreement.goals)
