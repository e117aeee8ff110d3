"""Writes teams, who works with which child as what, tasks for one person, handovers, and a record's end."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db.models import Model

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.actions import recorded
from homeward.web.people.details import HandoverDetails, TaskDetails
from homeward.web.people.entering import ended, entered, words_needed
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    Asked,
    Child,
    ChildTeam,
    ConflictOfInterest,
    Handover,
    KeyWorker,
    NetworkMember,
    Team,
    TeamMembership,
)
from homeward.web.people.network.key_workers import key_worker_rows, leaving_rows, member_for
from homeward.web.people.recording import about_child
from homeward.web.people.relations import WHO_SEES
from homeward.web.people.rights import KEEPS_TEAMS, NotPermittedError, check_has_role, check_leads

_WORKERS = frozenset({Role.SOCIAL_WORKER, Role.ADVANCED_PRACTITIONER, Role.TEAM_MANAGER})
_SPECIALISTS = frozenset({Role.ADULT_SPECIALIST})
ROLES_FOR: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        AllocatedAs.SOCIAL_WORKER: _WORKERS,
        AllocatedAs.SECOND_WORKER: _WORKERS | {Role.SECOND_WORKER},
        AllocatedAs.FAMILY_SUPPORT_WORKER: frozenset({Role.FAMILY_SUPPORT_WORKER}),
        AllocatedAs.REVIEWING_OFFICER: frozenset({Role.REVIEWING_OFFICER}),
        AllocatedAs.MENTAL_HEALTH: _SPECIALISTS,
        AllocatedAs.SUBSTANCE_MISUSE: _SPECIALISTS,
        AllocatedAs.DOMESTIC_ABUSE: _SPECIALISTS,
        AllocatedAs.SUPERVISING_SOCIAL_WORKER: frozenset({Role.SUPERVISING_SOCIAL_WORKER}),
        AllocatedAs.FOSTER_CARER: frozenset({Role.FOSTER_CARER}),
    }
)
"""Which roles somebody needs, one of them, to work with a child as something."""


def create_team(*, name: str, by: User | None, on: date) -> Team:
    """Make a team. Raises ValidationError for a name that is taken."""
    check_has_role(by, KEEPS_TEAMS, "make a team")
    with recorded("team_created", by=by) as entry:
        team = entered(Team, by, name=words_needed(name, "name", "Give the team a name."), begins_on=on)
        _check_name(team)
        team.save()
        entry.about(team)
    return team


def rename_team(*, team: Team, name: str, by: User | None) -> None:
    """Give a team another name; what it was called stands in the audit. Raises ValidationError for one that is taken.

    Everything that names the team names it so from then on, what is past too.
    """
    check_has_role(by, KEEPS_TEAMS, "rename a team")
    with recorded("team_renamed", by=by) as entry:
        kept = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
        entry.about(kept)
        entry.detail = {"before": kept.name}
        kept.name = words_needed(name, "name", "Give the team a name.")
        kept.clean_fields(exclude=["entered_by", "struck_by", "struck_at", "struck_because"])
        _check_name(kept)
        kept.save()
    team.name = kept.name


def end_team(*, team: Team, by: User | None, on: date) -> None:
    """End a team from a day on: it is chosen no more. Raises ValidationError while anybody or any child is in it."""
    check_has_role(by, KEEPS_TEAMS, "end a team")
    with recorded("team_ended", by=by) as entry:
        kept = ended(team, on)
        if _holds_after(TeamMembership, kept, on):
            raise ValidationError("Somebody is in the team on that day or later: take them out first.")
        if _holds_after(ChildTeam, kept, on):
            raise ValidationError(
                "The team is responsible for a child on that day or later: make another team responsible first."
            )
        kept.save()
        entry.about(kept)
        entry.detail = {"on": on.isoformat()}


def join_team(*, team: Team, user: User, is_manager: bool, by: User | None, on: date) -> TeamMembership:
    """Put somebody into a team from a day on. Nobody puts themselves into one: it opens records."""
    check_has_role(by, KEEPS_TEAMS, "say who is in a team")
    _check_another(user, by, "Nobody puts themselves into a team: ask a colleague.")
    _check_goes_on(team)
    with recorded("team_joined", by=by) as entry:
        if TeamMembership.objects.on(on).filter(team=team, user=user, is_manager=is_manager).exists():
            raise ValidationError("This person is in the team already.")
        TeamMembership.objects.on(on).filter(team=team, user=user).update(ends_on=on)
        membership = entered(TeamMembership, by, team=team, user=user, is_manager=is_manager, begins_on=on)
        membership.save()
        entry.about(team)
        entry.detail = {"user": user.pk, "is_manager": is_manager, "on": on.isoformat()}
    return membership


def leave_team(*, membership: TeamMembership, by: User | None, on: date) -> None:
    """Take somebody out of a team: what the team opened to them is shut from that day on, at once if it is today."""
    check_has_role(by, KEEPS_TEAMS, "say who is in a team")
    with recorded("team_left", by=by) as entry:
        kept = ended(membership, on)
        kept.save()
        entry.about(kept.team)
        entry.detail = {"user": kept.user_id, "on": on.isoformat()}


def move_to_team(*, child: Child, team: Team, by: User | None, on: date) -> ChildTeam:
    """Make a team responsible for a child from a day on; the one before is so no more."""
    check_leads(child, by)
    _check_goes_on(team)
    with recorded("child_moved_to_team", by=by) as entry:
        if ChildTeam.objects.on(on).filter(child=child, team=team).exists():
            raise ValidationError("This team is responsible for the child already.")
        about_child(entry, child, by, team, on=on.isoformat())
        ChildTeam.objects.on(on).filter(child=child).update(ends_on=on)
        spell = entered(ChildTeam, by, child=child, team=team, begins_on=on)
        spell.save()
    return spell


def allocate_child(*, child: Child, user: User, allocated_as: str, by: User | None, on: date) -> Allocation:
    """Let somebody work with a child as something (an AllocatedAs) from a day on; who did so before stays, too."""
    check_leads(child, by)
    check_can_be_allocated(user, child, allocated_as, on)
    with recorded("child_allocated", by=by) as entry:
        if Allocation.objects.on(on).filter(child=child, user=user, allocated_as=allocated_as).exists():
            raise ValidationError("This person works with the child as that already.")
        allocation = entered(Allocation, by, child=child, user=user, allocated_as=allocated_as, begins_on=on)
        allocation.save()
        about_child(entry, child, by, allocation, user=user.pk, allocated_as=allocated_as, on=on.isoformat())
    return allocation


def end_allocation(*, allocation: Allocation, by: User | None, on: date) -> None:
    """End somebody's work with a child on a day; what it opened to them is shut from then on.

    They leave the child's network that day, too, unless they work with the child as something else.
    """
    check_leads(allocation.child, by)
    with recorded("allocation_ended", by=by) as entry:
        about_child(entry, allocation.child, by, allocation, user=allocation.user_id, on=on.isoformat())
        for row in (ended(allocation, on), *leaving_rows(allocation, on)):
            row.save()


def ask_person(*, child: Child, user: User, task: TaskDetails, by: User | None, on: date) -> Asked:
    """Open a child's record to somebody, such as a guest of a partner agency, for one task until a day."""
    check_leads(child, by)
    _check_another(user, by, "Nobody asks themselves: the record is open to you already.")
    words = words_needed(task.task, "task", "Say what the person is asked to do.")
    if task.until_on <= on:
        raise ValidationError({"until_on": "The task needs at least one day."})
    if not any(role in WHO_SEES for role in user.roles_on(clock.today())):
        raise ValidationError("This person has no role that works with children.")
    with recorded("person_asked", by=by) as entry:
        days = {"begins_on": on, "ends_on": task.until_on}
        asked = entered(Asked, by, child=child, user=user, agency=task.agency, task=words, **days)
        asked.save()
        about_child(entry, child, by, asked, user=user.pk, until=task.until_on.isoformat())
    return asked


