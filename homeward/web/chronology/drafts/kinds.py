"""The forms of which what is typed is kept as a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class DraftKind:
    """A form that keeps drafts: its name in addresses and in the store, what is written in it, and its page's name."""

    name: str
    words: str
    page: str


VISIT = DraftKind("visit", "of a visit or contact", "visit_add")
EVENT = DraftKind("event", "for the chronology", "event_add")
FILE_EVENT = DraftKind("file_event", "from the file, for the chronology", "file_reads")
VOICE = DraftKind("voice", "of what somebody said", "voice_add")
KINDS: Mapping[str, DraftKind] = MappingProxyType({kind.name: kind for kind in (VISIT, EVENT, FILE_EVENT, VOICE)})
