"""Reads the texts of a language (a .po file) and writes them as Django loads them (.mo); needs no gettext tools."""

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "homeward" / "web" / "locale"
_CONTEXT_ENDS = "\x04"
_KEYWORD = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+(".*")$')
_MAGIC = 0x950412DE


@dataclass
class Message:
    """One text: what it is in English, in the plural where there is one, and what it is called in the language."""

    context: str = ""
    english: str = ""
    plural: str = ""
    told: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other."""
        return self.context, self.english, self.plural


def catalogues() -> list[Path]:
    """Return the .po file of every language there is."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read_catalogue(file: Path) -> list[Message]:
    """Return the messages of a .po file, the header (whose English is empty) first.

    Raises ValueError for a line that is none of such a file, with its number.
    """
    found: list[Message] = []
    message, place = Message(), ""
    for number, line in enumerate([*file.read_text(encoding="utf-8").splitlines(), ""], start=1):
        if not line.strip():
            if place:
                found.append(message)
            message, place = Message(), ""
        elif line.startswith("#,"):
            message.flags |= {flag.strip() for flag in line[2:].split(",")}
        elif not line.startswith("#"):
            place = _add(message, place, line, f"{file.name}, line {number}")
    return found


def _add(message: Message, place: str, line: str, where: str) -> str:
    """Add a line to a message; return which of its texts the next line may go on with."""
    told = _KEYWORD.match(line)
    if told is None and not (line.startswith('"') and place):
        raise ValueError(f"{where}: this is no line of a catalogue.")
    place, text = (told[1], ast.literal_eval(told[2])) if told else (place, ast.literal_eval(line))
    if place.startswith("msgstr"):
        if told:
            message.told.append("")
        message.told[-1] += text
    else:
        name = {"msgctxt": "context", "msgid": "english", "msgid_plural": "plural"}[place]
        setattr(message, name, getattr(message, name) + text)
    return place


def compiled(messages: list[Message]) -> bytes:
    """Return the messages as a .mo file: those that are told, sorted by what they are in English; no fuzzy ones."""
    pairs = sorted(_pairs(messages))
    keys, values = b"", b""
    places = []
    for key, value in pairs:
        places.append((len(key), len(keys), len(value), len(values)))
        keys, values = keys + key + b"\0", values + value + b"\0"
    begin = 7 * 4 + 16 * len(pairs)
    of_keys = b"".join(struct.pack("<2I", size, begin + at) for size, at, _, _ in places)
    of_values = b"".join(struct.pack("<2I", size, begin + len(keys) + at) for _, _, size, at in places)
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), 7 * 4, 7 * 4 + 8 * len(pairs), 0, 0)
    return head + of_keys + of_values + keys + values


def _pairs(messages: list[Message]) -> Iterator[tuple[bytes, bytes]]:
    for message in messages:
        if "fuzzy" in message.flags or not all(message.told):
            continue
        key = f"{message.context}{_CONTEXT_ENDS}{message.english}" if message.context else message.english
        key = f"{key}\0{message.plural}" if message.plural else key
        yield key.encode(), "\0".join(message.told).encode()
