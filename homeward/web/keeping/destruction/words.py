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
    "pathway.WarningAnswer": "Assessment, answers to warnings",
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
