"""The one door to the pathway and to the rule for classifying as they hold here on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from homeward.practice.classification import DEFAULT_RULE, Rule
from homeward.practice.pathways.local import LedgerLine, ledger
from homeward.practice.pathways.local_file import check_changes, read_changes
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.steps import Pathway
from homeward.practice.pathways.versions import LocalFile, Versions, versions_of
from homeward.practice.rule_file import read_rule
from homeward.web.pathway.models import LocalPathway, LocalRule, LocalText

Kind = TypeVar("Kind", bound=LocalText)
PATHWAY = RETURN_HOME.id
"""Under which name a child’s way on this pathway is stored."""
FACTS = RETURN_HOME.facts
"""What can happen whatever was decided. A council can change where it leads, never that it is written down at once."""


@dataclass(frozen=True)
class Rules:
    """The rules for classifying through time: what was put in, in the order of its first days."""

    told: tuple[LocalRule, ...]

    def row_on(self, day: date) -> LocalRule | None:
        """Return what was put in that holds on a day; None where Homeward's default does, confirmed by nobody."""
        return _holding(self.told, day)

    def on(self, day: date) -> Rule:
        """Return the rule that holds on a day, with who confirmed it.

        A text that this version of Homeward cannot read any more counts as if it had not been put in.
        """
        row = self.row_on(day)
        try:
            rule = _rule(row.text) if row else DEFAULT_RULE
        except ValueError:
            return DEFAULT_RULE
        if row is None:
            return rule
        by = row.put_in_by.name if row.put_in_by else "the service"
        return replace(rule, confirmed_by=by, confirmed_on=row.begins_on)


def pathway_versions() -> Versions:
    """Return the return-home pathway through time, as the council's files changed it; one query."""
    return versions_with(())


def versions_with(more: Iterable[LocalFile]) -> Versions:
    """Return the pathway through time with files that are not stored, after those that are; one query."""
    rows = LocalPathway.objects.values_list("text", "begins_on", "taken_back_on")
    return _versions((*(_file(*row) for row in rows), *more))


def pathway_on(day: date) -> Pathway:
    """Return the return-home pathway as it holds here on a day; one query."""
    return pathway_versions().on(day)


def rules() -> Rules:
    """Return the rules for classifying through time; one query."""
    return Rules(tuple(LocalRule.objects.select_related("put_in_by", "taken_back_by")))


def rule_on(day: date) -> Rule:
    """Return the rule for classifying that holds on a day; one query."""
    return rules().on(day)


def pathway_row_on(day: date) -> LocalPathway | None:
    """Return the council's file of the pathway that holds on a day; None where there is none; one query."""
    return LocalPathway.objects.on(day).select_related("put_in_by").last()


def ledger_of(row: LocalPathway | None, day: date) -> tuple[LedgerLine, ...]:
    """Return what a council's file changes on a day, core steps that are off first."""
    lines = ledger(RETURN_HOME, _changes(row.text), day) if row else ()
    return tuple(sorted(lines, key=lambda line: not line.takes_core_away))


def unreadable(row: LocalText | None) -> str:
    """Return why this version of Homeward cannot read a text that was put in; empty where it can."""
    try:
        if isinstance(row, LocalPathway):
            check_changes(RETURN_HOME, read_changes(row.text))
        elif row is not None:
            read_rule(row.text)
    except ValueError as error:
        return str(error)
    return ""


def _file(text: str, begins_on: date, taken_back_on: date | None) -> LocalFile:
    return LocalFile(_changes(text), begins_on, taken_back_on)


@lru_cache(maxsize=32)
def _changes(text: str) -> tuple:
    """Return the changes of a stored text; none where this version cannot make them (the policy page says so)."""
    try:
        changes = read_changes(text)
        check_changes(RETURN_HOME, changes)
    except ValueError:
        return ()
    return changes


@lru_cache(maxsize=8)
def _versions(files: tuple[LocalFile, ...]) -> Versions:
    return versions_of(RETURN_HOME, sorted(files, key=lambda file: file.begins_on))


@lru_cache(maxsize=32)
def _rule(text: str) -> Rule:
    return read_rule(text)


def _holding(rows: Iterable[Kind], day: date) -> Kind | None:
    holding = [row for row in rows if row.begins_on <= day and (row.taken_back_on is None or day < row.taken_back_on)]
    return holding[-1] if holding else None
