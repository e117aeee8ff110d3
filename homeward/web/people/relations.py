"""Who may see which child: the one expression that follows from the table of roles and relations (`who_sees`).

Access follows from what ties somebody to a child today. It is worked out anew at every question from who is allocated,
in which team, asked for what; nothing of it is stored with the child.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from homeward.web import clock
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import Role
from homeward.web.people.looked_up import is_remembered, once, remember
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    Asked,
    BreakGlass,
    Child,
    ChildTeam,
    ConflictOfInterest,
    Leave,
    Merge,
    Restriction,
    holding,
)
from homeward.web.people.who_sees import EVERY_RELATION, MAY_BREAK_GLASS, STAFF, TO_LEAD, TO_WRITE, WHO_SEES, Relation

__all__ = [
    "EVERY_RELATION",
    "MAY_BREAK_GLASS",
    "STAFF",
    "TO_LEAD",
    "TO_WRITE",
    "WHO_SEES",
    "Relation",
    "children",
    "children_by",
    "closed_children",
    "everybody_who_sees",
    "is_closed",
    "is_social_worker_of",
    "last_break_glass",
    "open_child",
    "relations_of",
    "relations_of_roles",
    "remember_relations",
    "roles_today",
    "seen_children",
]


_NOT_WORKERS = (AllocatedAs.REVIEWING_OFFICER, AllocatedAs.FOSTER_CARER)
_EVERY_CHILD = Q(pk__isnull=False)
_NO_CHILD = Q(pk__in=[])


@dataclass(frozen=True)
class Asker:
    """Who asks to see children, and when: access holds for a day, broken glass for an instant.

    `user` is one person or, where the question is put for everybody at once, a reference to each.
    """

    user: User | OuterRef
    day: date
    instant: datetime


def children(user: User) -> Q:
    """Return the condition on Child that somebody may see it today; the same for lists, counts and opening one.

    Restricted children are left out without leave, however else they would be seen, unless the glass was broken;
    whoever has a conflict of interest is shut out of the child's record in every case, and so is everybody from a
    record that was merged into another. While one page is made, it is looked up once which children these are.
    """
    return once("children", user, lambda: _looked_up(user)) if is_remembered() else _seen(user)


def children_by(user: User, relations: frozenset[Relation]) -> Q:
    """Return the condition on Child that somebody may see it today by one of these relations; never a shut one."""
    return _opened(_asker(user), _held(user) & relations)


def seen_children(user: User) -> QuerySet[Child]:
    """Return the children somebody may see, by ids that were looked up first, for conditions that go on from there.

    The ids are those of the smaller side: seen ones or, for whoever sees every child, the few that they do not.
    """
    return Child.objects.filter(once("children", user, lambda: _looked_up(user)))


def closed_children(user: User) -> QuerySet[Child]:
    """Return the children whose record is shut to somebody whatever their work: nobody may tell them of these."""
    return Child.objects.filter(pk__in=_apart(user)[0])


def is_social_worker_of(user: User, child: Child) -> bool:
    """Tell whether somebody is a child's social worker today, whether or not the record is open to them."""
    return child.pk in _apart(user)[1]


def is_closed(user: User) -> Q:
    """Return the condition on Child that `closed_children` look up first, for one that may not take a query more."""
    asker = _asker(user)
    return (_restricted(asker) & ~_broke_glass(asker)) | _conflict(asker)


def open_child(user: User, roles: frozenset[Role], pk: object) -> tuple[Child | None, frozenset[Relation]]:
    """Return a child with what ties somebody with these roles to it, in one query; None and nothing where it is shut.

    It asks for the parts of the condition of `children` one by one, and so says which of them hold. `pk` is a UUID.
    """
    asker, held = _asker(user), relations_of_roles(roles)
    flags = {f"by_{relation}": _said(_TIES[relation](asker)) for relation in held}
    shut = {"is_restricted": _said(_restricted(asker)), "is_shut": _said(_conflict(asker) | _merged())}
    child = Child.objects.annotate(**flags, **shut).select_related("person").filter(pk=pk).first()
    if child is None or child.is_shut:
        return None, frozenset()
    relations = _opening((one for one in held if getattr(child, f"by_{one}")), is_restricted=child.is_restricted)
    return (child, relations) if relations else (None, relations)


def relations_of(user: User, child: Child) -> frozenset[Relation]:
    """Return what ties somebody to a child today and opens the record to them; empty where it is not open to them."""
    if not user.is_active:
        return frozenset()
    return once(_to(child.pk), user, lambda: open_child(user, roles_today(user), child.pk)[1])


