"""Lists the decisions of children somebody may see that wait for a signature, and those that lapsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from homeward.practice.decisions.decision import State
from homeward.web.pathway.decisions.queries import Decided, decisions_of
from homeward.web.pathway.models import DecisionProposal, PathwayStart
from homeward.web.people.models import Child
from homeward.web.people.persons.queries import with_persons


@dataclass(frozen=True)
class ToLookAt:
    """One decision of a child; `waits_for` says in words whose signatures are missing."""

    child: Child
    decided: Decided

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Whose signatures are missing, in words."""
        return tuple(one.words for one in self.decided.standing.waits_for)


def decisions_to_look_at(children: QuerySet[Child], today: date) -> tuple[list[ToLookAt], list[ToLookAt]]:
    """Return the decisions that wait and those that lapsed, the oldest first.

    Whether a decision stands is told from every row it rests on, so each way with an open proposal is read by itself.
    """
    open_ones = DecisionProposal.objects.filter(struck_at=None, start__struck_at=None, start__child__in=children)
    starts = PathwayStart.objects.filter(pk__in=open_ones.values("start")).select_related("child__person")
    told = list(starts)
    named: Mapping[UUID, Child] = with_persons(Child.objects.filter(pk__in=[one.child_id for one in told])).in_bulk()
    found = [
        ToLookAt(named[start.child_id], one) for start in told for one in decisions_of(start, today) if one.is_current
    ]
    found.sort(key=lambda one: one.decided.proposal.entered_at)
    waiting = [one for one in found if one.decided.standing.state == State.WAITING]
    return waiting, [one for one in found if one.decided.standing.state == State.LAPSED]
