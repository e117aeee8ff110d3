"""Reads what people found when they compared accounts, as it holds for the events that stand today."""

from collections.abc import Iterable, Mapping

from homeward.practice.chronology.noticed_kinds import Compared
from homeward.web.chronology.models import Comparison, LifeEvent, Visit, Voice
from homeward.web.people.models import Child

_STORES = (("event", LifeEvent, "children"), ("visit", Visit, "children"), ("voice", Voice, "child"))
"""The stores in which a correction takes the place of what stood before, by how their events' keys begin."""


def compared_of(child: Child, keys: Iterable[str]) -> list[Compared]:
    """Return the last that was said of each pair of a child's accounts; one query, four where something was corrected.

    `keys` are those of the events that stand. That two accounts disagree goes on when one of them is corrected; that
    they agree has to be said again of the new words.
    """
    rows = list(Comparison.objects.filter(child=child))
    standing = set(keys)
    is_whole = all({row.first, row.second} <= standing for row in rows)
    instead = {} if is_whole else _instead(child)
    last = {frozenset((_now(row.first, instead), _now(row.second, instead))): row for row in rows}
    return [
        Compared(*sorted(pair), row.is_disagreement, row.why)
        for pair, row in last.items()
        if row.is_disagreement or pair == {row.first, row.second}
    ]


def _instead(child: Child) -> dict[str, str]:
    """Return the key of each correction by the key of what stood before."""
    return {
        f"{kind}-{before}": f"{kind}-{after}"
        for kind, model, way in _STORES
        for before, after in model.objects.filter(**{way: child}).exclude(replaces=None).values_list("replaces", "pk")
    }


def _now(key: str, instead: Mapping[str, str]) -> str:
    """Return the key of what stands today where something stood."""
    while key in instead:
        key = instead[key]
    return key
