"""Compares the rows of returns with the children and episodes that are stored, and says what would have to change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl

from homeward.sources.day import date_of
from homeward.sources.rows import Rows
from homeward.sources.table import Table
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.models import CareEpisode, Child, EpisodeSource, Exactness, Merge, Person, Sex

_NOT_ANY_MORE = "The returns hold it no more."
_OF_THE_END = frozenset({"dec_on", "reason_ceased", "reason_place_change", "end_imputed"})
_NOT_COMPARED = frozenset({"dataset"})


@dataclass
class Imported:
    """What became of an import, in counts. `episodes_left` were entered or struck out by hand; the returns differ."""

    children_made: int = 0
    children_changed: int = 0
    episodes_made: int = 0
    episodes_changed: int = 0
    episodes_struck: int = 0
    episodes_left: int = 0
    episodes_unchanged: int = 0

    @property
    def in_words(self) -> str:
        """One sentence that says what became of the import."""
        return (
            f"{self.children_made} children were added and {self.children_changed} changed; "
            f"{self.episodes_made} episodes were added, {self.episodes_changed} changed and "
            f"{self.episodes_struck} struck out; {self.episodes_left} that people told otherwise were left as they are."
        )


@dataclass(frozen=True)
class Left:
    """An episode that the returns tell and that people told otherwise: which child (the return's id), which day.

    `fields` are those of `CareEpisode` that differ; none where people struck the episode out.
    """

    local_id: str
    decom_on: date
    fields: tuple[str, ...]


@dataclass
class ToStore:
    """The rows to store, not stored yet, and what is left as people told it."""

    told: Imported = field(default_factory=Imported)
    left: list[Left] = field(default_factory=list)
    new_persons: list[Person] = field(default_factory=list)
    new_children: list[Child] = field(default_factory=list)
    changed_persons: list[Person] = field(default_factory=list)
    changed_children: list[Child] = field(default_factory=list)
    new_episodes: list[CareEpisode] = field(default_factory=list)
    changed_episodes: list[CareEpisode] = field(default_factory=list)
    struck_episodes: list[CareEpisode] = field(default_factory=list)


def compare(rows: Rows, dataset: UUID, by: User | None) -> ToStore:
    """Return what must be stored so that children and episodes say what the rows say."""
    found = ToStore()
    by_child = _episodes(rows)
    children = _children(rows, by_child, by, found)
    stored = _stored_episodes(children.values())
    data_to_on = date_of(rows.data_to_day)
    told: dict[UUID, dict[date, dict[str, Any]]] = defaultdict(dict)
    for local_id, child in children.items():  # two ids lead to one child where two records were merged
        for values in by_child.get(local_id, []):
            told[child.pk].setdefault(values["decom_on"], {**values, "dataset": dataset})
    for child in {child.pk: child for child in children.values()}.values():
        known = _Known(child, stored[child.pk], data_to_on, by)
        _compare_episodes(known, list(told[child.pk].values()), found)
    return found


@dataclass(frozen=True)
class _Known:
    """What is stored of a child's episodes, struck out ones too, the last day of the rows, and who imports."""

    child: Child
    episodes: list[CareEpisode]
    data_to_on: date
    by: User | None

    @property
    def standing(self) -> dict[date, CareEpisode]:
        """The episodes that were not struck out, by their first day."""
        return {episode.decom_on: episode for episode in self.episodes if episode.struck_at is None}

    @property
    def struck_by_hand(self) -> set[date]:
        """The first days of imported episodes of which people said that they were wrong."""
        return {
            episode.decom_on
            for episode in self.episodes
            if episode.struck_at is not None and episode.dataset and episode.struck_because != _NOT_ANY_MORE
        }


def _stored_episodes(children: Iterable[Child]) -> dict[UUID, list[CareEpisode]]:
    found: dict[UUID, list[CareEpisode]] = defaultdict(list)
    for episode in CareEpisode.objects.filter(child__in=[child.pk for child in children]):
        found[episode.child_id].append(episode)
    return found


def _children(rows: Rows, by_child: dict[str, Any], by: User | None, found: ToStore) -> dict[str, Child]:
    """Return the record of every child of the rows, new or stored, by the return's id."""
    told = {row["child_id"]: row for row in _dicts(rows.children)}
    until = {row["child_id"]: row["until_day"] for row in _dicts(rows.unaccompanied)}
    stored = children_by_local_id(list(told))
    children = {}
    for local_id, row in told.items():
        child = stored.get(local_id)
        if child is None and local_id not in by_child:
            continue  # Only in other tables than Episodes, such as a child of short breaks: no history to keep.
        if child is None:
            child = _new_child(local_id, row, by_child[local_id], by)
            found.new_persons.append(child.person)
            found.new_children.append(child)
            found.told.children_made += 1
            _unaccompanied(child, local_id, until)
        elif _fill(child.person, row) | _unaccompanied(child, local_id, until):
            found.changed_persons.append(child.person)
            found.changed_children.append(child)
            found.told.children_changed += 1
        children[local_id] = child
    return children


def children_by_local_id(local_ids: list[str]) -> dict[str, Child]:
    """Return the stored children by the return's id; of one merged into another, the record that was kept."""
    every = Child.objects.select_related("person").filter(local_id__in=local_ids)
    merges = Merge.objects.filter(agreed_at__isnull=False, undone_at=None, kept__child__isnull=False)
    kept = {merge.other_id: merge.kept.child for merge in merges.select_related("kept__child__person")}
    return {child.local_id: kept.get(child.person_id, child) for child in every}


def _new_child(local_id: str, row: dict[str, Any], episodes: list[dict[str, Any]], by: User | None) -> Child:
    now = clock.now()
    person = Person(entered_by=by, entered_at=now)
    _fill(person, row)
    last = episodes[-1]["dec_on"]
    return Child(
        person=person,
        local_id=local_id,
        opened_on=episodes[0]["decom_on"],
        closed_on=last,
        closed_because="Care had ended by the returns." if last else "",
        entered_by=by,
        entered_at=now,
    )


def _fill(person: Person, row: dict[str, Any]) -> bool:
    """Fill in what is not known of a person; tell whether anything was. Nothing that somebody wrote is changed."""
    before = (person.born_on, person.sex, person.ethnicity)
    if person.born_on is None and row["born_day"] is not None:
        person.born_on, person.born_exactly = date_of(row["born_day"]), Exactness.DAY
    if person.sex == Sex.UNKNOWN:
        person.sex = row["sex"]
    person.ethnicity = person.ethnicity or row["ethnicity"] or ""
    return (person.born_on, person.sex, person.ethnicity) != before


def _unaccompanied(child: Child, local_id: str, until: dict[str, int | None]) -> bool:
    if local_id not in until:
        return False
    before = (child.is_unaccompanied, child.unaccompanied_until_on)
    day = until[local_id]
    child.is_unaccompanied = True
    child.unaccompanied_until_on = date_of(day) if day is not None else child.unaccompanied_until_on
    return (child.is_unaccompanied, child.unaccompanied_until_on) != before


def _compare_episodes(known: _Known, told: list[dict[str, Any]], found: ToStore) -> None:
    standing, struck_by_hand = known.standing, known.struck_by_hand
    for values in told:
        episode = standing.pop(values["decom_on"], None)
        if episode is None and values["decom_on"] in struck_by_hand:
            _leave(known, values, (), found)
        elif episode is None:
            source = {"source": EpisodeSource.IMPORTED, "entered_by": known.by, "entered_at": clock.now()}
            found.new_episodes.append(CareEpisode(child=known.child, **values, **source))
            found.told.episodes_made += 1
        else:
            _compare_one(known, episode, values, found)
    for episode in standing.values():
        if episode.source == EpisodeSource.IMPORTED and episode.decom_on <= known.data_to_on:
            episode.struck_at, episode.struck_by, episode.struck_because = clock.now(), known.by, _NOT_ANY_MORE
            found.struck_episodes.append(episode)
            found.told.episodes_struck += 1


def _compare_one(known: _Known, episode: CareEpisode, values: dict[str, Any], found: ToStore) -> None:
    differing = _differing(episode, values, known.data_to_on)
    if not differing:
        found.told.episodes_unchanged += 1
    elif episode.source == EpisodeSource.ENTERED:
        _leave(known, values, differing, found)
    else:
        for name, value in values.items():
            setattr(episode, name, value)
        found.changed_episodes.append(episode)
        found.told.episodes_changed += 1


def _leave(known: _Known, values: dict[str, Any], differing: tuple[str, ...], found: ToStore) -> None:
    found.left.append(Left(known.child.local_id, values["decom_on"], differing))
    found.told.episodes_left += 1


def _differing(episode: CareEpisode, values: dict[str, Any], data_to_on: date) -> tuple[str, ...]:
    """Return which fields differ. An end after the last day of the rows is none that they could tell."""
    is_later = values["dec_on"] is None and episode.dec_on is not None and episode.dec_on > data_to_on
    passed_over = _NOT_COMPARED | (_OF_THE_END if is_later else frozenset())
    return tuple(name for name, value in values.items() if name not in passed_over and getattr(episode, name) != value)


def _episodes(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """Return each child's episodes in order, as fields of `CareEpisode`."""
    keys = ["child_id", "episode_number"]
    frame = _frame(rows.episodes).join(_frame(rows.placements_detail), on=keys, how="left").sort(keys)
    codes = ("reason_new_episode", "legal_status", "need", "place", "reason_ceased")
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        texts = {name: row[name] or "" for name in (*codes, "place_provider", "reason_place_change")}
        days = {"decom_on": date_of(row["decom_day"]), "dec_on": _date(row["dec_day"])}
        found[row["child_id"]].append({**days, **texts, "end_imputed": row["end_imputed"] == 1})
    return dict(found)


def _date(day: int | None) -> Any:
    return None if day is None else date_of(day)


def _frame(table: Table) -> pl.DataFrame:
    frame: pl.DataFrame = table.lazy().collect("polars").to_native()
    return frame


def _dicts(table: Table) -> list[dict[str, Any]]:
    return _frame(table).to_dicts()
