"""Lays agreements out for their pages: goals and promises side by side, what is not kept, and who agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from homeward.practice.agreement import (
    BECAME_WORDS,
    HOW_WORDS,
    IS_REFUSED,
    JUDGED_WORDS,
    Acceptance,
    Advice,
    Agreement,
    Asks,
    Breach,
    Goal,
    GoalReview,
    Promise,
    PromiseReview,
    Side,
    Who,
    advise_on_goal,
    advise_on_promise,
    breaches,
    last_look,
    progress,
    reviews_of,
)
from homeward.practice.chronology.event import ChronologyEvent
from homeward.web.pathway.agreements.asked import AgreementAsked

Events = Mapping[str, ChronologyEvent]


@dataclass(frozen=True)
class GoalLine:
    """A goal as it stands now, with the advice on its wording and what was found of it at last."""

    goal: Goal
    advice: tuple[Advice, ...]
    last: GoalReview | None
    judged: str
    events: tuple[ChronologyEvent | None, ...] = ()


@dataclass(frozen=True)
class PromiseLine:
    """A promise as it stands now, with the advice on its wording and what became of it at last."""

    promise: Promise
    advice: tuple[Advice, ...]
    last: PromiseReview | None
    became: str
    is_refused: bool


@dataclass(frozen=True)
class AnswerLine:
    """Who is asked whether they agree, what they answered in words, and under which name the page of it is found."""

    name: str
    who: Who
    person_id: str
    answer: Acceptance | None
    how: str


@dataclass(frozen=True)
class SideLines:
    """What is not kept on one side."""

    title: str
    none: str
    breaches: tuple[Breach, ...]


def goal_lines(asked: AgreementAsked, names: Iterable[str], today: date, events: Events) -> list[GoalLine]:
    """Return the goals of an agreement as they stand now; `names` are those of other adults, for the check."""
    told = list(names)
    found = []
    for _, goal in asked.stands.goals:
        others = [name for name in told if name != goal.whose]
        advice = advise_on_goal(goal, today, abuse_may_be=asked.apart, names=others)
        looks = reviews_of(asked.agreement, goal, today) if asked.agreement else ()
        last = looks[-1] if looks else None
        shown = tuple(events.get(key) for key in last.evidence) if last else ()
        found.append(GoalLine(goal, advice, last, JUDGED_WORDS[last.judged] if last else "", shown))
    return found


def promise_lines(asked: AgreementAsked, names: Iterable[str], today: date) -> list[PromiseLine]:
    """Return the promises of an agreement as they stand now; `names` as in `goal_lines`."""
    found, told = [], list(names)
    for _, promise in asked.stands.promises:
        last = last_look(asked.agreement, promise, today) if asked.agreement else None
        advice = advise_on_promise(promise, today, names=told)
        became, is_refused = (BECAME_WORDS[last.became], last.became in IS_REFUSED) if last else ("", False)
        found.append(PromiseLine(promise, advice, last, became, is_refused))
    return found


def is_blaming(lines: Iterable[GoalLine]) -> bool:
    """Tell whether the check asks of any goal whether it makes a parent answer for somebody else."""
    return any(advice.asks == Asks.BLAMING for line in lines for advice in line.advice)


def sides_of(agreement: Agreement, today: date) -> tuple[SideLines, SideLines]:
    """Return what is not kept on either side, both told in the same way."""
    found = breaches(agreement, today)
    return (
        SideLines(
            "Not kept by parents",
            "Nothing, as far as was looked at.",
            tuple(one for one in found if one.side == Side.PARENT),
        ),
        SideLines(
            "Not kept by services",
            "Nothing, as far as was looked at.",
            tuple(one for one in found if one.side == Side.SERVICE),
        ),
    )


def answer_lines(agreement: Agreement) -> list[AnswerLine]:
    """Return who is asked whether they agree to a version, with their last answer."""
    found = [_answer_line(agreement, party.name, Who.PARENT, party.id) for party in agreement.parties]
    found.append(_answer_line(agreement, agreement.child_name, Who.CHILD))
    return [*found, _answer_line(agreement, "The manager", Who.MANAGER)]


def _answer_line(agreement: Agreement, name: str, who: Who, person_id: str = "") -> AnswerLine:
    answer = agreement.answer_of(who, person_id)
    how = HOW_WORDS[answer.how] if answer else ""
    if answer and who == Who.MANAGER and answer.is_agreed:
        how = "Agreed"
    return AnswerLine(name, who, person_id, answer, how)


@dataclass(frozen=True)
class LookLine:
    """One review of a goal, in words, with the events that show it."""

    review: GoalReview
    judged: str
    events: tuple[ChronologyEvent | None, ...]


def look_lines(agreement: Agreement, events: Events, today: date) -> list[tuple[Goal, list[LookLine]]]:
    """Return each goal with its reviews, the last first."""
    return [
        (
            one.goal,
            [
                LookLine(review, JUDGED_WORDS[review.judged], tuple(events.get(key) for key in review.evidence))
                for review in reversed(one.reviews)
            ],
        )
        for one in progress(agreement, today)
    ]


def kept_lines(agreement: Agreement, today: date) -> list[tuple[Promise, list[tuple[PromiseReview, str]]]]:
    """Return each promise with what became of it at each review, the last first."""
    found = []
    for promise in agreement.promises:
        looks = [one for one in agreement.promise_reviews if one.line == promise.line and one.on <= today]
        found.append((promise, [(one, BECAME_WORDS[one.became]) for one in reversed(looks)]))
    return found
