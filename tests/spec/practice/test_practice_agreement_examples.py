"""Written agreements: what the check of the wording asks, what is not kept on either side, and when one stands."""

from datetime import date

import pytest

from homeward.practice.agreement import (
    Acceptance,
    Agreement,
    Asks,
    Became,
    Goal,
    GoalReview,
    How,
    Judged,
    Party,
    Promise,
    PromiseReview,
    Who,
    advise_on_goal,
    advise_on_promise,
    breaches,
)
from homeward.practice.agreement.reading_age import reading_age
from tests.spec.worked_example import Table

DAY = date(2026, 6, 1)
LATER = date(2026, 7, 1)

BLAMING = Table(
    title="Goals that may make a parent answer for what somebody else does",
    says=(
        "Looked for only where domestic abuse is recorded, or nobody knows. It asks, with the reason, and never "
        "refuses. The other adult is called Fin Price in the record."
    ),
    columns=("What is to change", "Asks"),
    rows=(
        ("Does not let Fin visit.", True),
        ("You keep him away from the house.", True),
        ("She makes her partner leave when he drinks.", True),
        ("Ensures he does not shout.", True),
        ("You make sure that Fin Price stays away.", True),
        ("Doesn’t allow her ex-partner into the home.", True),
        ("Protects the children from his violence.", True),
        ("You protect Ben from their father.", True),
        ("Ends the relationship.", True),
        ("Does not get back together with Fin.", True),
        ("Calls the police each time he comes.", True),
        ("Reports him to the police.", True),
        ("You do not go to Mo’s home.", False),
        ("Ben is at school by 9 every day.", False),
        ("You keep alcohol out of the house.", False),
        ("You let the social worker see each bedroom.", False),
        ("You make sure that Ben has breakfast.", False),
        ("You finish the course on violence.", False),
        ("You stop drinking.", False),
        ("You tell the doctor if Ben is ill.", False),
    ),
)

MEASURED = Table(
    title="What the check asks of a goal’s wording",
    says="Advice only: a goal can be kept as it is. All goals here are for 1 July 2026, looked at on 1 June.",
    columns=("What is to change", "How anyone would see it", "By", "Who helps", "Asks about"),
    rows=(
        ("Ben is at school by 9.", "School notes it every day.", LATER, "Sam", ""),
        ("Ben is at school by 9.", "School notes it every day.", None, "Sam", "dated"),
        ("Ben is at school by 9.", "School notes it every day.", date(2026, 5, 1), "Sam", "dated"),
        ("Ben is at school by 9.", "School notes it every day.", LATER, "", "help"),
        ("You engage better.", "Sam sees you each week.", LATER, "Sam", "measurable"),
        ("You cook.", "Sam sees it.", LATER, "Sam", "measurable"),
        ("You cook each day.", "You cook each day.", LATER, "Sam", "measurable"),
    ),
)

NAMED = Table(
    title="Goals and promises that name another adult",
    says="Where parents are kept apart, nothing of the one is told in the agreement with the other. Called Fin Price.",
    columns=("Words", "Asks"),
    rows=(
        ("You take Ben to school when Fin is at work.", True),
        ("A lift to Mr Price’s course.", False),
        ("A lift to the course of Fin Price.", True),
        ("You finish the course.", False),
    ),
)

READING = Table(
    title="At what age a text is read with ease",
    says="By the Flesch-Kincaid formula, with five years added to the grade; never under five. It guesses syllables.",
    columns=("Text", "Age"),
    rows=(
        ("The cat sat on the mat.", 5.0),
        ("You take Ben to school by nine every day. The school tells us if he is late.", 5.9),
        (
            "The parents will demonstrate sustained engagement with substance misuse interventions and prioritise the "
            "emotional wellbeing of the children consistently.",
            22.3,
        ),
        ("…", None),
    ),
)

NOT_KEPT = Table(
    title="What is not kept, on either side",
    says=(
        "One goal of a parent’s and one promise due on 10 May, looked at on 1 June. Both sides are told in the same "
        "way. A promise whose day has passed is not kept until somebody writes that it was."
    ),
    columns=("Reviews of the goal", "Reviews of the promise", "Not kept by"),
    rows=(
        ("", "12 May delivered", ""),
        ("12 May met", "12 May delivered", ""),
        ("12 May partly", "12 May late", ""),
        ("12 May cannot_tell", "12 May delivered", ""),
        ("12 May not_met", "12 May delivered", "parent since 12 May"),
        ("12 May not_met, 20 May not_met", "12 May delivered", "parent since 12 May"),
        ("12 May not_met, 20 May met", "12 May delivered", ""),
        ("12 May met, 20 May not_met", "12 May delivered", "parent since 20 May"),
        ("12 May met", "", "service since 10 May"),
        ("12 May met", "2 May under_way", "service since 10 May"),
        ("12 May met", "12 May not_delivered", "service since 12 May"),
        ("12 May met", "12 May refused_care", "service since 12 May"),
        ("12 May met", "12 May refused, 20 May late", ""),
        ("12 May not_met", "12 May refused", "parent since 12 May, service since 12 May"),
    ),
)

