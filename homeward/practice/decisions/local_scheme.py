"""Reads how a council decides: whether a panel sees a return home, and to whom families turn to challenge it."""

import tomllib
from dataclasses import dataclass, field
from typing import Any

CONTACTS = {
    "advocate": "An advocate for the child",
    "complaints": "Complaints",
    "reviewing_officers": "Independent reviewing officers",
    "family_rights": "Advice for parents",
}
"""Whom a letter names, by the key under which the council tells how they are reached."""
_MOST = 300
SAMPLE = """# How this council decides about a return home. Leave out what it does not have.
# Lines of contact stand in letters to families exactly as they are written here.
# Take away the sign at the beginning of the next line if a panel sees every return home.
# panel = "permanence panel"

[contacts]
advocate = "Write here how a child reaches an advocate"
complaints = "Write here how families complain"
reviewing_officers = "Write here how families reach the reviewing officers"
family_rights = "Write here where parents find advice"
"""


@dataclass(frozen=True)
class LocalScheme:
    """What a council told: the panel's name, empty where it has none, and lines of contact by their key."""

    panel: str = ""
    contacts: dict[str, str] = field(default_factory=dict)


def read_scheme(text: str) -> LocalScheme:
    """Return what a council's TOML text says. Raises ValueError that says what is wrong, and what to do."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"The text cannot be read: {error}.") from None
    if others := sorted(set(told) - {"panel", "contacts"}):
        raise ValueError(f"The text may hold panel and [contacts] only, and it holds “{others[0]}”.")
    contacts = told.get("contacts", {})
    if not isinstance(contacts, dict):
        raise ValueError("The lines of contact stand under [contacts].")
    if unknown := sorted(set(contacts) - set(CONTACTS)):
        raise ValueError(f"[contacts] may hold {', '.join(CONTACTS)}, and it holds “{unknown[0]}”.")
    lines = {name: _line(value, name) for name, value in contacts.items()}
    return LocalScheme(_line(told.get("panel", ""), "panel", most=120), lines)


def _line(value: Any, name: str, most: int = _MOST) -> str:
    if not isinstance(value, str) or len(value) > most or "\n" in value:
        raise ValueError(f"“{name}” is one line of words in quotation marks, of {most} letters at most.")
    return value.strip()


def scheme_told(scheme: LocalScheme) -> tuple[str, ...]:
    """Return in sentences what a scheme says, and what it leaves to be filled in."""
    panel = f"A return home goes to the {scheme.panel}." if scheme.panel else "No panel sees a return home."
    lines = (f"{words}: {scheme.contacts.get(name) or 'to be filled in'}." for name, words in CONTACTS.items())
    return (panel, *lines)
