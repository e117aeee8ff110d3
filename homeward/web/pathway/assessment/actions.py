"""Writes an assessment of a return home, part by part; nothing is overwritten, and nothing rated without evidence."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError

from homeward.practice.assessment import RATINGS_OF, SaidBy
from homeward.practice.classification import Change, Rating, Wish
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.models import Written
from homeward.web.chronology.writing import struck
from homeward.web.pathway.assessment.details import ChangeDetails, HelpDetails, RatingDetails, ViewDetails
from homeward.web.pathway.assessment.known import VOICE, events_to_show
from homeward.web.pathway.assessment.queries import assessment_of
from homeward.web.pathway.models import (
    AssessedParent,
    ChangeEvidence,
    FactorRating,
    HelpToTakePart,
    ParentChange,
    PathwayStart,
    RatingEvidence,
    ReturnView,
    WarningAnswer,
)
from homeward.web.pathway.queries import way_of
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes

_OWN_WORDS = (SaidBy.CHILD, SaidBy.PARENT)


def say_parents(*, child: Child, parents: Sequence[Person], by: User) -> None:
    """Write down with which parents the child might live; whoever was said before and is not any more is struck out."""
    check_writes(child, by)
    if not parents:
        raise ValidationError({"parents": "Say with which parent the child might live."})
    with recorded("assessed_parents_said", by=by) as entry:
        start = _open_start(child)
        wanted, standing = {one.pk: one for one in parents}, list(start.assessed_parents.filter(struck_at=None))
        hidden = Person.objects.filter(hidden_persons(by), pk__in=[row.person_id for row in standing])
        kept = {*wanted, *hidden.values_list("pk", flat=True)}
        for row in standing:
            # Whoever the writer may not be told of was not offered to be ticked.
            if row.person_id not in kept:
                struck(row, by, "The child would not live with this parent.").save()
        for pk in wanted.keys() - {row.person_id for row in standing}:
            entered(AssessedParent, by, start=start, person=wanted[pk]).save()
        about_child(entry, child, by, start, parents=sorted(map(str, wanted)))


def rate_factor(*, child: Child, details: RatingDetails, by: User) -> FactorRating:
    """Write down what was found of a factor, in somebody's words, with the events that show it.

    Words are needed unless the evidence is somebody's own words. Raises ValidationError for them, for a rating other
    than "not known" without evidence, for an event that is not in the
    chronology as the writer may read it, and for what is written elsewhere already.
    """
    check_writes(child, by)
    words = (
        details.words.strip() if _has_voice(details) else words_needed(details.words, "words", "Say what was found.")
    )
    _check_rating(details)
    _check_evidence(child, details.evidence, by, is_needed=details.rating != Rating.NOT_KNOWN)
    check_not_copied([words], concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("return_factor_rated", by=by) as entry:
        start = _open_start(child)
        _check_parent(start, details.parent, is_asked=details.factor.each_parent)
        about = {"start": start, "factor": details.factor.id, "parent": details.parent, "rating": details.rating}
        whose = {"said_by": details.said_by, "name": details.name.strip()}
        row = entered(FactorRating, by, **about, **whose, words=words, on=clock.today(), **_elsewhere(details))
        row.save()
        RatingEvidence.objects.bulk_create(RatingEvidence(rating=row, event_key=key) for key in _once(details.evidence))
        about_child(entry, child, by, row, factor=row.factor)
    return row


def assess_change(*, child: Child, details: ChangeDetails, by: User) -> ParentChange:
    """Write down one parent's capacity to change. Raises ValidationError as `rate_factor` does."""
    check_writes(child, by)
    texts = _change_texts(details)
    _check_change(details)
    _check_evidence(child, details.evidence, by, is_needed=details.change != Change.NOT_KNOWN)
    check_not_copied(texts.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("parents_change_assessed", by=by) as entry:
        start = _open_start(child)
        _check_parent(start, details.parent, is_asked=True)
        told = {"change": details.change, "lasted_since_on": details.lasted_since, "seen_apart": details.seen_apart}
        about = {"start": start, "parent": details.parent, "on": clock.today()}
        row = entered(ParentChange, by, **about, **texts, **told, **_elsewhere(details))
        row.save()
        links = (ChangeEvidence(parent_change=row, event_key=key) for key in _once(details.evidence))
        ChangeEvidence.objects.bulk_create(links)
        about_child(entry, child, by, row)
    return row


def write_view(*, child: Child, details: ViewDetails, by: User) -> ReturnView:
    """Write down what somebody thinks of the return; child's and parents' words are linked, never retyped."""
    check_writes(child, by)
    _check_view(child, details)
    check_not_copied([details.words, details.how], concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("return_view_written", by=by) as entry:
        start = _open_start(child)
        if details.whose == SaidBy.PARENT:
            _check_parent(start, details.person, is_asked=True)
        row = entered(
            ReturnView,
            by,
            start=start,
            whose=details.whose,
            person=details.person,
            name=details.name.strip(),
            wish=details.wish or "",
            voice=details.voice,
            words=details.words.strip(),
            how=details.how.strip(),
            on=details.on,
            **_elsewhere(details),
        )
        row.save()
        about_child(entry, child, by, row, whose=row.whose)
    return row


def say_help(*, child: Child, details: HelpDetails, by: User) -> HelpToTakePart:
    """Write down which help to take part somebody was offered."""
    check_writes(child, by)
    with recorded("help_to_take_part_said", by=by) as entry:
        start = _open_start(child)
        if details.person.pk != child.person_id:
            _check_parent(start, details.person, is_asked=True)
        offered = {name: getattr(details, name) for name in ("advocate", "interpreter", "communication")}
        words = {"words": details.words.strip(), "on": clock.today()}
        row = entered(HelpToTakePart, by, start=start, person=details.person, **offered, **words)
        row.save()
        about_child(entry, child, by, row)
    return row


def answer_warning(*, child: Child, warning: str, parent: Person | None, answer: str, by: User) -> WarningAnswer:
    """Write down the answer to a warning that the assessment raises. Raises ValidationError where it does not."""
    check_writes(child, by)
    words = words_needed(answer, "answer", "Write the answer.")
    with recorded("return_warning_answered", by=by) as entry:
        start = _open_start(child)
        raised = {(one.id, one.parent_id) for one in assessment_of(start, clock.today(), None).warnings}
        if (warning, str(parent.pk) if parent else "") not in raised:
            raise ValidationError("The assessment does not raise this warning any more.")
        told = {"warning": warning, "parent": parent, "answer": words, "on": clock.today()}
        row = entered(WarningAnswer, by, start=start, **told)
        row.save()
        about_child(entry, child, by, row, warning=warning)
    return row


def strike_part(*, child: Child, part: Written, because: str, by: User) -> None:
    """Strike out part of an assessment, with the reason; it stays, struck out."""
    check_writes(child, by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    if part.start.child_id != child.pk:
        raise ValidationError("This is not part of the child’s assessment.")
    with recorded("assessment_part_struck", by=by) as entry:
        kept = struck(part, by, reason)
        kept.save()
        about_child(entry, child, by, kept)


def _open_start(child: Child) -> PathwayStart:
    way = way_of(child, clock.today())
    if way is None or way.position.has_ended:
        raise ValidationError("There is no way under way.")
    return way.start


def _has_voice(details: RatingDetails) -> bool:
    return any(key.startswith(VOICE) for key in details.evidence)


def _check_rating(details: RatingDetails) -> None:
    if details.factor.told_by is not None:
        raise ValidationError("This is asked elsewhere already: it is taken from there.")
    if details.rating not in RATINGS_OF[details.factor.way]:
        raise ValidationError({"rating": "What protects is there or not: it cannot be addressed."})
    if details.said_by == SaidBy.RECORD:
        raise ValidationError({"said_by": "What the record knows appears by itself."})


def _check_evidence(child: Child, keys: Iterable[str], by: User, *, is_needed: bool) -> None:
    """Raise ValidationError where evidence is needed and missing, or is not there as the writer may read it."""
    wanted = set(keys)
    if is_needed and not wanted:
        says = "Tick what in the chronology shows it. If nothing does, write that down first, or say “not known”."
        raise ValidationError({"evidence": says})
    if wanted and wanted - {event.key for event in events_to_show(by, child)}:
        raise ValidationError({"evidence": "One of these events is not in the chronology any more. Choose again."})


def _check_parent(start: PathwayStart, parent: Person | None, *, is_asked: bool) -> None:
    if not is_asked and parent is None:
        return
    standing = start.assessed_parents.filter(struck_at=None)
    if not is_asked or parent is None or not standing.filter(person=parent).exists():
        raise ValidationError("Say first with which parents the child might live: this is asked of each of them.")


def _check_change(details: ChangeDetails) -> None:
    since = details.lasted_since
    if details.change == Change.SUSTAINED and since is None:
        raise ValidationError({"lasted_since": "Say since when the change has lasted."})
    if since is not None and since > clock.today():
        raise ValidationError({"lasted_since": "The day is still to come."})


def _change_texts(details: ChangeDetails) -> dict[str, str]:
    needed = {"must_change": "what must change", "motivation": "what the parent wants", "offered": "what was offered"}
    found = {name: words_needed(getattr(details, name), name, f"Say {says}.") for name, says in needed.items()}
    return found | {"in_two_minds": details.in_two_minds.strip(), "done": details.done.strip()}


def _check_view(child: Child, details: ViewDetails) -> None:
    """Raise ValidationError where child's or parents' words are not linked, or others' are missing."""
    if details.on > clock.today():
        raise ValidationError({"on": "The day is still to come."})
    if details.whose not in _OWN_WORDS:
        words_needed(details.words, "words", "Say what they think.")
        words_needed(details.name, "name", "Say who it was.")
        return
    if details.wish in (None, Wish.NOT_KNOWN):
        words_needed(details.how, "how", "Say why it is not known, or why they were not asked.")
    elif details.voice is None:
        raise ValidationError({"voice": "Choose where it stands what they said. If nowhere, write it down first."})
    person = child.person_id if details.whose == SaidBy.CHILD else details.person and details.person.pk
    if details.voice is not None and (details.voice.child_id, details.voice.person_id) != (child.pk, person):
        raise ValidationError({"voice": "These words are somebody else’s."})


def _elsewhere(details: RatingDetails | ChangeDetails | ViewDetails) -> dict[str, str]:
    return {"elsewhere_because": details.elsewhere_because.strip()}


def _once(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))
