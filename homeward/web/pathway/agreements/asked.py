"""Finds what an address of a written agreement names: the way, a parent, a version; what is not there gives 404."""

from dataclasses import dataclass
from typing import TypeGuard
from uuid import UUID

from django.http import Http404, HttpRequest

from homeward.practice.agreement import Agreement, Party, thawed
from homeward.web import clock
from homeward.web.pathway.agreements.queries import (
    Stands,
    agreements_of,
    is_apart,
    parties_of,
    standing_of,
    version_of,
)
from homeward.web.pathway.local.queries import PATHWAY
from homeward.web.pathway.models import AgreementVersion, PathwayStart
from homeward.web.people.models import Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.policy import visible


@dataclass(frozen=True)
class AgreementAsked:
    """One agreement as its reader may see it: with one parent (`party`) or, where that is None, with both.

    `parties` are all parents of whom the reader may be told; `parent` is the one in whose agreement things are written.
    """

    start: PathwayStart
    apart: bool
    parties: tuple[Party, ...]
    party: Party | None
    parent: Person | None
    stands: Stands
    agreement: Agreement | None

    @property
    def parent_id(self) -> str:
        """The id of the parent whose agreement it is; empty for one with both."""
        return self.party.id if self.party else ""

    @property
    def with_whom(self) -> tuple[Party, ...]:
        """The parents with whom the agreement is made."""
        return (self.party,) if self.party else self.parties


def start_asked(request: HttpRequest) -> PathwayStart | None:
    """Return the latest way of the page's child; None where none began."""
    today = clock.today()
    starts = PathwayStart.objects.standing().filter(child=request.child, pathway=PATHWAY, began_on__lte=today)
    return starts.select_related("child__person").first()


def agreement_asked(request: HttpRequest, person_pk: UUID | None = None) -> AgreementAsked | None:
    """Return the agreement that an address names; None where no way began. Raises Http404 for a parent who is none."""
    start = start_asked(request)
    if start is None:
        return None
    parties = parties_of(start, request.user)
    party = next((one for one in parties if one.id == str(person_pk)), None)
    if person_pk is not None and party is None:
        raise Http404
    apart, names = is_apart(start), {one.id: one.name for one in parties}
    found = agreements_of(start, clock.today(), request.user)
    agreement = next((one for one in found if one.for_parent == (party.id if party else "")), None)
    stands = standing_of(start, names).of(party.id if party else "", apart=apart)
    parent = Person.objects.get(pk=person_pk) if party else None
    return AgreementAsked(start, apart, parties, party, parent, stands, agreement)


def is_one_agreement(asked: AgreementAsked | None) -> TypeGuard[AgreementAsked]:
    """Tell whether something can be written in what an address names: it is with one parent, or may be with both."""
    return asked is not None and (asked.party is not None or may_be_with_both(asked))


def may_be_with_both(asked: AgreementAsked) -> bool:
    """Tell whether an agreement with both parents can be, and may be told to the reader."""
    return not asked.apart and len(asked.parties) == len(parties_of(asked.start))


def version_asked(request: HttpRequest, pk: UUID) -> AgreementVersion:
    """Return a version of the page's child's agreements.

    Raises Http404 for any other, for one with a parent of whom the reader may not be told, and for one with both
    parents where they are kept apart.
    """
    rows = visible(request.user, AgreementVersion).filter(start__child=request.child, struck_at=None, pk=pk)
    row = rows.select_related("start__child__person", "parent", "entered_by").first()
    if row is None or (row.parent_id is None and is_apart(row.start)):
        raise Http404
    _, parties, _, _ = thawed(row.content)
    told = Person.objects.filter(pk__in=[one.id for one in parties]).exclude(hidden_persons(request.user)).count()
    if told != len(parties):
        raise Http404
    return row


def whole_version(row: AgreementVersion) -> Agreement:
    """Return a version with the answers to it and what reviews found until today."""
    return version_of(row, clock.today())
