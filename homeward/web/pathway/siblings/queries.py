"""Reads where the sisters and brothers of a child stand, and who should be looked at because one goes home."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from homeward.practice.classification import LEVEL_WORDS, Level
from homeward.practice.pathways.position import Entry, EntryKind, Stands, stands_at
from homeward.practice.pathways.siblings import asks_since
from homeward.practice.pathways.versions import Versions
from homeward.web.accounts.models import User
from homeward.web.chronology.siblings import sibling_persons, siblings_of
from homeward.web.pathway.local.queries import PATHWAY, pathway_versions
from homeward.web.pathway.models import ClassificationAgreed, NeedMet, PathwayEntry, PathwayStart, SiblingsLook
from homeward.web.people.family.queries import kin_words, kinds_of
from homeward.web.people.models import CareEpisode, Child, Kinship, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import with_persons
from homeward.web.people.policy import visible

LOOKED = "siblings_looked_at"


@dataclass(frozen=True)
class SiblingWay:
    """One of the sisters and brothers: what they are to the child, whether in care, and where they stand, if at all.

    `level` is the last classification agreed on, with its day; empty and None where there is none.
    """

    child: Child
    words: str
    is_in_care: bool
    stands: Stands | None
    level: str
    level_on: date | None


@dataclass(frozen=True)
class Prompt:
    """A child who should be looked at because a sister or brother goes home, or may, since a day.

    `of` is that sister or brother, None where the reader may not open the record: then nothing more is told of them.
    """

    child: Child
    of: Child | None
    since: date


def siblings_seen(user: User, child: Child, today: date) -> list[SiblingWay]:
    """Return the sisters and brothers of a child whose records somebody may open; a fixed number of queries."""
    found = list(with_persons(visible(user, Child).filter(pk__in=siblings_of(child).values("pk"))))
    ids = [one.pk for one in found]
    kinds = kinds_of(child, today) if found else {}
    in_care = CareEpisode.objects.filter(child__in=ids, dec_on=None, struck_at=None)
    caring, levels = set(in_care.values_list("child", flat=True)), _levels(ids)
    stand = stands_of(ids, today)
    return [
        SiblingWay(
            child=one,
            words=kin_words(kinds.get(one.person_id, Kinship.SIBLING), one.person.sex),
            is_in_care=one.pk in caring,
            stands=stand[one.pk].stands if one.pk in stand else None,
            level=LEVEL_WORDS[Level(levels[one.pk].level)] if one.pk in levels else "",
            level_on=levels[one.pk].on if one.pk in levels else None,
        )
        for one in found
    ]


@dataclass(frozen=True)
class WayRead:
    """A child's latest way, read from what was written down: where it stands, and since when it asks to look."""

    stands: Stands
    asks_since: date | None


def stands_of(children: Iterable[UUID], today: date) -> Mapping[UUID, WayRead]:
    """Return where each of some children stands, of those who are on a way; three queries. It asks for no needs."""
    ids = list(children)
    if not ids:
        return {}
    written = Prefetch("entries", PathwayEntry.objects.filter(struck_at=None), to_attr="told")
    starts = PathwayStart.objects.standing().filter(child__in=ids, pathway=PATHWAY, began_on__lte=today)
    versions, latest = pathway_versions(), {}
    for start in starts.prefetch_related(written):
        latest.setdefault(start.child_id, start)
    return {pk: _read(start, versions, today) for pk, start in latest.items()}


def prompts_of(user: User, children: Iterable[Child], today: date) -> list[Prompt]:
    """Return which of some children, who are open to somebody, should be looked at; a fixed number of queries.

    A sister or brother whose record is shut to the reader, whatever their work, prompts nothing.
    """
    asked = {child.person_id: child for child in children}
    siblings = sibling_persons(asked) if asked else {}
    others = Child.objects.filter(person__in=set().union(*siblings.values()) if siblings else ())
    hidden = Person.objects.filter(hidden_persons(user)).values("pk")
    told = {one.person_id: one for one in others.exclude(person__in=hidden)}
    ways = stands_of((one.pk for one in told.values()), today)
    asking = {person: ways[one.pk].asks_since for person, one in told.items() if one.pk in ways}
    found = {
        child: max(((asking[one], one) for one in siblings[person] if asking.get(one)), default=None)
        for person, child in asked.items()
    }
    looked = _looked_on(child.pk for child in asked.values())
    due = [(child, *last) for child, last in found.items() if last and not looked.get(child.pk, date.min) >= last[0]]
    seen = _named(user, [told[person].pk for _, _, person in due])
    return [Prompt(child, seen.get(told[person].pk), since) for child, since, person in due]


def looks_of(child: Child) -> list[SiblingsLook]:
    """Return when somebody looked at a child and the sisters and brothers together, the last first; one query."""
    return list(child.siblings_looks.filter(struck_at=None).select_related("entered_by"))


def _read(start: PathwayStart, versions: Versions, today: date) -> WayRead:
    entries = [Entry(one.on, EntryKind(one.kind), one.step, one.answer) for one in start.told]
    stands = stands_at(start.began_on, entries, versions, today)
    return WayRead(stands, asks_since(stands, entries, today))


def _levels(ids: list[UUID]) -> dict[UUID, ClassificationAgreed]:
    rows = ClassificationAgreed.objects.standing().filter(start__child__in=ids, start__struck_at=None)
    return {row.start.child_id: row for row in rows.exclude(level=None).select_related("start")}


def _looked_on(children: Iterable[UUID]) -> dict[UUID, date]:
    """Return when somebody last looked at each of some children for their sisters' and brothers' sake; two queries."""
    ids = list(children)
    looks = SiblingsLook.objects.standing().filter(child__in=ids).values_list("child", "on")
    met = NeedMet.objects.standing().filter(start__child__in=ids, need=LOOKED).values_list("start__child", "on")
    found: dict[UUID, date] = {}
    for child, on in (*looks, *met):
        found[child] = max(on, found.get(child, on))
    return found


def _named(user: User, pks: list[UUID]) -> dict[UUID, Child]:
    seen = with_persons(visible(user, Child).filter(pk__in=pks)) if pks else ()
    return {child.pk: child for child in seen}
