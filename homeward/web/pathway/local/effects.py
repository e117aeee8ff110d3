"""Says beforehand what a text that somebody wants to put in would change, and for which children on the way now."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from homeward.practice.classification import LEVEL_WORDS, PART_WORDS, Level
from homeward.practice.pathways.local import LedgerLine, ledger
from homeward.practice.pathways.local_file import read_changes
from homeward.practice.pathways.position import Entry, EntryKind, stands_at
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.steps import Pathway, Step, StepKind
from homeward.practice.pathways.versions import LocalFile, Versions
from homeward.practice.rule_file import RuleTable, differences, every_finding, read_rule, rule_table, silent
from homeward.web.accounts.models import User
from homeward.web.pathway.local.queries import PATHWAY, pathway_versions, rule_on, versions_with
from homeward.web.pathway.models import PathwayEntry, PathwayStart
from homeward.web.people.models import Child
from homeward.web.people.persons.queries import with_persons
from homeward.web.people.policy import visible


@dataclass(frozen=True)
class Moved:
    """A child who would stand elsewhere, and from which step to which."""

    child: Child
    before: Step
    after: Step


@dataclass(frozen=True)
class PathwayEffect:
    """What a text would do: every line of the new ledger, how the steps would differ, and who would stand elsewhere.

    `later` are the lines that hold from a day to come. `count` is how many children are on the way whom the reader may
    see; `renamed` how many of them stay at a step that gets other words or another usual time.
    """

    lines: tuple[LedgerLine, ...]
    later: tuple[LedgerLine, ...]
    differing: tuple[str, ...]
    count: int
    moved: tuple[Moved, ...]
    renamed: int


@dataclass(frozen=True)
class RuleEffect:
    """What a rule would do: the rule as a table, how many combinations get another level, and which.

    `silent` is of how many combinations it says nothing, of `combinations` in all.
    """

    table: RuleTable
    differing: tuple[tuple[str, str, str], ...]
    silent: int
    combinations: int


def effect_of_pathway(text: str, on: date, user: User) -> PathwayEffect:
    """Return what a text of changes would do from a day on; a fixed number of queries."""
    changes = read_changes(text)
    before, after = pathway_versions(), versions_with([LocalFile(changes, on)])
    lines = sorted(ledger(RETURN_HOME, changes, date.max), key=lambda line: not line.takes_core_away)
    starts = _on_the_way(user)
    stand = [(start.child, _step(start, before, on), _step(start, after, on)) for start in starts]
    there = [(child, was, will) for child, was, will in stand if was.kind != StepKind.ENDING]
    return PathwayEffect(
        lines=tuple(line for line in lines if line.change.since <= on),
        later=tuple(line for line in lines if line.change.since > on),
        differing=tuple(_differing(before.on(on), after.on(on))),
        count=len(there),
        moved=tuple(Moved(child, was, will) for child, was, will in there if was.id != will.id),
        renamed=sum(was.id == will.id and was != will for _, was, will in there),
    )


def effect_of_rule(text: str, on: date) -> RuleEffect:
    """Return what a rule would do from a day on; one query."""
    rule = read_rule(text)
    found = differences(rule_on(on), rule)
    told = tuple((_combination(one.found.parts), _level(one.before), _level(one.after)) for one in found)
    return RuleEffect(rule_table(rule), told, silent(rule), len(list(every_finding())))


def _on_the_way(user: User) -> list[PathwayStart]:
    """Return the latest way of every child whom somebody may see, with what was written of it."""
    entries = Prefetch("entries", PathwayEntry.objects.filter(struck_at=None), to_attr="told")
    children = Prefetch("child", with_persons(Child.objects.all()))
    starts = visible(user, PathwayStart).filter(pathway=PATHWAY, struck_at=None, child__closed_on=None)
    latest: dict[object, PathwayStart] = {}
    for start in starts.prefetch_related(children, entries):
        latest.setdefault(start.child_id, start)
    return list(latest.values())


def _step(start: PathwayStart, versions: Versions, on: date) -> Step:
    entries = [Entry(one.on, EntryKind(one.kind), one.step, one.answer) for one in start.told]
    return stands_at(start.began_on, entries, versions, on).step


def _differing(before: Pathway, after: Pathway) -> list[str]:
    """Return in words how the steps of two forms of the pathway differ."""
    said = [f"“{step.title}” is no longer a step." for step in before.steps if step.id not in after.by_id]
    said += [f"“{step.title}” is a step." for step in after.steps if step.id not in before.by_id]
    for step in after.steps:
        was = before.by_id.get(step.id)
        if was and was.title != step.title:
            said.append(f"“{was.title}” is called “{step.title}”.")
        elif was and was.says != step.says:
            said.append(f"“{step.title}” is told to families in other words.")
        if was and was.within_days != step.within_days:
            said.append(f"“{step.title}”: usually within {step.within_days} days, {was.within_days} until then.")
    return said


def _combination(parts: tuple[str, ...]) -> str:
    return "; ".join(PART_WORDS[part] for part in parts)


def _level(level: Level | None) -> str:
    return LEVEL_WORDS[level] if level else "Silent"
