"""Tells of two children's ways home: one after a whole assessment, one by the short route; each step on its day."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from homeward.invented.families import pathway_happenings as told
from homeward.invented.families.cases import Case
from homeward.invented.families.happenings import ChildCreated, EpisodeEntered, Happening, PersonsRelated
from homeward.invented.families.ledger import Ledger
from homeward.invented.families.named import InventedPerson
from homeward.invented.families.staff import MILLBROOK, TEAMS
from homeward.invented.families.story_happenings import Concerned, EventWritten, VoiceWritten
from homeward.invented.families.story_scene import cast_of
from homeward.invented.families.story_words import Named, fill
from homeward.invented.families.troubles import local_id_outside
from homeward.invented.families.working_days import working_day_before

ON_PATHWAY, SHORT_ROUTE = "on_pathway", "short_route"
SHORT_CHILD = local_id_outside(2)
_CAME_DAYS_AGO, _KNOWN_DAYS_AGO, _BORN_DAYS_AGO = 13, 20, 3300
_READERS = ("second_worker", "advanced_practitioner")
_DAYS_IN_MONTH = 30


@dataclass(frozen=True)
class _Scene:
    """Whose way is told: the child's local id, names by slot, whom a token stands for, and the last day told."""

    child: str
    names: Mapping[str, Named]
    people: Mapping[str, str]
    as_of: date


def write_pathway(case: Case) -> None:
    """Write down the way of the child whose family's story is `on_pathway`; nothing for others, or without a mother."""
    mother = case.family.mother
    if case.story != ON_PATHWAY or mother is None or mother.died_on is not None:
        return
    child = case.children[0]
    at_work = {user for (of, _), user in case.allocations.items() if of == child.local_id}
    reader = next(one for one in _READERS if one not in at_work)
    people = {"CHILD": child.local_id, "MOTHER": mother.key, "READER": reader}
    names = cast_of(case, [child], case.as_of).names
    _write(case.ledger, ON_PATHWAY, _Scene(child.local_id, names, people, case.as_of))


def write_policy(ledger: Ledger, as_of: date) -> None:
    """Write down what the service made its own of the pathway and of the rule for classifying risk."""
    _write(ledger, "service", _Scene("", {}, {}, as_of))


def write_short_route(ledger: Ledger, as_of: date) -> None:
    """Write down a child who came into care for some days lately, after the last return, and the way home."""
    child = InventedPerson(SHORT_CHILD, "Tamsin", "Wrenfield", "female", as_of - timedelta(days=_BORN_DAYS_AGO), "day")
    mother = InventedPerson("wrenfield-mother", "Lowri", "Wrenfield", "female")
    came_on = working_day_before(as_of - timedelta(days=_CAME_DAYS_AGO))
    known_on = working_day_before(as_of - timedelta(days=_KNOWN_DAYS_AGO))
    created = ChildCreated(
        child, TEAMS[MILLBROOK], "social_worker", known_on, is_unaccompanied=False, is_in_return=False
    )
    ledger.write(created, on=known_on, by="team_manager")
    related = PersonsRelated(SHORT_CHILD, mother, SHORT_CHILD, "mother", child.born_on)
    ledger.write(related, on=known_on, by="social_worker")
    episode = EpisodeEntered(SHORT_CHILD, came_on, None, "S", "V2", "N3", "U6", "PR1", "")
    ledger.write(episode, on=came_on, by="social_worker")
    words = {"child": child.given, "mother": mother.given, "he": "she", "him": "her", "his": "her"}
    names = {slot: Named(said, said) for slot, said in words.items()}
    people = {"CHILD": SHORT_CHILD, "MOTHER": mother.key}
    _write(ledger, SHORT_ROUTE, _Scene(SHORT_CHILD, names, people, as_of))


def _write(ledger: Ledger, story: str, scene: _Scene) -> None:
    """Write down the entries of a story in their order; an entry may speak of what was written before it."""
    keys: dict[str, str] = {}
    for entry in _entries()[story]:
        on = working_day_before(scene.as_of - timedelta(days=entry["days_ago"]))
        by = str(_told(entry["by"], scene, keys))
        given = {
            name: _told(value, scene, keys)
            for name, value in entry.items()
            if name not in ("days_ago", "by", "kind", "named")
        }
        key = ledger.write(_KINDS[entry["kind"]](given, scene, on), on=on, by=by)
        if "named" in entry:
            keys[entry["named"]] = key


