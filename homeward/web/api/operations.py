"""Every question that other systems may put: its address, what a token needs for it, and what is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ninja import Schema

from homeward.web.api.asked import Paged
from homeward.web.api.door import TokenDoor
from homeward.web.api.resources.children import ChildrenAsked, ChildrenTold, read_child, read_children
from homeward.web.api.resources.episodes import EpisodesAsked, EpisodesTold, read_child_episodes, read_episodes
from homeward.web.api.resources.events import EventsAsked, EventsTold, read_child_events
from homeward.web.api.resources.persons import (
    PersonsTold,
    RelativesTold,
    read_child_persons,
    read_person,
    read_persons,
)
from homeward.web.api.scopes import Scope
from homeward.web.api.told import ChildTold, PersonTold
from homeward.web.people.policy import CHILD_IN_ADDRESS, Allow
from homeward.web.people.relations import EVERY_RELATION, STAFF, Relation

_BY = EVERY_RELATION - {Relation.FOSTERS}


@dataclass(frozen=True)
class Operation:
    """One question. `route` is a Django route below the interface's own; `asked` has its query, if it takes one."""

    route: str
    read: Callable[..., Any]
    scope: Scope
    title: str
    told: type[Schema]
    asked: type[Schema] | None = None

    @property
    def name(self) -> str:
        """The page's name, as the audit tells it: `interface_child_events_read`."""
        return f"interface_{self.read.__name__.removeprefix('read_')}_read"

    @property
    def allow(self) -> Allow:
        """Who may put it: the token's holder is one of the service's own, with a tie to the child if one is named."""
        relations = _BY if CHILD_IN_ADDRESS in self.route else frozenset()
        return Allow(roles=STAFF, relations=relations, door=TokenDoor(self.scope))

    @property
    def parameters(self) -> Mapping[str, str]:
        """What may stand in the query, each with what it must be."""
        schema = self.asked.model_json_schema() if self.asked else {"properties": {}}
        return MappingProxyType({name: told["description"] for name, told in schema["properties"].items()})


_CHILD = f"children/{CHILD_IN_ADDRESS}"
_PERSONS, _EPISODES = "A child’s persons", "A child’s care episodes"
OPERATIONS = (
    Operation("children", read_children, Scope.CHILDREN, "List children", ChildrenTold, ChildrenAsked),
    Operation(_CHILD, read_child, Scope.CHILDREN, "One child", ChildTold),
    Operation(f"{_CHILD}/persons", read_child_persons, Scope.PERSONS, _PERSONS, RelativesTold, Paged),
    Operation(f"{_CHILD}/episodes", read_child_episodes, Scope.EPISODES, _EPISODES, EpisodesTold, EpisodesAsked),
    Operation(f"{_CHILD}/events", read_child_events, Scope.EVENTS, "A child’s chronology", EventsTold, EventsAsked),
    Operation("persons", read_persons, Scope.PERSONS, "List persons", PersonsTold, Paged),
    Operation("persons/<uuid:person_pk>", read_person, Scope.PERSONS, "One person", PersonTold),
    Operation("episodes", read_episodes, Scope.EPISODES, "List care episodes", EpisodesTold, EpisodesAsked),
)