def remember_relations(user: User, child_pk: object, relations: frozenset[Relation]) -> None:
    """Take what ties somebody to the child of a page, found when it was opened, for the answer of `relations_of`."""
    remember(_to(child_pk), user, relations)


def roles_today(user: User) -> frozenset[Role]:
    """Return the roles somebody holds today; while one page is made they are asked for once."""
    return once("roles", user, lambda: user.roles_on(clock.today()))


def everybody_who_sees(child: Child) -> dict[User, frozenset[Relation]]:
    """Return everybody to whom a child's record is open today, with what opens it to them; four queries.

    The ties are those of `children`, asked of all people at once rather than of one.
    """
    now = clock.now()
    asker = Asker(OuterRef(OuterRef("pk")), now.date(), now)
    of_child = Child.objects.filter(pk=child.pk).exclude(_merged())
    flags = {f"by_{relation}": Exists(of_child.filter(tie(asker))) for relation, tie in _TIES.items()}
    barred = set(ConflictOfInterest.objects.on(asker.day).filter(child=child).values_list("user", flat=True))
    leaves = _leaves(child, asker.day)
    held: dict[int, set[Role]] = {}
    for user_pk, role in HeldRole.objects.filter(HeldRole.held_on(asker.day)).values_list("user", "role"):
        held.setdefault(user_pk, set()).add(Role(role))
    found: dict[User, frozenset[Relation]] = {}
    for user in User.objects.filter(pk__in=set(held) - barred, is_active=True).annotate(**flags).order_by("name"):
        may = relations_of_roles(frozenset(held[user.pk]))
        is_restricted = leaves is not None and user.pk not in leaves
        tying = (relation for relation in may if getattr(user, f"by_{relation}"))
        if relations := _opening(tying, is_restricted=is_restricted):
            found[user] = relations
    return found


def _leaves(child: Child, day: date) -> set[int] | None:
    """Return who has leave by every restriction of a child in force on a day; None where there is no restriction."""
    restrictions = Restriction.objects.on(day).filter(child=child).values_list("pk", flat=True)
    by = {pk: set() for pk in restrictions}
    for pk, user_pk in Leave.objects.on(day).filter(restriction__in=by).values_list("restriction", "user"):
        by[pk].add(user_pk)
    return set.intersection(*by.values()) if by else None


def relations_of_roles(roles: frozenset[Role]) -> frozenset[Relation]:
    """Return the relations by which somebody with these roles sees a child."""
    return frozenset().union(*(WHO_SEES.get(role, frozenset()) for role in roles))


def last_break_glass(user: User, child_pk: object) -> BreakGlass | None:
    """Return the last time somebody broke the glass over a child's record, open still or not."""
    return BreakGlass.objects.filter(user=user, child=child_pk).first()


def _seen(user: User) -> Q:
    """Return the condition on Child that somebody may see it today."""
    return _opened(_asker(user), _held(user))


def _looked_up(user: User) -> Q:
    """Return the same condition by ids: those of the children seen or, where all are seen, of the few that are not."""
    seen = Child.objects.filter(_seen(user))
    if _held(user) & {Relation.ON_DUTY, Relation.OVERSEES}:
        return ~_by_ids(Child.objects.exclude(pk__in=seen.values("pk")))
    return _by_ids(seen)


def _by_ids(found: QuerySet[Child]) -> Q:
    """Return the condition on Child to be one of those found now."""
    return Q(pk__in=list(found.values_list("pk", flat=True)))


def _held(user: User) -> frozenset[Relation]:
    """Return the relations by which somebody sees a child today, as their roles say."""
    return relations_of_roles(roles_today(user))