@cache
def _entries() -> Mapping[str, list[Mapping[str, Any]]]:
    return tomllib.loads(files(__package__).joinpath("pathway.toml").read_text(encoding="utf-8"))


def _told(value: Any, scene: _Scene, keys: Mapping[str, str]) -> Any:
    """Return a value with people and what was written before put in, and with names in its sentences."""
    if isinstance(value, list):
        return tuple(_told(one, scene, keys) for one in value)
    if not isinstance(value, str):
        return value
    if value.startswith("="):
        return keys[value[1:]]
    return scene.people.get(value) or fill(value, scene.names)


def _plain(kind: type) -> Callable[[dict[str, Any], _Scene, date], Any]:
    """Return what makes a happening that names the child and whatever the entry says."""
    return lambda given, scene, on: kind(child=scene.child, **given)


def _of_service(kind: type) -> Callable[[dict[str, Any], _Scene, date], Any]:
    return lambda given, scene, on: kind(**given)


def _due(kind: type) -> Callable[[dict[str, Any], _Scene, date], Any]:
    """Return what makes a happening that is to be so some days after it is written."""
    return lambda given, scene, on: kind(child=scene.child, by_on=on + timedelta(days=given.pop("in_days")), **given)


def _moved(given: dict[str, Any], scene: _Scene, on: date) -> Happening:
    return told.PathwayMoved(scene.child, given.pop("move"), **given)


def _reader_named(given: dict[str, Any], scene: _Scene, on: date) -> Happening:
    return told.ReaderNamed(scene.child, due_on=on + timedelta(days=given.pop("due_in_days")), **given)


def _change(given: dict[str, Any], scene: _Scene, on: date) -> Happening:
    since = on - timedelta(days=_DAYS_IN_MONTH * given.pop("lasted_months"))
    return told.ChangeAssessed(scene.child, lasted_since=since, **given)


def _voice(given: dict[str, Any], scene: _Scene, on: date) -> Happening:
    return VoiceWritten(scene.child, given["person"], on, given["how"], given["what"])


def _event(given: dict[str, Any], scene: _Scene, on: date) -> Happening:
    happened_on = (scene.as_of - timedelta(days=given.pop("happened_days_ago"))).replace(day=1)
    concerned = (Concerned(scene.child, given.pop("meant")),)
    return EventWritten(scene.child, happened_on, concerned=concerned, **given)


_KINDS: Mapping[str, Callable[[dict[str, Any], _Scene, date], Happening]] = {
    "PathwayBegan": _plain(told.PathwayBegan),
    "PathwayMoved": _moved,
    "SafetyLooked": _plain(told.SafetyLooked),
    "SiblingsLookedAt": _plain(told.SiblingsLookedAt),
    "RuleConfirmed": _of_service(told.RuleConfirmed),
    "DaysChanged": _of_service(told.DaysChanged),
    "GoalWritten": _due(told.GoalWritten),
    "PromiseWritten": _due(told.PromiseWritten),
    "VersionMade": _plain(told.VersionMade),
    "VersionAnswered": _plain(told.VersionAnswered),
    "AgreementReviewed": _plain(told.AgreementReviewed),
    "ReaderNamed": _reader_named,
    "ReaderDeclared": _of_service(told.ReaderDeclared),
    "SourcesRead": _of_service(told.SourcesRead),
    "FileFinished": _of_service(told.FileFinished),
    "ParentsSaid": _plain(told.ParentsSaid),
    "FactorRated": _plain(told.FactorRated),
    "ChangeAssessed": _change,
    "ViewWritten": _plain(told.ViewWritten),
    "HelpSaid": _plain(told.HelpSaid),
    "RiskClassified": _plain(told.RiskClassified),
    "LevelAgreed": _plain(told.LevelAgreed),
    "VoiceWritten": _voice,
    "EventWritten": _event,
}
"""What makes each kind of entry."""
