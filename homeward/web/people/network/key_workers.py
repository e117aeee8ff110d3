"""Works out what must be stored when a child's key worker changes or somebody leaves the network; writes nothing."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Model

from homeward.web.accounts.models import User
from homeward.web.people.entering import entered
from homeward.web.people.models import Allocation, Child, KeyWorker, NetworkMember
from homeward.web.people.models.facts import Spell
from homeward.web.people.rights import NotPermittedError


def key_worker_rows(child: Child, named: NetworkMember, by: User | None, on: date) -> list[Model]:
    """Return the rows that make a member of the network the key worker from a day on; the last is the new spell.

    The one before ends that day. Raises NotPermittedError for somebody who is not in the child's network on that day,
    and ValidationError for who is the key worker already.
    """
    if named.child_id != child.pk or not named.holds_on(on):
        raise NotPermittedError("Choose somebody who is in the child’s network on that day.")
    before = list(KeyWorker.objects.on(on).filter(child=child))
    if any(spell.member_id == named.pk for spell in before):
        raise ValidationError("This is the child’s key worker already.")
    if KeyWorker.objects.standing().filter(child=child, begins_on__gt=on).exists():
        raise ValidationError({"begins_on": "A key worker was named for a later day: choose a day from then on."})
    joins = [named] if named._state.adding else []
    begun = entered(KeyWorker, by, child=child, member=named, begins_on=on)
    return [*joins, *_cut(before, on), begun]


def member_for(child: Child, user: User, by: User | None, on: date) -> NetworkMember:
    """Return somebody who works with a child here as a member of the network, not stored yet where they were none.

    Raises NotPermittedError for who is neither in the network nor allocated to the child.
    """
    member = NetworkMember.objects.on(on).filter(child=child, user=user).order_by("begins_on", "pk").first()
    if member is not None:
        return member
    work = Allocation.objects.on(on).filter(child=child, user=user).order_by("begins_on", "pk").first()
    if work is None:
        raise NotPermittedError("Choose somebody who works with the child on that day.")
    words = work.get_allocated_as_display()
    return entered(NetworkMember, by, child=child, user=user, role_words=words, begins_on=on)


def leaving_rows(work: Allocation, on: date) -> list[Model]:
    """Return the rows that take somebody out of the network on the day on which their work with a child ends.

    Nothing where they work with the child as something else, too.
    """
    other_work = Allocation.objects.on(on).filter(child=work.child_id, user=work.user_id).exclude(pk=work.pk)
    if other_work.exists():
        return []
    spells = KeyWorker.objects.on(on).filter(child=work.child_id, member__user=work.user_id)
    members = NetworkMember.objects.on(on).filter(child=work.child_id, user=work.user_id)
    return _cut([*spells, *members], on)


def _cut(spells: Iterable[Spell], on: date) -> list[Model]:
    """Let spells end on a day, also those that were to end later."""
    cut = list(spells)
    for spell in cut:
        spell.ends_on = on
    return cut
