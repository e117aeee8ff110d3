"""Writes agreements: goals, promises, versions and the answers to them. What was agreed is never changed."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max

from homeward.practice.agreement import HOWS_OF, Goal, How, Party, Promise, Who, digest_of, frozen, thawed
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.models import Attachment
from homeward.web.chronology.writing import replacing, struck
from homeward.web.pathway.agreements.details import AnswerDetails, GoalDetails, PromiseDetails
from homeward.web.pathway.agreements.queries import is_apart, keys_of, parties_of, standing_of
from homeward.web.pathway.models import (
    AgreementAnswer,
    AgreementVersion,
    GoalReviewed,
    PathwayStart,
    PromiseReviewed,
    WrittenGoal,
    WrittenPromise,
)
from homeward.web.pathway.queries import way_of
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child, Person
from homeward.web.people.policy import find
from homeward.web.people.recording import about_child
from homeward.web.people.rights import NotPermittedError, check_leads, check_writes

Part = WrittenGoal | WrittenPromise | AgreementAnswer | GoalReviewed | PromiseReviewed
"""What can be struck out of an agreement."""
_EACH_THEIRS = "Say in whose agreement it stands: each parent has an agreement of their own."
_ELSEWHERE = "This is not part of the child’s agreement."


def write_goal(
    *, child: Child, details: GoalDetails, by: User | None, replaces: WrittenGoal | None = None
) -> WrittenGoal:
    """Write down a goal, or what it is from now on instead of `replaces`; what was agreed before stays as it was.

    Raises ValidationError by field for what is missing, and where parents are kept apart and it says of none whose
    agreement it is.
    """
    check_writes(child, by)
    says = {"concern": "what the concern is", "change": "what is to change", "seen_by": "how anyone would see it"}
    texts = {name: words_needed(getattr(details, name), name, f"Say {what}.") for name, what in says.items()}
    check_not_copied(texts.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("agreement_goal_written", by=by) as entry:
        start = _open_start(child)
        _check_place(start, details.parent, needs_parent=not details.is_of_child)
        about = {"parent": details.parent, "is_of_child": details.is_of_child, "by_on": details.by_on}
        rest = {"helped_by": details.helped_by.strip(), "elsewhere_because": details.elsewhere_because.strip()}
        row = entered(WrittenGoal, by, start=start, position=_next(start), **texts, **about, **rest)
        _take_the_place(row, replaces, by)
        row.save()
        about_child(entry, child, by, row)
    return row


def write_promise(
    *, child: Child, details: PromiseDetails, by: User | None, replaces: WrittenPromise | None = None
) -> WrittenPromise:
    """Write down what a service promises, or what it promises from now on instead of `replaces`. Raises as above."""
    check_writes(child, by)
    what = words_needed(details.what, "what", "Say what is promised.")
    check_not_copied([what], concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("agreement_promise_written", by=by) as entry:
        start = _open_start(child)
        _check_place(start, details.parent, needs_parent=False)
        about = {"parent": details.parent, "agency": details.agency, "by_on": details.by_on}
        rest = {"by_whom": details.by_whom.strip(), "elsewhere_because": details.elsewhere_because.strip()}
        row = entered(WrittenPromise, by, start=start, position=_next(start), what=what, **about, **rest)
        _take_the_place(row, replaces, by)
        row.save()
        about_child(entry, child, by, row)
    return row


def strike_part(*, child: Child, part: Part, because: str, by: User | None) -> None:
    """Strike out a goal, a promise, an answer or a review, with the reason; versions stay as they were agreed."""
    check_writes(child, by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("agreement_part_struck", by=by) as entry:
        if _start_of(part) != _open_start(child).pk:
            raise ValidationError(_ELSEWHERE)
        if isinstance(part, AgreementAnswer) and part.who == Who.MANAGER:
            check_leads(child, by)
        kept = struck(part, by, reason)
        kept.save()
        about_child(entry, child, by, kept)


def make_version(
    *, child: Child, parent: Person | None, by: User, on: date, wording_answer: str = ""
) -> AgreementVersion:
    """Freeze what stands now as a version to be agreed: with one parent or, for None, with both.

    Raises ValidationError where there is no goal or no promise, where nothing was changed since the last version, and
    for one with both where parents are kept apart. Any earlier version is not the one that is agreed any more.
    """
    check_writes(child, by)
    _check_day(on)
    with recorded("agreement_version_made", by=by) as entry:
        start = _open_start(child)
        if on < start.began_on:
            raise ValidationError({"on": "The way had not begun on that day."})
        _check_place(start, parent, needs_parent=is_apart(start))
        parties = _parties(start, parent, by)
        goals, promises = _frozen_lines(start, parent, parties)
        content = frozen(child.person.shown_name, parties, goals, promises)
        versions = start.agreement_versions.filter(parent=parent, struck_at=None)
        last = versions.order_by("number").last()
        if last is not None and last.digest == digest_of(content):
            raise ValidationError("Nothing was changed since the last version.")
        told = {"number": (last.number if last else 0) + 1, "content": content, "digest": digest_of(content), "on": on}
        row = entered(AgreementVersion, by, start=start, parent=parent, **told, wording_answer=wording_answer.strip())
        row.save()
        about_child(entry, child, by, row, digest=row.digest)
    return row


def answer_version(*, child: Child, version: AgreementVersion, details: AnswerDetails, by: User) -> AgreementAnswer:
    """Write down whether somebody agrees to a version: signed on the screen, on paper, declined, or not able.

    The manager's answer is for those who lead, and for nobody who made the version. Raises ValidationError for an
    answer to a version that is not the latest or was overtaken by a change, and for one without its reason.
    """
    check_writes(child, by)
    _check_answer(child, version, details, by)
    with recorded("agreement_answered", by=by) as entry:
        start = _open_start(child)
        _check_is_latest(start, version)
        told = {"who": details.who, "how": details.how, "person": details.person, "scan": details.scan}
        words = {"name": details.name.strip(), "words": details.words.strip(), "on": details.on}
        row = entered(AgreementAnswer, by, version=version, **told, **words)
        row.save()
        about_child(entry, child, by, row, who=details.who, how=details.how)
    return row


def _start_of(part: Part) -> UUID:
    if isinstance(part, WrittenGoal | WrittenPromise):
        return part.start_id
    if isinstance(part, AgreementAnswer):
        return part.version.start_id
    return part.goal.start_id if isinstance(part, GoalReviewed) else part.promise.start_id


def _open_start(child: Child) -> PathwayStart:
    # Locked, so that no version is made of what somebody else is changing.
    PathwayStart.objects.select_for_update(of=("self",)).filter(child=child).order_by("pk").first()
    way = way_of(child, clock.today())
    if way is None or way.position.has_ended:
        raise ValidationError("There is no way under way.")
    return way.start


def _check_place(start: PathwayStart, parent: Person | None, *, needs_parent: bool) -> None:
    """Raise ValidationError where it is not said in whose agreement something stands, or that is nobody's."""
    if parent is None and (needs_parent or is_apart(start)):
        raise ValidationError({"parent": _EACH_THEIRS if is_apart(start) else "Say whose goal it is."})
    if parent is not None and not start.assessed_parents.filter(struck_at=None, person=parent).exists():
        raise ValidationError({"parent": "Say first, in the assessment, with which parents the child might live."})


