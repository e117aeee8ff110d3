"""Writes down what a child or a parent says, what was done about it, and corrects it with a reason."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.models import Draft, HowAsked, SearchEntry, Voice, VoiceAnswer
from homeward.web.chronology.search.index import entries_for, entries_of
from homeward.web.chronology.voices.details import AnswerDetails, VoiceDetails
from homeward.web.chronology.writing import replacing, struck
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_of_child, check_tied, check_writes


def write_voice(*, child: Child, details: VoiceDetails, by: User | None, draft: Draft | None = None) -> Voice:
    """Write down what the child, or somebody of the child's record, said; return it.

    `draft` is what the writer had kept of it, which ends with it. Raises NotPermittedError where somebody may not write
    in the record or the person is not in it, ValidationError by field.
    """
    _check(child, details, by)
    elsewhere = _elsewhere(child, details, by)
    with recorded("voice_written", by=by) as entry:
        voice = _new_voice(child, details, by)
        voice.save()
        SearchEntry.objects.bulk_create(entries_for(voice))
        if draft is not None:
            draft.delete()
        about_child(entry, child, by, voice, **elsewhere)
    return voice


def correct_voice(*, voice: Voice, details: VoiceDetails, because: str, by: User | None) -> Voice:
    """Write anew what somebody said, with the reason; what stood before stays, struck out.

    What was done about it goes over to what stands now. Raises as `write_voice` does.
    """
    _check(voice.child, details, by)
    reason = words_needed(because, "because", "Say why it is corrected.")
    elsewhere = _elsewhere(voice.child, details, by)
    with recorded("voice_corrected", by=by) as entry:
        before = struck(voice, by, reason)
        before.save()
        entries_of(before).delete()
        after = replacing(before, _new_voice(voice.child, details, by))
        after.save()
        before.answers.update(voice=after)
        SearchEntry.objects.bulk_create(entries_for(after))
        about_child(entry, voice.child, by, after, replaces=str(before.pk), **elsewhere)
    return after


def strike_voice(*, voice: Voice, because: str, by: User | None) -> None:
    """Strike out what nobody said, with the reason; it stays, struck out."""
    check_writes(voice.child, by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("voice_struck", by=by) as entry:
        struck(voice, by, reason).save()
        entries_of(voice).delete()
        about_child(entry, voice.child, by, voice)


def answer_voice(*, child: Child, voice: Voice, details: AnswerDetails, by: User | None) -> VoiceAnswer:
    """Write down what was done about what somebody said, or why nothing was, and whether they were told."""
    check_writes(child, by)
    check_of_child(child, voice)
    done = words_needed(details.done, "done", "Say what was done, or why nothing was.")
    _check_past(details.on)
    if details.on < voice.on:
        raise ValidationError({"on": "This cannot be before the day on which it was said."})
    with recorded("voice_answered", by=by) as entry:
        standing = Voice.objects.select_for_update(of=("self",)).get(pk=voice.pk)
        if standing.struck_at is not None:
            raise ValidationError("This was corrected or struck out already. Open it again to see what stands now.")
        answer = VoiceAnswer(voice=standing, on=details.on, done=done, was_told=details.was_told)
        answer.entered_by, answer.entered_at = by, clock.now()
        answer.save()
        entries_of(standing).delete()
        SearchEntry.objects.bulk_create(entries_for(standing))
        about_child(entry, child, by, answer)
    return answer


def _check(child: Child, details: VoiceDetails, by: User | None) -> None:
    """Raise NotPermittedError or ValidationError where something said may not be written like this."""
    check_writes(child, by)
    check_tied(child, details.person)
    words_needed(details.words, "words", "Write what was said, in their words.")
    if details.how == HowAsked.OTHER:
        words_needed(details.how_words, "how_words", "Say in which way.")
    _check_past(details.on)


def _check_past(on: date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "The day is still to come. Write down what was, when it was."})


def _new_voice(child: Child, details: VoiceDetails, by: User | None) -> Voice:
    """Return what somebody said, not stored yet. Raises ValidationError, by field."""
    return entered(
        Voice,
        by,
        child=child,
        person=details.person,
        on=details.on,
        how=details.how,
        how_words=details.how_words.strip(),
        words=details.words.strip(),
        reach=details.reach,
        elsewhere_because=details.elsewhere_because.strip(),
    )


def _elsewhere(child: Child, details: VoiceDetails, by: User | None) -> dict[str, str]:
    """Return in whose record the words stand, too, for the audit. Raises ValidationError where nobody says why."""
    texts = (details.words, details.how_words)
    found = check_not_copied(texts, concerned=[child], by=by, because=details.elsewhere_because)
    return {"stands_too_in": str(found.child_id)} if found else {}
