"""Says in words which tables a record's rows stood in, as a certificate lists them."""

from collections.abc import Mapping

from django.apps import apps

_OWN_WORDS = {
    "people.Child": "Records of the child",
    "people.Person": "People",
    "people.PersonBefore": "What was known of people before",
    "people.PersonName": "Names",
    "people.BreakGlass": "Times the glass was broken",
    "people.NotToBeTold": "What somebody is not to be told",
    "people.MayBeContacted": "Who may be contacted",
    "people.HouseholdMembership": "Who lived where",
    "people.ParentalResponsibility": "Parental responsibility",
    "people.Asked": "Tasks asked of somebody",
    "people.Leave": "Leave to see a restricted record",
    "chronology.LifeEvent": "Events",
    "chronology.Concern": "Events, the child’s part",
    "chronology.Mention": "Events, who they are about",
    "chronology.Visit_with_persons": "Visits, who was there",
    "chronology.VisitedChild": "Visits, the child’s part",
    "chronology.Voice": "What somebody said",
    "chronology.VoiceAnswer": "What was done about it",
    "chronology.HoursRead": "Hours of reading the file",
    "chronology.Paper": "Chronologies put on paper",
    "chronology.AttachmentBytes": "Files",
    "chronology.Attachment": "Files, what they are",
    "pathway.AssessedParent": "Assessment, with whom the child might live",
    "pathway.FactorRating": "Assessment, what was found of factors",
    "pathway.RatingEvidence": "Assessment, what shows it",
    "pathway.ParentChange": "Assessment, what parents have changed",
    "pathway.ChangeEvidence": "Assessment, what shows a change",
    "pathway.ReturnView": "Assessment, what each thinks of a return",
    "pathway.HelpToTakePart": "Assessment, help to take part",
    "pathway.FamilyTimePlan": "Family time, what is planned",
    "pathway.FamilyTimeSession": "Family time, what took place",
    "pathway.PermanencePlan": "Plans for a permanent home elsewhere",
    "pathway.PlannedPhase": "Return plan, phases",
    "pathway.PhaseJudged": "Return plan, what was found of phases",
    "pathway.SecondAttempt": "Return plan, what is different this time",
    "pathway.SupportPlan": "After care, the plan of help",
    "pathway.VisitAtHome": "After care, visits at home",
    "pathway.SafetyLook": "Unplanned return, same-day check",
    "pathway.OfficerTold": "Unplanned return, reviewing officer told",
    "pathway.ContactAfter": "After care, what is known",
    "pathway.LearningReview": "Learning reviews",
    "pathway.LearningVoice": "Learning reviews, what was said",
    "pathway.TaskSeen": "Tasks that somebody saw",
    "pathway.ReviewHeld": "Reviews of the case",
    "pathway.WarningAnswer": "Assessment, answers to warnings",
    "pathway.WrittenGoal": "Agreements, goals",
    "pathway.WrittenPromise": "Agreements, promises of help",
    "pathway.DecisionProposal": "Decisions, as they were proposed",
    "pathway.DecisionGround": "Decisions, what they rest on",
    "pathway.DecisionReason": "Decisions, the reasons as each parent is told",
    "pathway.DecisionSignature": "Decisions, signatures",
    "pathway.DecisionDissent": "Decisions, who disagreed",
    "pathway.DecisionCarriedOut": "Decisions, as they were carried out",
    "pathway.ReviewerView": "Decisions, the reviewing officer’s view",
    "pathway.HomeFound": "Home assessment, the home",
    "pathway.AdultAssessed": "Home assessment, the adults",
    "pathway.ParentPlacement": "Home assessment, placement with parents",
    "pathway.OrderAtHome": "Home assessment, the order at home",
    "pathway.AgreementVersion": "Agreements, versions as they were agreed",
    "pathway.AgreementAnswer": "Agreements, who agreed or did not",
    "pathway.GoalReviewed": "Agreements, reviews of goals",
    "pathway.GoalReviewEvidence": "Agreements, what shows a goal",
    "pathway.PromiseReviewed": "Agreements, what became of promises",
}


def counted_in_words(destroyed: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what was or would be destroyed as pairs of words and count, such as ("Care episodes", 4)."""
    return sorted((_words(label), count) for label, count in destroyed.items())


def _words(label: str) -> str:
    """Return a table's name in words; one that is not there any more keeps the name it had."""
    if label in _OWN_WORDS:
        return _OWN_WORDS[label]
    try:
        words = str(apps.get_model(label)._meta.verbose_name_plural)
    except LookupError:
        return label
    return words[0].upper() + words[1:]
