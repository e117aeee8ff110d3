"""What a written agreement holds: what parents change, what services promise, who agreed, and what became of it.

It counts on both sides: help that did not come is told as plainly as what a parent did not do.
"""

from homeward.practice.agreement.agreed import (
    HOW_WORDS,
    HOWS_OF,
    Acceptance,
    Agreement,
    How,
    Party,
    Who,
    are_agreed,
)
from homeward.practice.agreement.goals import (
    BECAME_WORDS,
    IS_KEPT,
    IS_REFUSED,
    JUDGED_WORDS,
    Became,
    Goal,
    GoalReview,
    Judged,
    Promise,
    PromiseReview,
)
from homeward.practice.agreement.kept import (
    Breach,
    NotLooked,
    Progress,
    Side,
    are_reviewed,
    breaches,
    last_look,
    not_looked_at,
    progress,
    reviews_of,
)
from homeward.practice.agreement.papers import differences, digest_of, frozen, in_words, thawed
from homeward.practice.agreement.wording import Advice, Asks, advise_on_goal, advise_on_promise

__all__ = [
    "BECAME_WORDS",
    "HOWS_OF",
    "HOW_WORDS",
    "IS_KEPT",
    "IS_REFUSED",
    "JUDGED_WORDS",
    "Acceptance",
    "Advice",
    "Agreement",
    "Asks",
    "Became",
    "Breach",
    "Goal",
    "GoalReview",
    "How",
    "Judged",
    "NotLooked",
    "Party",
    "Progress",
    "Promise",
    "PromiseReview",
    "Side",
    "Who",
    "advise_on_goal",
    "advise_on_promise",
    "are_agreed",
    "are_reviewed",
    "breaches",
    "differences",
    "digest_of",
    "frozen",
    "in_words",
    "last_look",
    "not_looked_at",
    "progress",
    "reviews_of",
    "thawed",
]
