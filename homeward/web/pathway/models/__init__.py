"""The tables of a child's way home, one file a matter."""

from homeward.web.pathway.models.assessments import (
    ACCOUNTS,
    CHANGES,
    HELP_OFFERED,
    RATINGS,
    WISHES,
    AssessedParent,
    ChangeEvidence,
    FactorRating,
    HelpToTakePart,
    ParentChange,
    RatingEvidence,
    ReturnView,
    WarningAnswer,
)
from homeward.web.pathway.models.classifications import LEVELS, Classification, ClassificationAgreed, parts_of
from homeward.web.pathway.models.local import LocalPathway, LocalRule, LocalText
from homeward.web.pathway.models.siblings import SiblingsLook
from homeward.web.pathway.models.ways import ENTRY_KINDS, AbuseRecorded, NeedMet, PathwayEntry, PathwayStart

__all__ = [
    "ACCOUNTS",
    "CHANGES",
    "ENTRY_KINDS",
    "HELP_OFFERED",
    "LEVELS",
    "RATINGS",
    "WISHES",
    "AbuseRecorded",
    "AssessedParent",
    "ChangeEvidence",
    "Classification",
    "ClassificationAgreed",
    "FactorRating",
    "HelpToTakePart",
    "LocalPathway",
    "LocalRule",
    "LocalText",
    "NeedMet",
    "ParentChange",
    "PathwayEntry",
    "PathwayStart",
    "RatingEvidence",
    "ReturnView",
    "SiblingsLook",
    "WarningAnswer",
    "parts_of",
]
