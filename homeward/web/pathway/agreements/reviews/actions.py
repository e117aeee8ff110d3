"""Writes reviews of an agreement: how far each goal was met, with its evidence, and what became of each promise."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.agreement import IS_KEPT, Became, Judged
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.pathway.agreements.details import GoalLook, PromiseLook
from homeward.web.pathway.agreements.queries import keys_of
from homeward.web.pathway.assessment.known import events_to_show
from homeward.web.pathway.models import AgreementVersion, GoalReviewed, GoalReviewEvidence, PromiseReviewed
from homeward.web.people.entering import entered
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes

_NOTHING = "Say of at least one goal or promise what was found."


def review_agreement(  # noqa: PLR0913 - one review of all that was agreed, of a day
    *,
    child: Child,
    version: AgreementVersion,
    goals: Sequence[GoalLook],
    promises: Sequence[PromiseLook],
    by: User,
    on: date,
    elsewhere_because: str = "",
) -> None:
    """Write down, of one day, what was found of goals and promises of a version; what is left out was not looked at.

    Raises ValidationError for anything found of a goal without evidence, unless nobody can tell; for an event that is
    not in the chronology as the writer may read it; for a refusal without words. The errors are named by what they are
    about and the row's id, such as "evidence_<id>".
    """
    check_writes(child, by)
    _check(child, version, goals, promises, by, on)
    texts = [words for look in goals for words in (look.words, look.parents_view)] + [look.words for look in promises]
    check_not_copied(texts, concerned=[child], by=by, because=elsewhere_because)
    told = {"on": on, "elsewhere_because": elsewhere_because.strip()}
    with recorded("agreement_reviewed", by=by) as entry:
        for look in goals:
            _write_goal(look, by, told)
        for one in promises:
            words = {"became": one.became, "words": one.words.strip()}
            entered(PromiseReviewed, by, promise=one.promise, **words, **told).save()
        about_child(entry, child, by, version, goals=len(goals), promises=len(promises), on=on.isoformat())


def _write_goal(look: GoalLook, by: User, told: dict[str, object]) -> None:
    words = {"words": look.words.strip(), "parents_view": look.parents_view.strip()}
    lasting = {"judged": look.judged, "lasting_since_on": look.lasting_since}
    row = entered(GoalReviewed, by, goal=look.goal, **words, **lasting, **told)
    row.save()
    links = (GoalReviewEvidence(review=row, event_key=key) for key in dict.fromkeys(look.evidence))
    GoalReviewEvidence.objects.bulk_create(links)


def _check(  # noqa: PLR0913, PLR0917 - what a review is
    child: Child,
    version: AgreementVersion,
    goals: Sequence[GoalLook],
    promises: Sequence[PromiseLook],
    by: User,
    on: date,
) -> None:
    if version.start.child_id != child.pk or version.struck_at is not None:
        raise ValidationError("This is not an agreement of the child’s.")
    if not goals and not promises:
        raise ValidationError(_NOTHING)
    if on > clock.today() or on < version.on:
        raise ValidationError({"on": "Enter a day from when the version was made until today"})
    held = {str(look.goal.pk) for look in goals} | {str(look.promise.pk) for look in promises}
    if held - keys_of(version):
        raise ValidationError("This stands in another version. Open the page again.")
    errors = dict([*_goal_errors(goals, on), *_promise_errors(promises)])
    if errors:
        raise ValidationError(errors)
    _check_evidence(child, goals, by)


def _goal_errors(goals: Iterable[GoalLook], on: date) -> Iterator[tuple[str, str]]:
    for look in goals:
        if look.judged != Judged.CANNOT_TELL and not look.evidence:
            says = "Tick what in the chronology shows it. If nothing does, nobody can tell: choose that."
            yield f"evidence_{look.goal.pk}", says
        if look.lasting_since is not None and look.judged not in (Judged.MET, Judged.PARTLY):
            yield f"lasting_since_{look.goal.pk}", "A change that is not there does not last. Take the day out."
        elif look.lasting_since is not None and look.lasting_since > on:
            yield f"lasting_since_{look.goal.pk}", "The day is after the review."


def _promise_errors(promises: Iterable[PromiseLook]) -> Iterator[tuple[str, str]]:
    for look in promises:
        if look.became not in IS_KEPT | {Became.UNDER_WAY} and not look.words.strip():
            yield f"what_{look.promise.pk}", "Say what was said or done, and by whom."


def _check_evidence(child: Child, goals: Iterable[GoalLook], by: User) -> None:
    wanted = {key for look in goals for key in look.evidence}
    if wanted and wanted - {event.key for event in events_to_show(by, child)}:
        raise ValidationError("One of these events is not in the chronology any more. Choose again.")
