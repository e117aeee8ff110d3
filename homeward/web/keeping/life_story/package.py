"""Makes the life story: one archive with the child's life in plain words, their own words, and a list of the files."""

import zipfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.template.loader import render_to_string

from homeward.practice.chronology.event import ChronologyEvent, Origin
from homeward.practice.chronology.views import Narrowing, View, told_as
from homeward.reports.chronology import Cover, as_html, as_pdf, document_of
from homeward.reports.paper import put_on_paper
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Attachment, Voice
from homeward.web.chronology.telling import chronology_of
from homeward.web.chronology.wording import is_too_young_to_say
from homeward.web.people.models import Child, Exactness
from homeward.web.people.policy import visible

READ_ME = """\
Your story

life.html    what happened in your life, in plain words: open it in any browser
life.pdf     the same to print
words.html   what you said at the time, in your own words, and what was done about it
words.pdf    the same to print
files.html   a list of the files that are kept about you: ask for any of them

Nothing here needs the internet. What is written about other people is theirs, too: think of them
before you pass it on. If something is wrong or missing, tell us: it can be corrected, and what you
say can stand beside it. You may want somebody with you when you read it.
"""


@dataclass(frozen=True)
class Story:
    """The archive's bytes and how much is in it."""

    archive: bytes
    events: int
    voices: int
    files: int


def life_story(child: Child, by: User, on: date, *, is_invented: bool) -> Story:
    """Return a child's life story as an archive; only what the life view tells is in it, never what is restricted.

    Raises NotAvailableError where this machine cannot write PDF.
    """
    events = [event for event in chronology_of(by, child) if event.origin != Origin.VOICE]
    document = document_of(_told(child, events), _cover(child, by, on, is_invented))
    voices = _voices(child, by)
    files = list(visible(by, Attachment).filter(child=child, struck_at=None).order_by("entered_at"))
    shared = {"name": child.person.shown_name, "on": on, "is_invented": is_invented}
    words = render_to_string("keeping/paper/words.html", {**shared, "voices": _with_how(child, voices)})
    listed = render_to_string("keeping/paper/files.html", {**shared, "files": files})
    members = {
        "read-me.txt": READ_ME.encode(),
        "life.html": as_html(document),
        "life.pdf": as_pdf(document),
        "words.html": words.encode(),
        "words.pdf": put_on_paper(words.encode(), b"homeward-words"),
        "files.html": listed.encode(),
    }
    return Story(_zipped(members), len(document.rows), len(voices), len(files))


def _told(child: Child, events: list[ChronologyEvent]):
    person = child.person
    is_known = person.born_exactly in (Exactness.DAY, Exactness.MONTH, Exactness.YEAR)
    return told_as(View.LIFE, events, Narrowing(), born_on=person.born_on if is_known else None)


def _cover(child: Child, by: User, on: date, is_invented: bool) -> Cover:
    born_on = child.person.born_on if child.person.born_exactly == Exactness.DAY else None
    born = f"{born_on.day} {born_on:%B %Y}" if born_on else ""
    return Cover(child.person.shown_name, born, on, by.name, is_invented=is_invented)


def _voices(child: Child, by: User) -> list[Voice]:
    """Return what the child said, and nobody else, the earliest first."""
    own = visible(by, Voice).filter(child=child, person=child.person_id, struck_at=None)
    return list(own.exclude(reach="restricted").prefetch_related("answers").order_by("on", "entered_at"))


def _with_how(child: Child, voices: list[Voice]) -> list[tuple[Voice, bool]]:
    """Return each with whether the child was too young to say it, and showed it."""
    return [(voice, is_too_young_to_say(child.person, voice.on)) for voice in voices]


def _zipped(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
