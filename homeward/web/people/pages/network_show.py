"""The network round a child: who works with the child, from which agency, as what, since when; and the key worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.models import Allocation, KeyWorker, NetworkMember
from homeward.web.people.network.queries import key_workers_of, members_seen, name_of
from homeward.web.people.relations import TO_LEAD, TO_WRITE
from homeward.web.people.teams.queries import workers_of


@dataclass(frozen=True)
class InNetwork:
    """One line: a member of the network (`member`), or somebody who works with the child here and is not in it."""

    name: str
    does: str
    agency: str
    since: date
    until: date | None
    is_key_worker: bool
    member: NetworkMember | None


@dataclass(frozen=True)
class KeyWorkerSpell:
    """Who was the key worker from when until when."""

    name: str
    does: str
    spell: KeyWorker


@require_safe
def network_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the network of today, who was in it before, and every key worker."""
    today = clock.today()
    members = members_seen(request.user, request.child)
    key_workers = key_workers_told(request, members)
    now = [one for one in key_workers if one.spell.holds_on(today)]
    keys = {one.spell.member_id for one in now}
    here = [_line(member, keys) for member in members if member.holds_on(today)]
    in_network = {member.user_id for member in members if member.holds_on(today)}
    context = {
        "key_worker": now[0] if now else None,
        "key_workers": key_workers,
        "lines": [*_workers(workers_of(request.child, today), in_network), *here],
        "former": [_line(member, set()) for member in members if member.ends_on and member.ends_on <= today],
        "may_write": bool(request.relations & TO_WRITE),
        "may_lead": bool(request.relations & TO_LEAD),
    }
    return render(request, "people/network_show.html", context)


def key_workers_told(request: HttpRequest, members: Iterable[NetworkMember]) -> list[KeyWorkerSpell]:
    """Return the key workers the child has had, the latest first; who was named and replaced in a day is none."""
    told = {member.pk: member for member in members}
    spells = [spell for spell in key_workers_of(request.child) if spell.member_id in told]
    return [
        KeyWorkerSpell(name_of(told[spell.member_id]), told[spell.member_id].role_words, spell)
        for spell in spells
        if spell.ends_on != spell.begins_on
    ]


def _line(member: NetworkMember, keys: set[object]) -> InNetwork:
    agency = member.agency.name if member.agency else "This service" if member.user_id else ""
    return InNetwork(
        name_of(member), member.role_words, agency, member.begins_on, member.ends_on, member.pk in keys, member
    )


def _workers(workers: Iterable[Allocation], in_network: set[int | None]) -> list[InNetwork]:
    """Return a line for each work with the child of somebody who is in the network by that work alone."""
    return [
        InNetwork(work.user.name, work.get_allocated_as_display(), "This service", work.begins_on, None, False, None)
        for work in workers
        if work.user_id not in in_network
    ]
