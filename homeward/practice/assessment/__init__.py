"""What an assessment of a return home holds: what was found of each factor, who says so, and what nobody knows.

It is no score. What is not known, or not looked at, stays so until somebody finds it out; where accounts differ, the
difference stays in sight even when whoever assesses has weighed it.
"""

from homeward.practice.assessment.accounts import RATING_WORDS, RATINGS_OF, SAID_BY_WORDS, Said, SaidBy, Weighed
from homeward.practice.assessment.parts import (
    OFFERED_WORDS,
    HelpOffered,
    Offered,
    Parent,
    Shown,
    Viewed,
    WarningToAnswer,
)
from homeward.practice.assessment.warnings import WARNINGS, are_answered, with_warnings
from homeward.practice.assessment.weighing import weigh
from homeward.practice.assessment.whole import Assessment, counts_in
from homeward.practice.assessment.working import CHANGE_WORDS, WISH_WORDS, Working, working_of

__all__ = [
    "CHANGE_WORDS",
    "OFFERED_WORDS",
    "RATINGS_OF",
    "RATING_WORDS",
    "SAID_BY_WORDS",
    "WARNINGS",
    "WISH_WORDS",
    "Assessment",
    "HelpOffered",
    "Offered",
    "Parent",
    "Said",
    "SaidBy",
    "Shown",
    "Viewed",
    "WarningToAnswer",
    "Weighed",
    "Working",
    "are_answered",
    "counts_in",
    "weigh",
    "with_warnings",
    "working_of",
]
