"""A calendar is read back by a reader of its own, written from the rules: lines, folds, and marked letters."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.tasks.calendar import CalendarEntry, calendar

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\\,;\n"), max_size=120)
ENTRIES = st.builds(
    CalendarEntry,
    uid=st.uuids().map(str),
    on=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    title=WORDS.filter(bool),
    words=WORDS,
    href=st.sampled_from(["", "https://homeward.example.gov.uk/tasks/"]),
)


def unfolded(text: str) -> list[str]:
    """Return the content lines: each ends with CRLF, and a blank after one means that the line goes on."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def read(value: str) -> str:
    """Return a text value without its marks, letter by letter."""
    letters, told = iter(value), ""
    for letter in letters:
        if letter == "\\":
            following = next(letters)
            assert following in "\\;,nN"
            told += "\n" if following in "nN" else following
        else:
            assert letter not in ";,"
            told += letter
    return told


def events(lines: list[str]) -> list[dict[str, str]]:
    """Return the events by the name of each property, without its parameters."""
    found: list[dict[str, str]] = []
    for line in lines:
        name, value = line.split(":", 1)
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found and line != "END:VCALENDAR":
            found[-1][name] = value
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=3))
def test_what_is_read_back_is_what_was_written(entries: list[CalendarEntry]) -> None:
    text = calendar("Home; ward, \\", entries, NOON)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[1] == "VERSION:2.0"
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(entries)
    for entry, told in zip(entries, events(lines), strict=True):
        assert read(told["SUMMARY"]) == entry.title
        assert read(told.get("DESCRIPTION", "")) == entry.words
        assert told.get("URL", "") == entry.href
        assert told["UID"] == entry.uid
        assert told["DTSTAMP"] == "20260302T120000Z"
        begin, end = (date.fromisoformat(told[f"{name};VALUE=DATE"]) for name in ("DTSTART", "DTEND"))
        assert begin == entry.on
        assert (end - begin).days == 1


def test_a_calendar_without_a_time_zone_is_not_made() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar("Homeward", [], NOON.replace(tzinfo=None))
