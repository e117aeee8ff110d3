"""Seals a copy of a child's story for one recipient, gives it, and calls it back; a sealed copy is never changed."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from homeward.practice.chronology.recipients import NEVER_REWRITTEN, NothingMayBeToldError
from homeward.practice.chronology.withholding import Choices
from homeward.reports.chronology import as_pdf, as_word
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied, shares_a_run
from homeward.web.chronology.copies.addressees import Addressee
from homeward.web.chronology.copies.covers import cover_for
from homeward.web.chronology.copies.documents import document_for, furniture_of, words_of_pdf, words_of_word
from homeward.web.chronology.copies.fitness import check_still_fit, check_way
from homeward.web.chronology.copies.preparing import Readied, ready_copy
from homeward.web.chronology.models import GivenCopy
from homeward.web.people.entering import words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes

_SLIPPED = (
    "The finished copy holds something that this recipient may not read. Nothing was sealed. Leave out or rewrite the "
    "events that name somebody else, and try again."
)


@dataclass(frozen=True)
class Seen:
    """What the preparer had before them: the stamp of the copy, the stamps of what was looked at, and the choices."""

    stamp: str
    looked_at: Collection[str] = ()
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True)
class Giving:
    """When and how a copy is given (a GivenHow); `is_address_right` says that the address was checked just now."""

    on: date
    how: str
    is_address_right: bool = False


def seal_copy(*, child: Child, to: Addressee, purpose: str, seen: Seen, by: User) -> GivenCopy:
    """Make the PDF and the Word file of a child's story for one recipient, look through both, and keep them sealed.

    Raises NotPermittedError; ValidationError where the record has changed since `seen`, where something to look at was
    not looked at, or where a finished file holds what the recipient may not read.
    """
    check_writes(child, by)
    why = words_needed(purpose, "purpose", "Say what the copy is for.")
    readied = _readied(child, to, seen, by)
    _check_words(child, readied, seen.choices, by)
    if not readied.is_fit(why):
        raise ValidationError({"purpose": "These words name somebody of whom the recipient may not be told."})
    pdf, word = _files(child, readied, why, by)
    with recorded("copy_sealed", by=by) as entry:
        copy = GivenCopy(
            child=child,
            kind=to.kind,
            recipient=to.person,
            recipient_words="" if to.person else to.name,
            purpose=why,
            pdf=pdf,
            word=word,
            digest=sha256(pdf).hexdigest(),
            word_digest=sha256(word).hexdigest(),
            withheld=_withheld(readied),
            made_by=by,
            made_at=clock.now(),
        )
        copy.save()
        about_child(entry, child, by, copy, kind=to.kind, digest=copy.digest, looked_at=len(readied.prepared.looks))
    return copy


def give_copy(*, copy: GivenCopy, giving: Giving, by: User) -> None:
    """Write down that a sealed copy was given, when and how. One is given once, to its one recipient.

    What the record says today is asked once more: raises ValidationError where the copy may no longer be given, where
    it is called back, or where the address was not checked.
    """
    check_writes(copy.child, by)
    check_still_fit(copy, by)
    check_way(copy, giving.how, is_address_right=giving.is_address_right)
    with recorded("copy_given", by=by) as entry:
        kept = _locked(copy)
        if kept.given_on is not None:
            raise ValidationError("This copy was given already. Prepare another for a second time.")
        if not localdate(kept.made_at) <= giving.on <= clock.today():
            raise ValidationError({"given_on": "Enter a day between the day it was sealed and today."})
        kept.given_on, kept.given_how, kept.given_by = giving.on, giving.how, by
        kept.save(update_fields=["given_on", "given_how", "given_by"])
        about_child(entry, kept.child, by, kept, how=giving.how)


def call_back_copy(*, copy: GivenCopy, because: str, by: User) -> None:
    """Write down that a copy must not be used, or must come back, with the reason; its bytes stay as they are."""
    check_writes(copy.child, by)
    why = words_needed(because, "because", "Say why it is called back.")
    with recorded("copy_called_back", by=by) as entry:
        kept = _locked(copy)
        kept.called_back_at, kept.called_back_by, kept.called_back_because = clock.now(), by, why
        kept.save(update_fields=["called_back_at", "called_back_by", "called_back_because"])
        about_child(entry, kept.child, by, kept, was_given=kept.given_on is not None)


def _readied(child: Child, to: Addressee, seen: Seen, by: User) -> Readied:
    """Return the copy as it is now. Raises ValidationError where that is not what the preparer has seen."""
    try:
        readied = ready_copy(by, child, to, seen.choices)
    except NothingMayBeToldError as error:
        raise ValidationError(str(error)) from error
    if readied.prepared.stamp != seen.stamp:
        raise ValidationError("The record or your choices have changed since you looked. Look again, then seal.")
    if {look.stamp for look in readied.prepared.looks} - set(seen.looked_at):
        raise ValidationError("Look at each event that is pointed out, and tick that you did.")
    return readied


def _check_words(child: Child, readied: Readied, choices: Choices, by: User) -> None:
    """Raise ValidationError where words written for the recipient are copied from what the recipient may not read."""
    said = list(choices.said_instead.values())
    never = {one.key for one in readied.prepared.withheld if one.reason in NEVER_REWRITTEN}
    events = [event for event in readied.events if event.key in never]
    kept_back = [text for event in events for text in (event.what, event.meant, event.private, event.known_from)]
    if any(shares_a_run(words, kept_back) for words in said):
        raise ValidationError("Some of the words for the recipient are copied from what they must never read.")
    try:
        check_not_copied(said, concerned=[child], by=by)
    except ValidationError as error:
        raise ValidationError("Some of the words for the recipient stand in another family’s record.") from error


def _files(child: Child, readied: Readied, purpose: str, by: User) -> tuple[bytes, bytes]:
    """Return the PDF and the Word file. Raises ValidationError where either holds what may not be read."""
    cover, how = cover_for(child, readied.to, purpose, by), {"is_invented": settings.HOMEWARD_INVENTED}
    document = document_for(readied.prepared, cover, clock.today(), **how)
    pdf, word = as_pdf(document), as_word(document)
    furniture = furniture_of(cover, clock.today(), **how)
    if not all(readied.is_fit(text, furniture) for text in (words_of_pdf(pdf), words_of_word(word))):
        raise ValidationError(_SLIPPED)
    return pdf, word


def _withheld(readied: Readied) -> list[dict[str, object]]:
    """Return what is withheld as it is stored: keys and reasons, without a word of it."""
    return [
        {"key": one.key, "reason": one.reason.value, "part": one.part, "times": one.times}
        for one in readied.prepared.withheld
    ]


def _locked(copy: GivenCopy) -> GivenCopy:
    """Return a copy locked for writing. Raises ValidationError where it was called back."""
    kept = GivenCopy.objects.select_for_update(of=("self",)).defer("pdf", "word").get(pk=copy.pk)
    if kept.called_back_at is not None:
        raise ValidationError("This copy was called back.")
    return kept