def _next(start: PathwayStart) -> int:
    """Return the place after all that was ever written."""
    last = (rows.aggregate(last=Max("position"))["last"] or 0 for rows in (start.goals, start.promises))
    return max(last) + 1


def _take_the_place(
    row: WrittenGoal | WrittenPromise, before: WrittenGoal | WrittenPromise | None, by: User | None
) -> None:
    """Let a row stand where another stood, which is struck out."""
    if before is None:
        return
    if before.start_id != row.start_id or before.parent_id != (row.parent.pk if row.parent else None):
        raise ValidationError(_ELSEWHERE)
    kept = struck(before, by, "Written anew.")
    kept.save()
    row.line, row.position = kept.line, kept.position
    replacing(kept, row)


def _parties(start: PathwayStart, parent: Person | None, by: User) -> tuple[Party, ...]:
    """Return with whom an agreement is made. Raises ValidationError where the writer may not be told of one."""
    told = parties_of(start, by)
    if parent is None and len(told) != len(parties_of(start)):
        raise ValidationError("Somebody else must make this version: you may not be told of one of the parents.")
    found = tuple(one for one in told if parent is None or one.id == str(parent.pk))
    if not found:
        raise ValidationError("Say first, in the assessment, with which parents the child might live.")
    return found


def _frozen_lines(
    start: PathwayStart, parent: Person | None, parties: tuple[Party, ...]
) -> tuple[list[Goal], list[Promise]]:
    stands = standing_of(start, {one.id: one.name for one in parties})
    mine = stands.of(str(parent.pk) if parent else "", apart=is_apart(start))
    goals, promises = [one for _, one in mine.goals], [one for _, one in mine.promises]
    if not goals or not promises:
        raise ValidationError("An agreement holds at least one goal, and at least one promise of help.")
    return goals, promises


