"""Reads and prints a council's own table for classifying risk, and says of every mistake in it where it is."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from homeward.practice.classification import (
    LEVEL_WORDS,
    PART_WORDS,
    PARTS,
    Change,
    Found,
    Level,
    Protection,
    Risks,
    Row,
    Rule,
    Wish,
    propose,
)

_ROW = re.compile(r"^\s*\[\[\s*rows\s*\]\]", re.MULTILINE)
_MOST_LETTERS = 200
_NOT_KNOWN = "not_known"
PART_TITLES = {
    "risks": "What raises risk",
    "protection": "What protects",
    "change": "Change shown by the parents",
    "wish": "What child and parents want",
}
"""What each part of a rule is called on pages and paper."""


@dataclass(frozen=True)
class _Entry:
    """One row as the file tells it, with the words that say which one it is."""

    told: dict[str, Any]
    place: str

    def wrong(self, says: str) -> ValueError:
        """Return a mistake of this row in words."""
        return ValueError(f"{self.place}: {says}")


@dataclass(frozen=True)
class Differing:
    """A combination of findings to which two rules give another level; None where a rule is silent."""

    found: Found
    before: Level | None
    after: Level | None


def read_rule(text: str) -> Rule:
    """Return the rule that a TOML text holds. Raises ValueError that says what is wrong, in which row and line."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"The file cannot be read: {error}.") from None
    if others := sorted(set(told) - {"title", "rows"}):
        raise ValueError(f"The file may hold “title” and [[rows]] only, and it holds “{others[0]}”.")
    title = told.get("title", "")
    if not isinstance(title, str) or not title.strip() or len(title) > _MOST_LETTERS:
        raise ValueError(
            f"The file needs a “title” in quotation marks, at most {_MOST_LETTERS} letters: whose rule is it?"
        )
    entries = _entries(told.get("rows", []), text)
    rows = tuple(_row(entry) for entry in entries)
    _check_one_level(rows, entries)
    return Rule(rows, title.strip())