def end_asking(*, asked: Asked, by: User | None, on: date) -> None:
    """End a task before its day; what it opened is shut from then on."""
    check_leads(asked.child, by)
    with recorded("asking_ended", by=by) as entry:
        kept = Asked.objects.select_for_update(of=("self",)).get(pk=asked.pk)
        if kept.ends_on <= on:
            raise ValidationError("This task has ended already.")
        kept.ends_on = asked.ends_on = max(on, kept.begins_on)
        kept.save()
        about_child(entry, kept.child, by, kept, user=kept.user_id, on=on.isoformat())


def hand_over_child(
    *, allocation: Allocation, to: User, details: HandoverDetails, by: User | None, on: date
) -> Handover:
    """Pass a child from one worker to another on a day, with what child and parents were told.

    The first one's work ends and the second's begins that day; where the first was the child's key worker, the second
    is from then on, unless the details name another. Raises ValidationError without a joint visit in which child and
    parents met the new worker, or a reason why there was none.
    """
    child = allocation.child
    check_leads(child, by)
    check_can_be_allocated(to, child, allocation.allocated_as, on)
    _check_handover(allocation, to, details, on)
    with recorded("child_handed_over", by=by) as entry:
        handover = Handover(
            child=child,
            from_user=allocation.user,
            to_user=to,
            allocated_as=allocation.allocated_as,
            on=on,
            joint_visit_on=details.joint_visit_on,
            no_visit_because=details.no_visit_because.strip(),
            child_was_told=details.child_was_told.strip(),
            parents_were_told=details.parents_were_told.strip(),
            open_matters=details.open_matters.strip(),
            entered_by=by,
            entered_at=clock.now(),
        )
        about_child(entry, child, by, handover, to=to.pk, on=on.isoformat())
        ended(allocation, on).save()
        entered(Allocation, by, child=child, user=to, allocated_as=allocation.allocated_as, begins_on=on).save()
        for row in _network_rows(handover, allocation, details.key_worker, by):
            row.save()
        handover.save()
    return handover


