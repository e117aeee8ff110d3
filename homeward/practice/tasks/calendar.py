"""Writes due days as a calendar that any calendar programme can read (RFC 5545). It tells of nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_LINE = 75
"""Octets of a line without its end (RFC 5545, section 3.1); what goes on begins with a blank, which counts."""
_END = "\r\n"


@dataclass(frozen=True)
class CalendarEntry:
    """One whole day in a calendar: `uid` is its own and stays, also where the day moves; `href` may be empty."""

    uid: str
    on: date
    title: str
    words: str = ""
    href: str = ""


def calendar(name: str, entries: Iterable[CalendarEntry], made_at: datetime) -> str:
    """Return a calendar as text. `made_at` is an instant with a time zone; ValueError without one."""
    if made_at.tzinfo is None:
        raise ValueError("A calendar is made at an instant with a time zone.")
    return "".join(_END.join(_folded(line)) + _END for line in _lines(name, entries, made_at.astimezone(UTC)))


def _lines(name: str, entries: Iterable[CalendarEntry], made_at: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Homeward//Due days//EN", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}")
    for entry in entries:
        yield from ("BEGIN:VEVENT", f"UID:{_escaped(entry.uid)}", f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}")
        yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(entry.title)}"
        if entry.words:
            yield f"DESCRIPTION:{_escaped(entry.words)}"
        if entry.href:
            yield f"URL:{entry.href}"
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _escaped(words: str) -> str:
    """Return a text value with backslash, semicolon, comma and line end marked (RFC 5545, section 3.3.11)."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    marked = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return marked.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of 75 octets at most, never within a character; all but the first begin with a blank."""
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _LONGEST_LINE:
            yield part
            part, octets = " ", 1
        part += letter
        octets += size
    yield part