def _check_answer(child: Child, version: AgreementVersion, details: AnswerDetails, by: User) -> None:
    _check_day(details.on)
    if details.on < version.on:
        raise ValidationError({"on": "The version was not there on that day."})
    if details.how not in HOWS_OF[details.who]:
        raise ValidationError({"how": "This is no way in which they can answer."})
    _check_answer_words(details)
    if details.scan is not None:
        _check_scan(child, details.scan, by)
    if details.who == Who.PARENT:
        _check_party(version, details.person)
    if details.who == Who.MANAGER:
        _check_manager(child, version, by)


def _check_answer_words(details: AnswerDetails) -> None:
    if details.how in (How.DECLINED, How.NOT_ABLE):
        words_needed(details.words, "words", "Say why.")
    if details.how == How.ON_SCREEN and details.who != Who.MANAGER:
        words_needed(details.name, "name", "Whoever signs types their name.")
    if details.how == How.ON_PAPER and details.scan is None:
        words_needed(details.words, "words", "Choose the scan, or say where the paper is kept.")


def _check_party(version: AgreementVersion, person: Person | None) -> None:
    _, parties, _, _ = thawed(version.content)
    if person is None or str(person.pk) not in {party.id for party in parties}:
        raise ValidationError("This version is not with this parent.")


def _check_scan(child: Child, scan: Attachment, by: User) -> None:
    seen = find(by, Attachment, scan.pk)
    if seen is None or seen.child_id != child.pk or seen.struck_at is not None:
        raise ValidationError({"scan": "This file is not in the child’s record any more. Choose again."})


def _check_manager(child: Child, version: AgreementVersion, by: User) -> None:
    check_leads(child, by)
    if version.entered_by_id == by.pk:
        raise NotPermittedError("You made this version. Another manager agrees to it.")


def _check_is_latest(start: PathwayStart, version: AgreementVersion) -> None:
    """Raise ValidationError where a version is not the latest of its agreement, or what it holds was changed since."""
    if version.start_id != start.pk or (version.parent_id is None and is_apart(start)):
        raise ValidationError("This version does not stand any more. Make a new one.")
    later = start.agreement_versions.filter(parent=version.parent_id, struck_at=None, number__gt=version.number)
    if later.exists():
        raise ValidationError("There is a later version. Open that one.")
    parent = str(version.parent_id or "")
    if standing_of(start).of(parent, apart=is_apart(start)).keys != keys_of(version):
        raise ValidationError("Goals or promises were changed since. Make a new version: that one is agreed.")


def _check_day(on: date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "Enter today or a day before: this is written down when it has happened"})
