"""Stores a child's story: events, visits, voices, drafts, file reads, copies, attachments: one file a matter."""

from homeward.web.chronology.models.attachments import Attachment, AttachmentBytes
from homeward.web.chronology.models.copies import GivenCopy, RecipientKind
from homeward.web.chronology.models.drafts import Draft
from homeward.web.chronology.models.events import (
    CATEGORIES,
    EXACTNESSES,
    KNOWLEDGES,
    Concern,
    LifeEvent,
    Mention,
)
from homeward.web.chronology.models.file_reads import FileRead, FileSource, HoursRead
from homeward.web.chronology.models.visits import IN_PERSON, Visit, VisitedChild, VisitKind
from homeward.web.chronology.models.voices import HowAsked, Voice, VoiceAnswer
from homeward.web.chronology.models.written import REACHES, Written

__all__ = [
    "CATEGORIES",
    "EXACTNESSES",
    "IN_PERSON",
    "KNOWLEDGES",
    "REACHES",
    "Attachment",
    "AttachmentBytes",
    "Concern",
    "Draft",
    "FileRead",
    "FileSource",
    "GivenCopy",
    "HoursRead",
    "HowAsked",
    "LifeEvent",
    "Mention",
    "RecipientKind",
    "Visit",
    "VisitKind",
    "VisitedChild",
    "Voice",
    "VoiceAnswer",
    "Written",
]