STANDS = Table(
    title="When an agreement stands",
    says="Everybody is asked. A parent or the child may say no, with a reason; the manager has to say yes.",
    columns=("Mother", "Father", "Child", "Manager", "Changed since", "Stands"),
    rows=(
        ("on_screen", "on_paper", "on_screen", "on_screen", False, True),
        ("on_screen", "declined", "on_screen", "on_screen", False, True),
        ("on_screen", "on_screen", "not_able", "on_screen", False, True),
        ("on_screen", "", "on_screen", "on_screen", False, False),
        ("on_screen", "on_screen", "", "on_screen", False, False),
        ("on_screen", "on_screen", "on_screen", "", False, False),
        ("on_screen", "on_screen", "on_screen", "declined", False, False),
        ("on_screen", "on_screen", "on_screen", "on_screen", True, False),
    ),
)

SPECS = (BLAMING, MEASURED, NAMED, READING, NOT_KEPT, STANDS)


def goal(**words: object) -> Goal:
    told = {"key": "g", "line": "g", "concern": "x", "change": "Change.", "seen_by": "Seen.", "whose": "Mo"}
    return Goal(**(told | words))


def on(words: str) -> date:
    return date(2026, 5, int(words.split(maxsplit=1)[0]))


def looks(told: str) -> list[tuple[date, str]]:
    """Return "12 May met, 20 May not_met" as days and findings."""
    return [(on(one), one.split()[2]) for one in told.split(", ") if one]


def short(day: date) -> str:
    return f"{day.day} {day:%B}"


@pytest.mark.parametrize(("change", "asks"), BLAMING.rows)
def test_blaming(change: str, asks: bool) -> None:
    found = advise_on_goal(goal(change=change), DAY, abuse_may_be=True, names=("Fin Price",))
    assert any(one.asks == Asks.BLAMING for one in found) is asks
    assert all(one.asks != Asks.BLAMING for one in advise_on_goal(goal(change=change), DAY, abuse_may_be=False))


@pytest.mark.parametrize(("change", "seen_by", "by_on", "helped_by", "asks"), MEASURED.rows)
def test_measured(change: str, seen_by: str, by_on: date | None, helped_by: str, asks: str) -> None:
    asked = goal(change=change, seen_by=seen_by, by_on=by_on, helped_by=helped_by)
    assert {one.asks for one in advise_on_goal(asked, DAY, abuse_may_be=True)} == set(filter(None, [asks]))


@pytest.mark.parametrize(("words", "asks"), NAMED.rows)
def test_named(words: str, asks: bool) -> None:
    promise = Promise("p", "p", words, "Clinic", "Joy", LATER)
    of_goal = advise_on_goal(goal(change=words), DAY, abuse_may_be=True, names=("Fin Price",))
    of_promise = advise_on_promise(promise, DAY, names=("Fin Price",))
    assert [any(one.asks == Asks.OTHER for one in found) for found in (of_goal, of_promise)] == [asks, asks]


@pytest.mark.parametrize(("text", "age"), READING.rows)
def test_reading(text: str, age: float | None) -> None:
    assert reading_age(text) == age


@pytest.mark.parametrize(("of_goal", "of_promise", "expected"), NOT_KEPT.rows)
def test_not_kept(of_goal: str, of_promise: str, expected: str) -> None:
    reviews = tuple(
        GoalReview("g", "g", Judged(what), day, evidence=() if what == "cannot_tell" else ("e",))
        for day, what in looks(of_goal)
    )
    kept = tuple(PromiseReview("p", "p", Became(what), day) for day, what in looks(of_promise))
    promise = Promise("p", "p", "A course.", "Clinic", by_on=date(2026, 5, 10))
    agreement = Agreement("a", 1, "", (goal(),), (promise,), reviews=reviews, promise_reviews=kept)
    assert ", ".join(f"{one.side} since {short(one.since)}" for one in breaches(agreement, DAY)) == expected


@pytest.mark.parametrize(("mother", "father", "child", "manager", "is_changed", "stands"), STANDS.rows)
def test_stands(mother: str, father: str, child: str, manager: str, is_changed: bool, stands: bool) -> None:
    asked = ((Who.PARENT, "m", mother), (Who.PARENT, "f", father), (Who.CHILD, "", child), (Who.MANAGER, "", manager))
    answers = tuple(Acceptance(who, How(how), DAY, person_id=pk, words="x") for who, pk, how in asked if how)
    parties = (Party("m", "Mo"), Party("f", "Fin"))
    promise = Promise("p", "p", "A course.", "Clinic")
    agreement = Agreement("a", 1, "", (goal(),), (promise,), answers, parties, is_changed=is_changed)
    assert agreement.is_agreed is stands
