"""Writes what is known after a return, each contact with its basis, and what is learnt where it did not hold."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.after.outcomes import How, KnownBy
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.pathway.home.details import ContactDetails, LearningDetails
from homeward.web.pathway.home.ways import came_home_by, check_happened, open_start, start_needed
from homeward.web.pathway.models import ContactAfter, LearningReview, LearningVoice
from homeward.web.pathway.queries import way_of
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes

BROKEN_DOWN = "broken_down"
"""The step at which a return that broke down is learnt from."""
_NEEDED = {
    "done": "Say what was done of the plan, and what was not.",
    "help_came": "Say what help came, and what help did not.",
    "learnt": "Say what is learnt.",
    "next_plan": "Say what goes into the next plan.",
}


def write_contact(*, child: Child, details: ContactDetails, by: User | None) -> ContactAfter:
    """Write down how the child is after coming home, and on what basis that is known.

    Raises ValidationError where the child has not come home; where a worker is said to have seen the child and no visit
    of the chronology shows it; and where something is said to be known that nobody told.
    """
    check_writes(child, by)
    _check_basis(details)
    on = _day_of(child, details)
    check_not_copied([details.words], concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("contact_after_return_written", by=by) as entry:
        start = start_needed(child)
        home = came_home_by(start, clock.today())
        if home is None or on < home.on:
            raise ValidationError({"on": "This is about the time after the child came home. Enter a later day."})
        told = {"known_by": details.known_by, "how": details.how, "on": on, "visit": details.visit}
        words = {name: getattr(details, name).strip() for name in ("who", "words", "elsewhere_because")}
        row = entered(ContactAfter, by, start=start, **told, **words)
        row.save()
        about_child(entry, child, by, row, known_by=details.known_by)
    return row


def write_learning_review(*, child: Child, details: LearningDetails, by: User | None) -> LearningReview:
    """Write down what is learnt from a return that broke down.

    What child and parents say is linked, never retyped. Raises ValidationError where the child's words are missing and
    nobody says why, and where no return has broken down.
    """
    check_writes(child, by)
    told = {name: words_needed(getattr(details, name), name, says) for name, says in _NEEDED.items()}
    told["not_heard_because"] = _not_heard(child, details)
    check_not_copied(told.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("learning_review_written", by=by) as entry:
        start = open_start(child)
        way = way_of(child, clock.today())
        if way is None or way.position.step.id != BROKEN_DOWN:
            raise ValidationError("Nobody has written down that the return broke down.")
        why = {"elsewhere_because": details.elsewhere_because.strip()}
        row = entered(LearningReview, by, start=start, on=clock.today(), **told, **why)
        row.save()
        LearningVoice.objects.bulk_create(LearningVoice(review=row, voice=voice) for voice in details.voices)
        about_child(entry, child, by, row)
    return row


def _check_basis(details: ContactDetails) -> None:
    """Raise ValidationError where something is said to be known on no basis, or on one that nothing shows."""
    if details.known_by == KnownBy.NOBODY:
        if details.how != How.NOT_KNOWN:
            raise ValidationError({"how": "Nobody could tell us, so it is not known how the child is."})
        words_needed(details.words, "words", "Say who was asked, and how.")
    elif details.known_by == KnownBy.SEEN:
        if details.visit is None:
            raise ValidationError({"visit": "Choose the visit. If it is not there, write it down first."})
    else:
        words_needed(details.who, "who", "Say who told it.")
        words_needed(details.words, "words", "Say what was told.")


def _day_of(child: Child, details: ContactDetails) -> date:
    visit = details.visit
    if visit is not None:
        if not visit.visited.filter(child=child, is_seen=True, visit__struck_at=None).exists():
            raise ValidationError({"visit": "On this visit the child was not seen. Choose another."})
        return visit.on
    if details.on is None:
        raise ValidationError({"on": "Enter the day on which it was told or asked."})
    check_happened(details.on)
    return details.on


def _not_heard(child: Child, details: LearningDetails) -> str:
    """Return why the child's words are missing; empty where they are there. Raises ValidationError."""
    if any(voice.child_id != child.pk for voice in details.voices):
        raise ValidationError({"voices": "These words stand in another child’s record."})
    if any(voice.person_id == child.person_id for voice in details.voices):
        return ""
    says = "Tick what the child said of it, or say why the child was not heard."
    return words_needed(details.not_heard_because, "not_heard_because", says)