def print_rule(rule: Rule) -> str:
    """Return a rule as the TOML text from which `read_rule` reads it again, with what may stand in it as remarks."""
    lines = ["# A rule for classifying risk: each row gives a level, and for each part the findings that it allows."]
    lines += ["# What no row allows is left to people: the rule is silent. “not_known” stands in no row."]
    for part, findings in PARTS.items():
        words = ", ".join(f'"{finding.value}"' for finding in findings if finding != _NOT_KNOWN)
        lines.append(f"# {part} ({PART_TITLES[part].lower()}): {words}")
    lines += ["", f"title = {json.dumps(rule.title, ensure_ascii=False)}"]
    for row in rule.rows:
        lines += ["", "[[rows]]", f'level = "{row.level.name.lower()}"']
        for part, allowed in zip(PARTS, row.parts, strict=True):
            names = ", ".join(f'"{finding.value}"' for finding in PARTS[part] if finding in allowed)
            lines.append(f"{part} = [{names}]")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class RuleTable:
    """A rule as a table to read: one row a level, each part in words."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def rule_table(rule: Rule) -> RuleTable:
    """Return a rule as a table in words, in the order of its rows."""
    rows = tuple((LEVEL_WORDS[row.level], *(in_words(allowed) for allowed in row.parts)) for row in rule.rows)
    return RuleTable(("Proposed", *PART_TITLES.values()), rows)


def whose_rule(rule: Rule) -> str:
    """Return one sentence or two that tell whose a rule is, and whether somebody has confirmed it."""
    if rule.confirmed_on is None:
        return (
            f"{rule.title}. Nobody here has confirmed it yet. It comes from the literature as it is remembered: before "
            "live use the practice lead confirms it, or replaces it by the council’s own."
        )
    day = f"{rule.confirmed_on.day} {rule.confirmed_on:%B %Y}"
    return f"{rule.title}. Confirmed for use here by {rule.confirmed_by}; it holds since {day}."


def every_finding() -> Iterator[Found]:
    """Yield each combination of findings in which nothing is unknown."""
    known = [[finding for finding in findings if finding != _NOT_KNOWN] for findings in PARTS.values()]
    for risks, protection, change, wish in product(*known):
        yield Found(Risks(risks), Protection(protection), Change(change), Wish(wish))


def differences(before: Rule, after: Rule) -> tuple[Differing, ...]:
    """Return the combinations to which two rules give another level."""
    told = ((found, propose(found, before).level, propose(found, after).level) for found in every_finding())
    return tuple(Differing(found, was, will) for found, was, will in told if was != will)


def silent(rule: Rule) -> int:
    """Return of how many combinations a rule says nothing, of those in which nothing is unknown."""
    return sum(propose(found, rule).level is None for found in every_finding())


def in_words(allowed: frozenset[Any]) -> str:
    """Return the findings that one part of a row allows, in words: one or another of them."""
    found = [PART_WORDS[finding] for finding in type(next(iter(allowed))) if finding in allowed]
    return ", or ".join(found)


def _entries(told: Any, text: str) -> tuple[_Entry, ...]:
    if not isinstance(told, list) or not told or not all(isinstance(row, dict) for row in told):
        raise ValueError("The file has no rows. Each row is a table that begins with [[rows]].")
    lines = [text.count("\n", 0, found.end()) + 1 for found in _ROW.finditer(text)]
    has_lines = len(lines) == len(told)
    return tuple(
        _Entry(row, f"Row {number} (line {lines[number - 1]})" if has_lines else f"Row {number}")
        for number, row in enumerate(told, 1)
    )


def _row(entry: _Entry) -> Row:
    keys = ("level", *PARTS)
    if unknown := [key for key in entry.told if key not in keys]:
        raise entry.wrong(f"nobody knows the key “{unknown[0]}”. The keys are: {', '.join(keys)}.")
    if lacking := [key for key in keys if key not in entry.told]:
        raise entry.wrong(f"it lacks “{lacking[0]}”.")
    level = {level.name.lower(): level for level in Level}.get(str(entry.told["level"]))
    if level is None:
        raise entry.wrong(f"“level” is one of {_quoted(level.name.lower() for level in Level)}.")
    return Row(level, *(_allowed(entry, part) for part in PARTS))


def _allowed(entry: _Entry, part: str) -> frozenset[Any]:
    """Return the findings that a row allows of one part."""
    told, findings = entry.told[part], {finding.value: finding for finding in PARTS[part] if finding != _NOT_KNOWN}
    if not isinstance(told, list) or not told:
        raise entry.wrong(f"“{part}” is a list of findings in square brackets, and not empty.")
    if _NOT_KNOWN in told:
        raise entry.wrong(f"“{part}” may not allow “not_known”: what nobody knows proves no level.")
    if wrong := [one for one in told if not isinstance(one, str) or one not in findings]:
        raise entry.wrong(f"“{part}” does not know “{wrong[0]}”. It may hold {_quoted(findings)}.")
    return frozenset(findings[one] for one in told)


def _check_one_level(rows: tuple[Row, ...], entries: tuple[_Entry, ...]) -> None:
    for found in every_finding():
        fitting = [at for at, row in enumerate(rows) if row.fits(found)]
        other = next((at for at in fitting if rows[at].level != rows[fitting[0]].level), None)
        if other is not None:
            first = fitting[0]
            levels = f"{LEVEL_WORDS[rows[first].level].lower()} and {LEVEL_WORDS[rows[other].level].lower()}"
            said = "; ".join(PART_WORDS[part] for part in found.parts)
            raise ValueError(
                f"{entries[first].place} and {entries[other].place} give one combination two levels, {levels}: {said}."
            )


def _quoted(words: Any) -> str:
    return ", ".join(f'"{word}"' for word in words)
