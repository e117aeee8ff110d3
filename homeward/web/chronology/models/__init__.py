"""Stores a child's story: events, visits, voices, drafts, file reads, copies, attachments: one file a matter."""

from homeward.web.chronology.models.attachments import Attachment, AttachmentBytes
from homeward.web.chronology.models.copies import RECIPIENT_KINDS, GivenCopy, GivenHow
from homeward.web.chronology.models.disagreements import Comparison
from homeward.web.chronology.models.drafts import Draft
from homeward.web.chronology.models.events import (
    CATEGORIES,
    EXACTNESSES,
    KNOWLEDGES,
    Concern,
    LifeEvent,
    Mention,
)
from homeward.web.chronology.models.file_reads import Declared, FileRead, FileSource, HoursRead, minutes_in_words
from homeward.web.chronology.models.papers import Paper
from homeward.web.chronology.models.return_events import ReturnEvent, ReturnEventKind
from homeward.web.chronology.models.search import SearchEntry
from homeward.web.chronology.models.visits import IN_PERSON, Visit, VisitedChild, VisitKind
from homeward.web.chronology.models.voices import HowAsked, Voice, VoiceAnswer
from homeward.web.chronology.models.written import REACHES, Written

__all__ = [
    "CATEGORIES",
    "EXACTNESSES",
    "IN_PERSON",
    "KNOWLEDGES",
    "REACHES",
    "RECIPIENT_KINDS",
    "Attachment",
    "AttachmentBytes",
    "Comparison",
    "Concern",
    "Declared",
    "Draft",
    "FileRead",
    "FileSource",
    "GivenCopy",
    "GivenHow",
    "HoursRead",
    "HowAsked",
    "LifeEvent",
    "Mention",
    "Paper",
    "ReturnEvent",
    "ReturnEventKind",
    "SearchEntry",
    "Visit",
    "VisitKind",
    "VisitedChild",
    "Voice",
    "VoiceAnswer",
    "Written",
    "minutes_in_words",
]