def _apart(user: User) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return the ids of the children whose record is shut to somebody, and of those whose social worker they are."""
    return once("apart", user, lambda: _look_apart(user))


def _look_apart(user: User) -> tuple[frozenset[UUID], frozenset[UUID]]:
    shut, own = is_closed(user), _allocated_as(AllocatedAs.SOCIAL_WORKER)(_asker(user))
    rows = list(Child.objects.filter(shut | own).values_list("pk", _said(shut), _said(own)))
    return frozenset(pk for pk, is_shut, _ in rows if is_shut), frozenset(pk for pk, _, is_own in rows if is_own)


def _to(child_pk: object) -> str:
    """Return what is looked up where it is asked what ties somebody to a child."""
    return f"relations to {child_pk}"


def _asker(user: User) -> Asker:
    now = clock.now()
    return Asker(user, now.date(), now)


def _opened(asker: Asker, held: frozenset[Relation]) -> Q:
    """Return the condition on Child that somebody sees it by one of these relations."""
    opened, broken = _NO_CHILD, _NO_CHILD
    for relation in sorted(held):
        if relation == Relation.OPENED_BY_BREAK_GLASS:
            broken = _broke_glass(asker)
        else:
            opened |= _TIES[relation](asker)
    return ((opened & ~_restricted(asker)) | broken) & ~_conflict(asker) & ~_merged()


def _opening(tying: Iterable[Relation], *, is_restricted: bool) -> frozenset[Relation]:
    """Return those of somebody's ties to a child that open the record; of a restricted one only broken glass does."""
    ties = frozenset(tying)
    return ties & {Relation.OPENED_BY_BREAK_GLASS} if is_restricted else ties


def _said(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _allocated(asker: Asker) -> Q:
    workers = Allocation.objects.on(asker.day).exclude(allocated_as__in=_NOT_WORKERS)
    return Q(pk__in=workers.filter(user=asker.user).values("child"))


def _allocated_as(role: AllocatedAs) -> Callable[[Asker], Q]:
    def tie(asker: Asker) -> Q:
        allocated = Allocation.objects.on(asker.day).filter(user=asker.user, allocated_as=role)
        return Q(pk__in=allocated.values("child"))

    return tie


def _in_team(asker: Asker) -> Q:
    member = Q(team__memberships__user=asker.user) & holding(asker.day, "team__memberships")
    return Q(pk__in=ChildTeam.objects.on(asker.day).filter(member).values("child"))


def _supervises(asker: Asker) -> Q:
    """Return the condition that somebody manages the child's team, or a team of somebody else who works with it.

    Joined rather than nested: SQLite's parser gives up where subqueries stand within subqueries a few deep.
    """
    own, colleague = "team__memberships", "user__team_memberships"
    manages = Q(**{f"{own}__user": asker.user, f"{own}__is_manager": True}) & holding(asker.day, own)
    managed = f"{colleague}__team__memberships"
    theirs = Q(**{f"{managed}__user": asker.user, f"{managed}__is_manager": True}) & holding(asker.day, managed)
    workers = Allocation.objects.on(asker.day).exclude(allocated_as__in=_NOT_WORKERS).exclude(user=asker.user)
    of_teams = ChildTeam.objects.on(asker.day).filter(manages)
    of_workers = workers.filter(holding(asker.day, colleague) & theirs)
    return Q(pk__in=of_teams.values("child")) | Q(pk__in=of_workers.values("child"))


def _asked(asker: Asker) -> Q:
    return Q(pk__in=Asked.objects.on(asker.day).filter(user=asker.user).values("child"))


def _broke_glass(asker: Asker) -> Q:
    broken = BreakGlass.objects.filter(user=asker.user, at__lte=asker.instant, until_at__gt=asker.instant)
    return Q(pk__in=broken.values("child"))


def _restricted(asker: Asker) -> Q:
    """Return the condition that a child has a restriction for which somebody has no leave."""
    leave = Leave.objects.on(asker.day).filter(user=asker.user).values("restriction")
    return Q(pk__in=Restriction.objects.on(asker.day).exclude(pk__in=leave).values("child"))


def _conflict(asker: Asker) -> Q:
    return Q(pk__in=ConflictOfInterest.objects.on(asker.day).filter(user=asker.user).values("child"))


def _merged() -> Q:
    return Q(person__in=Merge.objects.filter(agreed_at__isnull=False, undone_at=None).values("other"))


_TIES: Mapping[Relation, Callable[[Asker], Q]] = MappingProxyType(
    {
        Relation.ALLOCATED: _allocated,
        Relation.IN_TEAM: _in_team,
        Relation.SUPERVISES: _supervises,
        Relation.REVIEWS: _allocated_as(AllocatedAs.REVIEWING_OFFICER),
        Relation.FOSTERS: _allocated_as(AllocatedAs.FOSTER_CARER),
        Relation.ASKED: _asked,
        Relation.ON_DUTY: lambda asker: _EVERY_CHILD,
        Relation.OVERSEES: lambda asker: _EVERY_CHILD,
        Relation.OPENED_BY_BREAK_GLASS: _broke_glass,
    }
)