def close_child(*, child: Child, because: str, by: User | None, on: date) -> None:
    """Close a child's record: the service works with the child no more. Teams and workers end that day."""
    check_leads(child, by)
    why = words_needed(because, "because", "Say why the record is closed.")
    with recorded("child_closed", by=by) as entry:
        kept = Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        if kept.closed_on is not None:
            raise ValidationError("This record is closed already.")
        about_child(entry, kept, by, on=on.isoformat())
        Allocation.objects.on(on).filter(child=kept).update(ends_on=on)
        ChildTeam.objects.on(on).filter(child=kept).update(ends_on=on)
        Asked.objects.on(on).filter(child=kept).update(ends_on=on)
        kept.closed_on, kept.closed_because = on, why
        kept.save()
    child.closed_on, child.closed_because = on, why


def reopen_child(*, child: Child, team: Team, by: User | None, on: date) -> None:
    """Open a closed record again, for a team; that it was closed stands in the audit."""
    check_leads(child, by)
    with recorded("child_reopened", by=by) as entry:
        kept = Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        if kept.closed_on is None:
            raise ValidationError("This record is open.")
        kept.closed_on, kept.closed_because = None, ""
        kept.save()
        entered(ChildTeam, by, child=kept, team=team, begins_on=on).save()
        about_child(entry, kept, by, team, on=on.isoformat())
    child.closed_on, child.closed_because = None, ""


def check_can_be_allocated(user: User, child: Child, allocated_as: str, on: date) -> None:
    """Raise ValidationError where somebody cannot work with a child as something: no such role, or a conflict."""
    if allocated_as not in ROLES_FOR:
        raise ValidationError({"allocated_as": "Choose as what the person works with the child."})
    if not user.roles_on(on) & ROLES_FOR[allocated_as]:
        raise ValidationError("This person does not hold a role for that work on that day.")
    if ConflictOfInterest.objects.on(on).filter(child=child, user=user).exists():
        raise ValidationError("This person cannot work with this child.")


def _check_goes_on(team: Team) -> None:
    if team.ends_on is not None:
        raise ValidationError("This team has an end: choose another.")


def _check_name(team: Team) -> None:
    if Team.objects.filter(name__iexact=team.name).exclude(pk=team.pk).exists():
        raise ValidationError({"name": "There is a team of this name already."})


def _holds_after(kind: type[TeamMembership | ChildTeam], team: Team, on: date) -> bool:
    """Tell whether a tie to a team holds on a day or later."""
    return kind.objects.standing().filter(team=team).exclude(ends_on__lte=on).exists()


def _network_rows(
    handover: Handover, before: Allocation, key_worker: NetworkMember | None, by: User | None
) -> list[Model]:
    """Return the rows by which who hands over leaves the network, and another is key worker if they were."""
    child, on = handover.child, handover.on
    if not KeyWorker.objects.on(on).filter(child=child, member__user=before.user_id).exists():
        return leaving_rows(before, on)
    if key_worker is not None and key_worker.user_id == before.user_id:
        raise ValidationError({"key_worker": "Choose somebody who goes on working with the child."})
    named = key_worker or member_for(child, handover.to_user, by, on)
    leaving = [row for row in leaving_rows(before, on) if isinstance(row, NetworkMember)]
    return [*key_worker_rows(child, named, by, on), *leaving]


def _check_handover(allocation: Allocation, to: User, details: HandoverDetails, on: date) -> None:
    if not allocation.holds_on(on):
        raise ValidationError("The worker who hands over does not work with the child on that day.")
    if to.pk == allocation.user_id:
        raise ValidationError("Choose another worker to hand over to.")
    if details.joint_visit_on is None:
        words_needed(details.no_visit_because, "no_visit_because", "Say when you visited together, or why you did not.")
    words_needed(details.child_was_told, "child_was_told", "Say what the child was told.")
    words_needed(details.parents_were_told, "parents_were_told", "Say what the parents were told.")


def _check_another(user: User, by: User | None, says: str) -> None:
    if by is not None and user.pk == by.pk:
        raise NotPermittedError(says)
